// Chromium without a window: runs to its end, gives back what it printed.
#pragma once

#include <string>
#include <vector>

namespace twinarm::report {

/// Path of Chromium (or Chrome) on this machine, or an empty text.
std::string find_chromium();

/// Why Chromium cannot have its sandbox here; empty where it can.
std::string why_no_sandbox();

/// command[0] is the program. It runs in its sandbox; where it cannot, a line on standard error says so.
/// Throws DeviceError where it ends with an error.
std::string run_browser(const std::vector<std::string>& command);

}  // namespace twinarm::report
