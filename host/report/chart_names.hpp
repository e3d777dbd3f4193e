// The charts of a report by their names, which are names of files too.
#pragma once

#include <string>
#include <vector>

#include "host/cohort/cohort.hpp"

namespace twinarm::report {

/// Every chart that the page of a run with these drugs can have; letters, digits and underscores.
std::vector<std::string> chart_names(const std::vector<cohort::CohortDrug>& drugs);

}  // namespace twinarm::report
