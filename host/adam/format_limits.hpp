// What a format of tables cannot hold: said before anything is simulated or deleted.
#pragma once

#include "host/adam/dataset.hpp"
#include "host/cohort/cohort.hpp"
#include "host/store/study_plan.hpp"

namespace twinarm::adam {

/// Throws UsageError where a format cannot hold what stands in the cohort: texts, numbers of patients.
void require_formats_hold(const cohort::Cohort& cohort, const store::StudyPlan& plan, TableFormats formats);

}  // namespace twinarm::adam
