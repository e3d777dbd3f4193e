// Population rates of arms counted together, each arm weighted by its patients in one trial.
#pragma once

#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/trial/arm_counts.hpp"
#include "host/trial/twin_tally.hpp"

namespace twinarm::trial {

/// Everything of a pool that needs no virtual trial. The same patients are in all arms, so the variance of
/// the weighted rate has the covariances of the arms: sum w_a w_b (p_ab - p_a p_b) N_ab / (N_a N_b).
PooledSummary pooled_population(const cohort::PooledArms& pool, const std::vector<ArmCounts>& arms,
                                const TwinTally& twins);

}  // namespace twinarm::trial
