// Ctrl-C and SIGTERM as a stop token.
#include "host/cli/interrupt.hpp"

#include <csignal>

namespace twinarm::cli {

namespace {

std::atomic<int> received = 0;
static_assert(std::atomic<int>::is_always_lock_free);  // or a signal handler may not write it

extern "C" void remember_signal(int signal) {
    received = signal;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

base::StopToken watch_for_interrupt() {
    received = 0;
    struct sigaction action {};
    action.sa_handler = remember_signal;
    action.sa_flags = SA_RESTART;  // a write that is under way goes on
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    return base::StopToken(received);
}

}  // namespace twinarm::cli
