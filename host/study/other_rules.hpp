// Outcomes of a stored run under other rules of assessment, patient by patient; treatment as it was given.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "host/store/stored_run.hpp"
#include "host/study/run_study.hpp"

namespace twinarm::study {

/// The run's cohort with settings of [assessment], [trial], pools and trial sizes over it. Throws UsageError
/// for a setting that needs new simulations, with the reason, and CohortError for one that cannot be.
cohort::Cohort cohort_with_rules(const store::StoredRun& run, const std::vector<std::string>& settings);

struct PatientInArm {
    std::uint64_t patient;
    int arm;
};

struct OtherRulesResult {
    std::uint64_t patients = 0;
    std::uint64_t simulated_again = 0;  ///< patient-arms
    std::vector<std::uint64_t>
        doses_changed;  ///< patient-arms whose doses the rules would have changed, by arm
    std::vector<PatientInArm> first_changed;  ///< at most 1000, in order
    int signal = 0;                           ///< that ended it early, or 0
};

/// Reads the run's outcomes again by the rules of `now`, the run's populations with other rules, and hands
/// them on in their order. A course is simulated again only where a scan is wanted that the run did not make,
/// or where a dose rule would have been given another response.
OtherRulesResult apply_rules(const store::StoredRun& run, const cohort::PopulationStudies& now,
                             const OutcomeSink& sink, const ProgressSink& progress,
                             const base::StopToken& stop);

}  // namespace twinarm::study
