// What `run` prints beside its results: that it failed, was cut short, how fast it was.
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

/// What a shard has to say in the place of results.
std::string shard_lines(const store::StudyPlan& plan, const study::SaveRequest& request);

/// What an interrupted run left, and how to make the rest.
std::string rest_message(const store::StudyPlan& plan, const study::SavedRun& run,
                         const study::SaveRequest& request);

}  // namespace twinarm::cli
