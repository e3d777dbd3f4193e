// Numbers of a chart with as many digits as a chart shows.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "host/store/json_parts.hpp"

namespace twinarm::report {

/// Rounded to four significant digits; null where there is no number.
store::Json short_number(double value);
store::Json short_numbers(const std::vector<double>& values);

}  // namespace twinarm::report
