// A pilot of a run: a few of its patients, from its beginning, middle and end, with everything that the run
// would write, in a folder of its own that goes with it.
#pragma once

#include "host/store/study_needs.hpp"
#include "host/study/save_run.hpp"

namespace twinarm::study {

/// Takes two or three seconds, less where the run itself does. Throws as save_run; the folder is where the
/// system keeps temporary files.
store::Pilot run_pilot(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                       const SaveRequest& request);

}  // namespace twinarm::study
