// Virtual trials in a few numbers: distributions, stage gate, pooled arms, head to head.
#pragma once

#include <cstdint>
#include <vector>

#include "host/cohort/cohort.hpp"
#include "host/trial/study_summary.hpp"
#include "host/trial/virtual_trials.hpp"

namespace twinarm::trial {

/// Mean, SD and quantiles of one number over trials of n patients; of one trial the median alone.
TrialDistribution distribution(std::vector<double> values, int n);

/// One arm in trials of n patients; the gate is the first stage of each.
TrialSummary summarise_trials(const ArmTrials& arm, int n, const cohort::StageGate& gate);

/// Arms counted together as one trial.
TrialSummary summarise_pooled_trials(const VirtualTrials& trials,
                                     const std::vector<cohort::PooledArms::Part>& parts);

/// Responders of two arms, trial by trial. `independent`: not the same patients, so that an interval of the
/// difference has a meaning.
HeadToHead head_to_head(const std::vector<int>& responders_a, int n_a, const std::vector<int>& responders_b,
                        int n_b, bool independent);

/// Progression-free survival of two randomised arms, trial by trial.
SurvivalComparison compare_survival(const std::vector<statistics::LogRank>& trials, int n_a, int n_b);

/// Fills the randomised and the twin comparison of two arms.
void compare_arms(const VirtualTrials& trials, int n_a, int n_b, TwinSummary& summary);

}  // namespace twinarm::trial
