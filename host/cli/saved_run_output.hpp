// What `run` and `merge` say at their end.
#pragma once

#include "host/study/save_run.hpp"

namespace twinarm::cli {

struct OutputOptions {
    bool quiet = false, json = false;
};

/// Prints the table or the JSON, errors, and what an interrupted run lacks; returns the exit code.
study::ExitCode print_saved_run(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                const study::SaveRequest& request, const study::SavedRun& run,
                                const OutputOptions& options);

}  // namespace twinarm::cli
