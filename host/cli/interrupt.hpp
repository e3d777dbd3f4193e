// Ctrl-C and SIGTERM as a stop token.
#pragma once

#include "host/base/stop_token.hpp"

namespace twinarm::cli {

/// From now on the first SIGINT or SIGTERM is only remembered, and the token says so; the second one ends the
/// program at once.
base::StopToken watch_for_interrupt();

}  // namespace twinarm::cli
