// The lock of a folder.
#include "host/store/folder_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <sstream>
#include <string_view>
#include <thread>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/store/run_record.hpp"

namespace twinarm::store {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_line = "twinarm writes results here\n";
constexpr std::string_view name_line = "gives a name to ";

std::string text_in(int descriptor) {
    char text[8192];
    const ssize_t bytes = ::pread(descriptor, text, sizeof text, 0);
    return {text, std::size_t(std::max<ssize_t>(bytes, 0))};
}

/// LOCK_EX of who writes, LOCK_SH of who only looks. Without a lock where the file system knows none.
bool is_locked_by_another(int descriptor, int kind) {
    return ::flock(descriptor, kind | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

/// Whoever looks holds the lock for a moment, which is no reason to end a run.
bool stays_locked_by_another(int descriptor) {
    constexpr int looks = 10;
    for (int i = 0; i < looks; ++i) {
        if (!is_locked_by_another(descriptor, LOCK_EX)) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

/// The second line of the file.
std::string holder_in(const std::string& text) {
    if (!text.starts_with(first_line)) return "";
    const std::string rest = text.substr(first_line.size());
    return base::plain_text(rest.substr(0, rest.find('\n')));
}

[[noreturn]] void refuse(const fs::path& path, const std::string& text) {
    const std::string holder = holder_in(text);
    throw base::UsageError(
        fmt::format("{}: the folder is in use{}{}\n  Wait for that run, or choose another folder with --out.",
                    path.parent_path().string(), holder.empty() ? "" : " by ", holder));
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

struct LockThere {
    bool held = false;  ///< by another process
    std::string text;
};

LockThere lock_in(const fs::path& folder) {
    const int descriptor =
        ::open((folder / lock_name).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return {};
    const LockThere there{is_locked_by_another(descriptor, LOCK_SH), text_in(descriptor)};
    ::close(descriptor);
    return there;
}

std::set<std::string> names_in(const std::string& text) {
    std::set<std::string> names;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(name_line)) names.insert(line.substr(name_line.size()));
    return names;
}

std::string name_lines(const auto& names) {
    std::string text;
    for (const std::string& name : names) text.append(name_line).append(name) += '\n';
    return text;
}

/// Whether the text is that of a lock, or would have been had it been written to its end: a loss of power
/// leaves zeros there.
bool is_lock(const std::string& text) {
    const std::string_view start = std::string_view(text).substr(0, text.find('\0'));
    return start.starts_with(first_line) || first_line.starts_with(start);
}

/// Writes the whole text of the file.
bool put(int descriptor, const std::string& text) {
    errno = 0;
    return ::pwrite(descriptor, text.data(), text.size(), 0) == ssize_t(text.size()) &&
           ::ftruncate(descriptor, off_t(text.size())) == 0;
}

}  // namespace

void require_not_in_use(const fs::path& folder) {
    const LockThere there = lock_in(folder);
    if (there.held) refuse(folder / lock_name, there.text);
}

std::string holder_of(const fs::path& folder) {
    const LockThere there = lock_in(folder);
    if (!there.held) return "";
    const std::string holder = holder_in(there.text);
    return holder.empty() ? "another process" : holder;
}

std::set<std::string> names_in_left_lock(const fs::path& folder) {
    return names_in(lock_in(folder).text);
}

FolderLock::FolderLock(const fs::path& folder) : path_(folder / lock_name) {
    std::string old;
    do {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666);
        if (descriptor_ < 0) fail(path_, errno);
        const bool held = stays_locked_by_another(descriptor_);
        old = text_in(descriptor_);
        if (held || !is_lock(old)) {
            ::close(descriptor_);
            if (held) refuse(path_, old);
            throw base::UsageError(path_.string() +
                                   ": is not a lock of twinarm\n  Move it away, or choose "
                                   "another folder with --out.");
        }
    } while (!has_its_name(descriptor_, path_));
    holder_ = holder_text();
    // Names that a killed process left are still needed.
    if (!put(descriptor_, holder_ + name_lines(names_in(old)))) {
        const int error = errno;
        if (old.empty()) ::unlink(path_.c_str());
        ::close(descriptor_);
        fail(path_, error);
    }
}

void FolderLock::leave_file(const std::vector<std::string>& names) {
    if (!put(descriptor_, holder_ + name_lines(names))) fail(path_, errno);
    if (!base::is_synced(descriptor_)) fail(path_, errno);
    leave_ = true;
}

FolderLock::~FolderLock() {
    if (!leave_) ::unlink(path_.c_str());
    ::close(descriptor_);
}

}  // namespace twinarm::store
