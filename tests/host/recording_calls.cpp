// Loaded into a program, all that it does to files in TWINARM_RECORD_UNDER is written to TWINARM_RECORD, in
// order and with the data: recorded_calls.hpp reads it. What is written to a file without a name is not in
// it.
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string_view>

namespace {

constexpr int most_descriptors = 4096;

std::mutex& order() {
    static std::mutex mutex;
    return mutex;
}

/// The number of the opening, from 1, of each open file that is recorded.
std::array<int, most_descriptors> opened{};
int openings = 0;

int opening_of(int descriptor) {
    return descriptor >= 0 && descriptor < most_descriptors ? opened[std::size_t(descriptor)] : 0;
}

bool is_under(std::string_view path) {
    static const char* under = std::getenv("TWINARM_RECORD_UNDER");
    return under != nullptr && path.find(under) != std::string_view::npos;
}

/// The caller holds order(). `first` and `second` are a path and a path or data.
void record(const char* call, int opening, long number, std::string_view first,
            std::string_view second = {}) {
    static const int log = [] {
        const char* path = std::getenv("TWINARM_RECORD");
        const long low = path == nullptr ? -1
                                         : syscall(SYS_openat, AT_FDCWD, path,
                                                   O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        return low < 0 ? -1 : fcntl(int(low), F_DUPFD_CLOEXEC, 500);
    }();
    char head[128];
    const int length = std::snprintf(head, sizeof head, "%s %d %ld %zu %zu\n", call, opening, number,
                                     first.size(), second.size());
    const iovec parts[] = {{head, std::size_t(length)},
                           {const_cast<char*>(first.data()), first.size()},
                           {const_cast<char*>(second.data()), second.size()}};
    const int error = errno;
    if (log < 0 || writev(log, parts, 3) < length) std::abort();
    errno = error;
}

/// Does `call`, and records it where it went well and the paths are of interest.
int on_names(const char* call, const char* from, const char* to, long result) {
    if (result == 0 && is_under(from)) record(call, 0, 0, from, to);
    return int(result);
}

int synced(int descriptor, long result) {
    if (result == 0 && opening_of(descriptor) != 0) record("sync", opening_of(descriptor), 0, "");
    return int(result);
}

ssize_t wrote(int descriptor, const void* data, long bytes, off_t offset) {
    if (bytes > 0 && opening_of(descriptor) != 0)
        record("write", opening_of(descriptor), offset, "",
               {static_cast<const char*>(data), std::size_t(bytes)});
    return bytes;
}

using Lock = const std::lock_guard<std::mutex>;

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
    va_end(more);
    Lock lock(order());
    const int descriptor = int(syscall(SYS_openat, AT_FDCWD, path, flags, mode));
    if (descriptor < 0 || descriptor >= most_descriptors) return descriptor;
    opened[std::size_t(descriptor)] = is_under(path) ? ++openings : 0;
    if (opening_of(descriptor) != 0) record("open", openings, (flags & O_CREAT) != 0 ? 1 : 0, path);
    return descriptor;
}

int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
    va_end(more);
    return open(path, flags, mode);
}

int close(int descriptor) {
    Lock lock(order());
    if (opening_of(descriptor) != 0) opened[std::size_t(descriptor)] = 0;
    return int(syscall(SYS_close, descriptor));
}

ssize_t write(int descriptor, const void* data, size_t bytes) {
    if (opening_of(descriptor) == 0) return syscall(SYS_write, descriptor, data, bytes);
    Lock lock(order());
    const long written = syscall(SYS_write, descriptor, data, bytes);
    return wrote(descriptor, data, written, lseek(descriptor, 0, SEEK_CUR) - written);
}

ssize_t pwrite(int descriptor, const void* data, size_t bytes, off_t offset) {
    Lock lock(order());
    return wrote(descriptor, data, syscall(SYS_pwrite64, descriptor, data, bytes, offset), offset);
}

int ftruncate(int descriptor, off_t length) {
    Lock lock(order());
    const long result = syscall(SYS_ftruncate, descriptor, length);
    if (result == 0 && opening_of(descriptor) != 0) record("truncate", opening_of(descriptor), length, "");
    return int(result);
}

int fsync(int descriptor) {
    Lock lock(order());
    return synced(descriptor, syscall(SYS_fsync, descriptor));
}

int fdatasync(int descriptor) {
    Lock lock(order());
    return synced(descriptor, syscall(SYS_fdatasync, descriptor));
}

int rename(const char* from, const char* to) {
    Lock lock(order());
    return on_names("rename", from, to, syscall(SYS_rename, from, to));
}

int unlink(const char* path) {
    Lock lock(order());
    return on_names("unlink", path, "", syscall(SYS_unlink, path));
}

int remove(const char* path) {
    Lock lock(order());
    const long result = syscall(SYS_unlink, path);
    if (result != 0 && errno == EISDIR) return on_names("unlink", path, "", syscall(SYS_rmdir, path));
    return on_names("unlink", path, "", result);
}

int mkdir(const char* path, mode_t mode) {
    Lock lock(order());
    return on_names("mkdir", path, "", syscall(SYS_mkdir, path, mode));
}

}  // extern "C"
