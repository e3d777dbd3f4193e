// Loaded into a program, its k-th call of one function fails: TWINARM_FAIL is "write 7 28" for the seventh
// write with error 28, of files in TWINARM_FAIL_UNDER only. TWINARM_FAIL_MARK is created when a call fails.
// Memory: "malloc 7 65536" refuses the seventh allocation of at least 65,536 bytes. "pthread_create 1 11": no
// thread but this many less one.
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

struct Plan {
    char call[32] = "";
    long at = 0, detail = 0;
    const char* under = nullptr;
    const char* mark = nullptr;
};

/// Read once, before the program has a second thread. It allocates nothing.
const Plan& plan() {
    static const Plan read = [] {
        Plan plan;
        const char* text = std::getenv("TWINARM_FAIL");
        if (text == nullptr || std::sscanf(text, "%31s %ld %ld", plan.call, &plan.at, &plan.detail) != 3)
            plan.call[0] = '\0';
        plan.under = std::getenv("TWINARM_FAIL_UNDER");
        plan.mark = std::getenv("TWINARM_FAIL_MARK");
        return plan;
    }();
    return read;
}

std::atomic<long> calls{0};

/// Whether this call is the k-th, or with `and_later` one after it.
bool fails(std::string_view call, bool and_later = false) {
    if (call != plan().call) return false;
    const long number = ++calls;
    if (number != plan().at && !(and_later && number > plan().at)) return false;
    if (plan().mark != nullptr) {
        const long mark = syscall(SYS_openat, AT_FDCWD, plan().mark, O_WRONLY | O_CREAT, 0666);
        if (mark >= 0) syscall(SYS_close, mark);
    }
    errno = int(plan().detail);
    return true;
}

bool is_under(std::string_view path) {
    return plan().under != nullptr && path.find(plan().under) != std::string_view::npos;
}

bool is_under(int descriptor) {
    char link[64], path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = readlink(link, path, sizeof path);
    return length > 0 && is_under(std::string_view(path, size_t(length)));
}

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

void* __libc_malloc(size_t bytes);  // of the C library

ssize_t write(int descriptor, const void* data, size_t bytes) {
    if (is_under(descriptor) && fails("write")) return -1;
    return syscall(SYS_write, descriptor, data, bytes);
}

ssize_t pwrite(int descriptor, const void* data, size_t bytes, off_t offset) {
    if (is_under(descriptor) && fails("write")) return -1;
    return syscall(SYS_pwrite64, descriptor, data, bytes, offset);
}

int fsync(int descriptor) {
    if (is_under(descriptor) && fails("fsync")) return -1;
    return int(syscall(SYS_fsync, descriptor));
}

int fdatasync(int descriptor) {
    if (is_under(descriptor) && fails("fsync")) return -1;
    return int(syscall(SYS_fdatasync, descriptor));
}

int ftruncate(int descriptor, off_t length) {
    if (is_under(descriptor) && fails("truncate")) return -1;
    return int(syscall(SYS_ftruncate, descriptor, length));
}

int unlink(const char* path) {
    if (is_under(path) && fails("unlink")) return -1;
    return int(syscall(SYS_unlink, path));
}

int remove(const char* path) {
    if (is_under(path) && fails("unlink")) return -1;
    const long result = syscall(SYS_unlink, path);
    return int(result != 0 && errno == EISDIR ? syscall(SYS_rmdir, path) : result);
}

int rename(const char* from, const char* to) {
    if (is_under(from) && fails("rename")) return -1;
    return int(syscall(SYS_rename, from, to));
}

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
    va_end(more);
    if (is_under(path) && fails("open")) return -1;
    return int(syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
    va_end(more);
    return open(path, flags, mode);
}

void* malloc(size_t bytes) {
    if (std::strcmp(plan().call, "malloc") == 0 && long(bytes) >= plan().detail && fails("malloc")) {
        errno = ENOMEM;
        return nullptr;
    }
    return __libc_malloc(bytes);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*start)(void*),
                   void* argument) {
    static const auto real =
        next<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)>("pthread_create");
    if (fails("pthread_create", true)) return EAGAIN;
    return real(thread, attributes, start, argument);
}

}  // extern "C"
