// Which sampled traits separate the responders of each arm: of a stored run, or of a cohort simulated for it.
#pragma once

#include <string>
#include <vector>

#include "host/store/stored_run.hpp"
#include "host/study/run_study.hpp"
#include "host/trial/predictors.hpp"

namespace twinarm::study {

struct FoundPredictors {
    trial::PredictorReport report;
    int signal = 0;  ///< that ended the simulation early, or 0; then there is no report
};

/// `arm`: id of one arm; empty: all. Throws FileError, DataError, UsageError.
FoundPredictors predictors_of_run(const store::StoredRun& run, const std::string& arm);

/// The same of a cohort whose patients are simulated.
FoundPredictors predictors_of_cohort(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                     const std::string& arm, const ProgressSink& progress,
                                     const base::StopToken& stop);

}  // namespace twinarm::study
