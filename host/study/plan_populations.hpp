// Which populations a run is made over: those that are asked for, or those that the cohort names.
#pragma once

#include <string>

#include "host/store/study_plan.hpp"
#include "host/study/make_plan.hpp"

namespace twinarm::study {

/// Fills the plan's populations, its number of patients and its warnings. `asked`: a file; "none": the cohort
/// is the only population; empty: those of the cohort's `[study] populations`, as many as suit the patients,
/// and what the cohort or `--set` says itself holds in each. Throws CohortError, FileError, UsageError.
void plan_populations(store::StudyPlan& plan, const cohort::Cohort& cohort, const CohortOptions& options,
                      const std::string& asked);

}  // namespace twinarm::study
