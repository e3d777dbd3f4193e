// Loaded into a program, writes of it fail as on a full disk where the file's path ends with
// TWINARM_FULL_FILE.
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" ssize_t write(int descriptor, const void* data, size_t bytes) {
    const char* end = std::getenv("TWINARM_FULL_FILE");
    char link[64], path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = end == nullptr ? -1 : readlink(link, path, sizeof path);
    if (length > 0 && std::string_view(path, size_t(length)).ends_with(end)) {
        errno = ENOSPC;
        return -1;
    }
    return syscall(SYS_write, descriptor, data, bytes);
}
