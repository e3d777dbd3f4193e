// Stored runs side by side, and how far each is from the first.
#pragma once

#include <string>
#include <vector>

#include "host/trial/run_comparison.hpp"

namespace twinarm::study {

/// `folders` of runs or of endpoints. Throws FileError, DataError, CohortError.
trial::RunComparison compare_runs(const std::vector<std::string>& folders);

}  // namespace twinarm::study
