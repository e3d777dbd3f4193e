// Headless Chromium: runs it to its end and returns its output.
#pragma once

#include <string>
#include <vector>

namespace twinarm::report {

/// Path of Chromium (or Chrome) on this machine, or an empty text.
std::string find_chromium();

/// Why Chromium cannot have its sandbox here; empty where it can.
std::string why_no_sandbox();

/// command[0] is the program; it runs in its sandbox or without. Throws DeviceError where it ends with an
/// error.
std::string run_browser(const std::vector<std::string>& command, bool sandbox);

}  // namespace twinarm::report
