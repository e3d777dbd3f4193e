// trials.csv read once: how many virtual trials of an arm observed how many responders.
#pragma once

#include <cstdint>
#include <vector>

#include "host/report/report_run.hpp"

namespace twinarm::report {

struct TrialsByResponders {
    int n = 0;                              ///< patients of the arm in one trial
    std::vector<std::uint64_t> responders;  ///< trials by number of responders
};

/// By arm. Throws FileError, DataError with file:line.
std::vector<TrialsByResponders> scan_trials(const ReportRun& run);

}  // namespace twinarm::report
