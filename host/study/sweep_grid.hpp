// The grid of a sweep: paths, each with the values that it takes.
#pragma once

#include <string>
#include <vector>

#include "host/trial/sweep_report.hpp"

namespace twinarm::study {

/// "path=v1,v2,..."; commas inside of quotes, brackets and braces belong to a value. Throws UsageError.
trial::SweepAxis sweep_axis(const std::string& text);

/// Every combination, the last axis fastest: "path=value" of each axis.
std::vector<std::vector<std::string>> grid_of(const std::vector<trial::SweepAxis>& axes);

}  // namespace twinarm::study
