// What `run` says of a run besides its results: that it failed, was cut short, how fast it was.
#pragma once

#include <string>

#include "host/study/save_run.hpp"

namespace twinarm::cli {

/// More patients failed than `max_fail` allows.
std::string failure_message(const cohort::Cohort& cohort, const store::StudyResult& result, double max_fail,
                            const std::string& folder);

/// Patient-arms, time, device, arithmetic, folder.
std::string last_lines(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                       const store::StudyResult& result, const std::filesystem::path& folder);

/// What an interrupted run left, and how the rest is made.
std::string rest_message(const store::StudyPlan& plan, const study::SavedRun& run,
                         const std::filesystem::path& folder);

}  // namespace twinarm::cli
