// Chromium without a window: runs to its end, gives back what it printed.
#pragma once

#include <string>
#include <vector>

namespace twinarm {

/// Path of Chromium (or Chrome) on this machine, or an empty text.
std::string find_chromium();

/// command[0] is the program. Throws DeviceError where it ends with an error.
std::string run_browser(const std::vector<std::string>& command);

}  // namespace twinarm
