// Signals that end work early as a stop token.
#include "host/cli/interrupt.hpp"

#include <csignal>

namespace twinarm::cli {

namespace {

std::atomic<int> received = 0;
static_assert(std::atomic<int>::is_always_lock_free);  // or a signal handler may not write it

extern "C" void remember_signal(int signal) {
    int none = 0;
    received.compare_exchange_strong(none, signal);
    // SIGHUP, SIGXCPU and SIGPIPE may be sent repeatedly though nobody insists.
    if (signal == SIGINT || signal == SIGTERM) std::signal(signal, SIG_DFL);
}

}  // namespace

base::StopToken watch_for_interrupt() {
    received = 0;
    struct sigaction action {};
    action.sa_handler = remember_signal;
    action.sa_flags = SA_RESTART;  // a write in progress continues
    sigemptyset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGXCPU, SIGPIPE}) {
        struct sigaction before {};
        // What is ignored stays ignored, SIGHUP under nohup for instance.
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
        sigaction(signal, &action, nullptr);
    }
    return base::StopToken(received);
}

int received_signal() {
    return received;
}

}  // namespace twinarm::cli
