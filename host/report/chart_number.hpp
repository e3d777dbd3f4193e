// Numbers of a chart: its CSV has all their digits, whatever is drawn of them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "host/store/json_parts.hpp"

namespace twinarm::report {

/// The number itself; null where there is not a number.
store::Json chart_number(double value);
store::Json chart_numbers(const std::vector<double>& values);

}  // namespace twinarm::report
