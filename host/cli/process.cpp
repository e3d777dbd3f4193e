// Standard streams, signals and the end of the program where nothing can be caught.
#include "host/cli/process.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <new>
#include <string_view>

#include "host/study/exit_code.hpp"

namespace twinarm::cli {

namespace {

void write_to_stderr(std::string_view text) {
    for (ssize_t done = 0; !text.empty(); text.remove_prefix(std::size_t(done))) {
        done = ::write(STDERR_FILENO, text.data(), text.size());
        if (done <= 0) return;
    }
}

/// Where an exception cannot be caught: before main(), in a thread, while another one is handled.
[[noreturn]] void end_without_abort() {
    std::string_view message = "twinarm: internal error: an exception that nothing caught\n";
    try {
        if (std::current_exception()) throw;
    } catch (const std::bad_alloc&) {
        message = "twinarm: out of memory\n";
    } catch (...) {  // the message stands
    }
    write_to_stderr(message);
    ::_exit(int(study::ExitCode::internal));
}

/// Before the constructors of other objects, which may find no memory.
struct TerminateHandler {
    TerminateHandler() { std::set_terminate(end_without_abort); }
};
[[gnu::init_priority(101)]] const TerminateHandler terminate_handler;

/// One is shown while the other is written.
struct Line {
    char text[512];
    std::size_t size;
};
Line lines[2] = {{"twinarm: started\n", 17}, {"", 0}};
std::atomic<int> shown = 0;
static_assert(std::atomic<int>::is_always_lock_free);  // or a signal handler may not read it

extern "C" void print_status(int) {
    const int error = errno;
    const Line& line = lines[shown];
    write_to_stderr({line.text, line.size});
    errno = error;
}

/// Of the first thread; what verbs need is less. Other threads have theirs when they begin, or do not begin.
constexpr std::size_t stack_bytes = 896 * 1024;

extern "C" void end_without_stack(int) {
    write_to_stderr("twinarm: out of memory: the stack cannot grow; see `ulimit -s` and `ulimit -v`\n");
    ::_exit(int(study::ExitCode::internal));
}

[[gnu::noinline]] void use_stack() {
    volatile char room[stack_bytes];
    for (std::size_t end = sizeof room; end > 0; end -= std::min<std::size_t>(end, 4096)) room[end - 1] = 0;
}

/// A stack that cannot grow later would be a fault that no handler is told of.
void take_stack() {
    static char other_stack[1 << 14];
    stack_t other{}, before{};
    other.ss_sp = other_stack;
    other.ss_size = sizeof other_stack;
    struct sigaction action {
    }, action_before{};
    action.sa_handler = end_without_stack;
    action.sa_flags = SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    if (sigaltstack(&other, &before) != 0 || sigaction(SIGSEGV, &action, &action_before) != 0) return;
    use_stack();
    sigaction(SIGSEGV, &action_before, nullptr);
    sigaltstack(&before, nullptr);
}

void open_if_closed(int descriptor, int direction) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) return;
    // The lowest free number is this one: those below are open by now. It is open in the wrong direction.
    if (::open("/dev/null", direction) < 0) ::_exit(int(study::ExitCode::io));
}

}  // namespace

void set_status(const std::string& line) {
    Line& next = lines[1 - shown];
    next.size = std::min(line.size(), sizeof next.text - 1);
    std::memcpy(next.text, line.data(), next.size);
    next.text[next.size++] = '\n';
    shown = 1 - shown;
}

void prepare_process() {
    open_if_closed(STDIN_FILENO, O_WRONLY);
    open_if_closed(STDOUT_FILENO, O_RDONLY);
    open_if_closed(STDERR_FILENO, O_RDONLY);
    take_stack();
    std::signal(SIGXFSZ, SIG_IGN);
    struct sigaction action {};
    action.sa_handler = print_status;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGUSR1, &action, nullptr);
}

}  // namespace twinarm::cli
