// Ctrl-C and SIGTERM as a question that the run asks between two chunks.
#include "host/run/interrupt.hpp"

#include <csignal>

namespace twinarm {

namespace {

volatile std::sig_atomic_t received = 0;

extern "C" void remember_signal(int signal) {
    received = signal;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

void watch_for_interrupt() {
    received = 0;
    struct sigaction action {};
    action.sa_handler = remember_signal;
    action.sa_flags = SA_RESTART;  // a write that is under way goes on
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

int interrupt_signal() {
    return received;
}

}  // namespace twinarm
