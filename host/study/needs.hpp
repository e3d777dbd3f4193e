// What a run would take, before anything runs: time from a pilot, memory and disk from its size.
#pragma once

#include "host/store/study_needs.hpp"
#include "host/study/save_run.hpp"

namespace twinarm::study {

/// Simulates a pilot; more patients of it where they are too quick to time.
store::StudyNeeds estimate_needs(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                 const SaveRequest& request);

}  // namespace twinarm::study
