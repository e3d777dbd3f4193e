// A study whose results are kept.
#include "host/study/save_run.hpp"

#include "host/adam/format_limits.hpp"
#include "host/study/cost.hpp"
#include "host/study/kept_run.hpp"

namespace twinarm::study {

double expected_bytes(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                      const SaveRequest& request) {
    const bool whole = plan.shard.is_whole();
    const std::uint64_t patients = plan.planned();
    return expected_output_bytes(cohort, request.rows ? patients : 0) +
           (whole ? table_bytes(cohort, patients, request.tables) +
                        course_bytes(cohort, request.courses.size()) +
                        course_rows_bytes(cohort, request.courses.size())
                  : 0);
}

store::KeptResults kept_results(const SaveRequest& request) {
    store::KeptResults kept{request.rows, {}, request.courses};
    if (request.tables.parquet) kept.tables.push_back(".parquet");
    if (request.tables.xpt) kept.tables.push_back(".xpt");
    if (request.tables.dataset_json) kept.tables.push_back(".json");
    return kept;
}

SavedRun save_run(const cohort::Cohort& cohort, const store::StudyPlan& plan, const SaveRequest& request,
                  const ProgressSink& progress, const base::StopToken& stop) {
    adam::require_formats_hold(cohort, plan, request.tables);
    KeptRun kept(cohort, plan, request);
    return kept.finish(run_study(plan, kept.sinks(progress), stop), stop);
}

}  // namespace twinarm::study
