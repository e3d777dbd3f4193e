// A journal that lies by itself.
#include "host/store/journal_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"

namespace twinarm::store {

namespace fs = std::filesystem;

LockedFile::LockedFile(const fs::path& path, const JournalKind& kind) {
    const auto fail = [&](const std::string& cause) {
        throw base::FileError(path.string(), cause, kind.another);
    };
    std::error_code none;
    const fs::file_status there = fs::symlink_status(path, none);
    if (fs::exists(there) && !fs::is_regular_file(there)) fail("is not a plain file");
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail(std::string("cannot be written: ") + std::strerror(errno));
    // Without a lock where the file system knows none.
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return;
    ::close(descriptor_);
    throw base::UsageError(path.string() + ": another process writes to it\n  " + kind.in_use);
}

LockedFile::~LockedFile() {
    ::close(descriptor_);
}

JournalFile::JournalFile(const fs::path& path, const JournalKind& kind, bool start_over)
    : path_(path), remedies_(kind.remedies), lock_(path, kind) {
    if (start_over) {
        journal_.emplace(path, lines_, remedies_);
    } else {
        if (!begins_as(path, kind.first_words))
            throw base::UsageError(path.string() + ": is not " + kind.name + "\n  " + kind.another);
        lines_ = read_journal(path, kind.remedies);
    }
    // The name of a new file is on the disk before anybody relies on it.
    if (lines_.lines.empty()) base::keep_names(path.has_parent_path() ? path.parent_path() : ".");
}

void JournalFile::append(const std::string& line) {
    if (!journal_) journal_.emplace(path_, lines_, remedies_);
    journal_->append(line);
}

}  // namespace twinarm::store
