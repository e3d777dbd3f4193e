// What `twinarm design` found as one self-contained HTML page.
#pragma once

#include <string>

#include "host/store/json_parts.hpp"

namespace twinarm::report {

/// `design`: the JSON that the verb prints. Throws DeviceError where the program has no charts.
std::string design_page(const std::string& title, const store::Json& design);

}  // namespace twinarm::report
