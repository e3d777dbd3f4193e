// Virtual trials of outcomes made by hand.
#pragma once

#include "host/trial/virtual_trials.hpp"
#include "tests/host/trial/made_outcomes.hpp"

namespace twinarm::test {

/// `responses` as those of outcomes().
inline trial::OutcomePool pool_of(const std::vector<std::string>& responses) {
    trial::OutcomePool pool{int(responses[0].size())};
    for (const Outcome& outcome : outcomes(responses)) pool.add(outcome.arm, outcome);
    return pool;
}

/// Virtual trials of one population.
struct TrialsOfPool : trial::VirtualTrials {
    TrialsOfPool(const cohort::Cohort& of, const trial::OutcomePool& pool,
                 const trial::TrialRowVisitor& visit)
        : VirtualTrials(of, {{trial::TrialUrns(pool)}, {1}, {of.trial.between_trial_sd}, {-1}}, visit) {}
};

}  // namespace twinarm::test
