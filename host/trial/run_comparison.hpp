// Runs side by side, as plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/statistics/weighted_rate.hpp"
#include "host/trial/study_summary.hpp"

namespace twinarm::trial {

/// One arm in one run.
struct ComparedArm {
    std::uint64_t patients = 0, patients_failed = 0;
    statistics::WeightedRate orr, complete;
    TrialDistribution trial;              ///< ORR of one trial, all treated
    statistics::SurvivalSummary pfs, os;  ///< medians only
    std::optional<statistics::RateDifference> orr_minus_first,
        complete_minus_first;  ///< where the first run has the arm
};

struct ComparedRun {
    std::string folder, study, endpoints_of, populations;
    std::uint64_t seed = 0, first_patient = 0, patients = 0, patients_planned = 0;
    bool interrupted = false;
    std::vector<std::optional<ComparedArm>> arms;  ///< of RunComparison::arms
};

/// A setting that is not the same in all runs; unset where a run does not have it.
struct DifferingSetting {
    std::string path;
    std::vector<std::optional<std::string>> values;  ///< by run
};

struct RunComparison {
    std::vector<ComparedRun> runs;
    std::vector<std::string> arms;  ///< ids, in the order in which the runs bring them
    std::vector<DifferingSetting> settings;
};

}  // namespace twinarm::trial
