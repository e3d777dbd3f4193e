// The lock of a folder.
#include "host/store/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"
#include "host/store/run_record.hpp"

namespace twinarm::store {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_line = "twinarm writes results here\n";

std::string text_in(int descriptor) {
    char text[1024];
    const ssize_t bytes = ::pread(descriptor, text, sizeof text, 0);
    return {text, std::size_t(std::max<ssize_t>(bytes, 0))};
}

/// Without a lock where the file system knows none.
bool is_locked_by_another(int descriptor) {
    return ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

[[noreturn]] void refuse(const fs::path& path, const std::string& text) {
    std::string holder = text.starts_with(first_line) ? text.substr(first_line.size()) : "";
    if (holder.ends_with('\n')) holder.pop_back();
    throw base::UsageError(
        fmt::format("{}: the folder is in use{}{}\n  Wait for that run, or choose another folder with --out.",
                    path.parent_path().string(), holder.empty() ? "" : " by ", base::plain_text(holder)));
}

std::string holder_text() {
    char host[256] = "?";
    ::gethostname(host, sizeof host - 1);
    return fmt::format("{}process {} on {} since {}\n", first_line, ::getpid(), host, utc_now());
}

/// Whether the open file is still the one that has its name: another process may have removed it.
bool has_its_name(int descriptor, const fs::path& path) {
    struct stat open {
    }, named{};
    return ::fstat(descriptor, &open) == 0 && ::lstat(path.c_str(), &named) == 0 &&
           open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

[[noreturn]] void fail(const fs::path& path, int error) {
    throw base::FileError(path.string(), std::string("cannot be written: ") + std::strerror(error),
                          "Choose a folder that you can write to with --out.");
}

}  // namespace

void require_not_in_use(const fs::path& folder) {
    const fs::path path = folder / lock_name;
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return;
    const bool held = is_locked_by_another(descriptor);
    const std::string text = text_in(descriptor);
    ::close(descriptor);
    if (held) refuse(path, text);
}

FolderLock::FolderLock(const fs::path& folder) : path_(folder / lock_name) {
    std::string old;
    do {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
        if (descriptor_ < 0) fail(path_, errno);
        const bool held = is_locked_by_another(descriptor_);
        old = text_in(descriptor_);
        if (held || !(old.empty() || old.starts_with(first_line))) {
            ::close(descriptor_);
            if (held) refuse(path_, old);
            throw base::UsageError(path_.string() +
                                   ": is not a lock of twinarm\n  Move it away, or choose "
                                   "another folder with --out.");
        }
    } while (!has_its_name(descriptor_, path_));
    was_left_ = !old.empty();
    const std::string text = holder_text();
    errno = 0;
    if (::ftruncate(descriptor_, 0) != 0 ||
        ::pwrite(descriptor_, text.data(), text.size(), 0) != ssize_t(text.size())) {
        const int error = errno;
        if (!was_left_) ::unlink(path_.c_str());
        ::close(descriptor_);
        fail(path_, error);
    }
}

FolderLock::~FolderLock() {
    if (!leave_) ::unlink(path_.c_str());
    ::close(descriptor_);
}

}  // namespace twinarm::store
