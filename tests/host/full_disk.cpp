// Loaded into a program, writes of it fail as on a full disk where the file's path ends with
// TWINARM_FULL_FILE.
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

bool is_on_full_disk(int descriptor) {
    const char* end = std::getenv("TWINARM_FULL_FILE");
    char link[64], path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = end == nullptr ? -1 : readlink(link, path, sizeof path);
    if (length <= 0 || !std::string_view(path, size_t(length)).ends_with(end)) return false;
    errno = ENOSPC;
    return true;
}

}  // namespace

extern "C" ssize_t write(int descriptor, const void* data, size_t bytes) {
    return is_on_full_disk(descriptor) ? -1 : syscall(SYS_write, descriptor, data, bytes);
}

extern "C" ssize_t pwrite(int descriptor, const void* data, size_t bytes, off_t place) {
    return is_on_full_disk(descriptor) ? -1 : syscall(SYS_pwrite64, descriptor, data, bytes, place);
}
