// The charts of a report by their names, which are names of files too.
#pragma once

#include <string>
#include <vector>

namespace twinarm::report {

/// Every chart that a page of this program can draw; lower-case letters, digits and underscores.
const std::vector<std::string>& chart_names();

}  // namespace twinarm::report
