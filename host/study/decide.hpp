// What randomised trials of two arms would decide, from simulated patients.
#pragma once

#include <string>
#include <vector>

#include "host/base/stop_token.hpp"
#include "host/study/decision_arms.hpp"
#include "host/study/run_study.hpp"
#include "host/trial/decision.hpp"

namespace twinarm::study {

struct DecideRequest {
    std::string arm, against;                   ///< ids; both may be empty where the cohort has two arms
    std::vector<int> sizes{50, 100, 200, 400};  ///< patients an arm
    std::vector<int> stage;                     ///< patients, responders of a gate; empty: the cohort's
    double odds_ratio = 1.5;                    ///< of the synthetic drug of known effect
};

struct Decision {
    trial::DecisionReport report;
    std::size_t populations = 0;
    std::uint64_t patients_each = 0;
    int signal = 0;  ///< that ended it early, or 0; then there is no report
};

/// Throws UsageError where the arms or the gate make no sense: what can be said before anything is read or
/// simulated.
void check_decision(const cohort::Cohort& cohort, const DecideRequest& request);

/// Simulates both arms, and the first with the added drug inert and twice as active, in the plan's patients
/// (decision_arm_count arms). Throws UsageError where the arms do not differ by an added drug alone.
Decision run_decision(const cohort::Cohort& cohort, store::StudyPlan plan, const DecideRequest& request,
                      const ProgressSink& progress, const base::StopToken& stop);

}  // namespace twinarm::study
