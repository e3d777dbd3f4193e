// Ctrl-C, and what terminals and batch systems send before they end a program, as a stop token.
#pragma once

#include "host/base/stop_token.hpp"

namespace twinarm::cli {

/// From now on the first SIGINT, SIGTERM, SIGHUP, SIGXCPU or SIGPIPE is only remembered, and the token says
/// so; a second SIGINT or SIGTERM ends the program at once. Signals that are ignored stay ignored.
base::StopToken watch_for_interrupt();

/// The signal that was remembered, or 0.
int received_signal();

}  // namespace twinarm::cli
