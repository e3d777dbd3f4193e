// Trials that escalate the dose, from simulated patients.
#pragma once

#include "host/base/stop_token.hpp"
#include "host/store/stored_run.hpp"
#include "host/study/make_plan.hpp"
#include "host/study/run_study.hpp"
#include "host/trial/virtual_escalations.hpp"

namespace twinarm::study {

struct Escalation {
    trial::EscalationSummary summary;
    std::size_t populations = 0;
    std::uint64_t patients_each = 0, failed = 0;  ///< failed: patients left out, in whom a level failed
    int signal = 0;                               ///< that ended it early, or 0; then there is no summary
};

/// The patients of a stored run, all that it was planned for. Throws as choose_engine.
store::StudyPlan plan_of_run(const store::StoredRun& run, const EngineOptions& engine);

/// Throws UsageError where the cohort has no [escalation], or a population fewer patients than a trial can
/// treat: what can be said before anything is simulated.
void check_escalation(const cohort::Cohort& cohort, const store::StudyPlan& plan);

/// Simulates the plan's patients at every level to the end of the window of dose-limiting toxicity, and draws
/// the cohort's number of virtual trials from them. Throws as check_escalation; DataError where too many
/// patients failed.
Escalation run_escalation(const cohort::Cohort& cohort, store::StudyPlan plan, const ProgressSink& progress,
                          const base::StopToken& stop);

}  // namespace twinarm::study
