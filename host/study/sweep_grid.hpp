// The grid of a sweep: paths, each with the values that it takes.
#pragma once

#include <string>
#include <vector>

namespace twinarm::study {

struct SweepAxis {
    std::string path;
    std::vector<std::string> values;  ///< as `--set` takes them
};

/// "path=v1,v2,..."; commas inside of quotes, brackets and braces belong to a value. Throws UsageError.
SweepAxis sweep_axis(const std::string& text);

/// Every combination, the last axis fastest: "path=value" of each axis.
std::vector<std::vector<std::string>> grid_of(const std::vector<SweepAxis>& axes);

}  // namespace twinarm::study
