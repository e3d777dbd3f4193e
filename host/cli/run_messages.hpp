// What `run` says of a run besides its results: that it failed, was cut short, how fast it was.
#pragma once

#include <string>

#include "host/cli/run_folder.hpp"
#include "host/run/simulate_cohort.hpp"

namespace twinarm {

/// The largest share of patients that failed in one arm.
double worst_failed_share(const SimulationResult& result);

/// More patients failed than `max_fail` allows.
std::string failure_message(const Cohort& cohort, const SimulationResult& result, double max_fail,
                            const std::string& folder);

/// Patient-arms, time, device, arithmetic, folder.
std::string last_lines(const Cohort& cohort, const RunFolder& folder, const SimulationPlan& plan,
                       const SimulationResult& result);

/// What an interrupted run left, and how the rest is made.
std::string rest_message(const RunFolder& folder, const SimulationPlan& plan, const SimulationResult& result,
                         bool populations);

}  // namespace twinarm
