// What `run` and `merge` say at their end.
#include "host/cli/saved_run_output.hpp"

#include <fmt/format.h>

#include "host/base/plain_text.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/cli/run_messages.hpp"
#include "host/table/result_table.hpp"

namespace twinarm::cli {

study::ExitCode print_saved_run(const cohort::Cohort& cohort, const store::StudyPlan& plan,
                                const study::SaveRequest& request, const study::SavedRun& run,
                                const OutputOptions& options) {
    const bool interrupted = run.result.signal != 0 || run.result.patients_done < plan.planned();
    const std::string last = last_lines(cohort, plan, run.result, request.folder);
    if (run.summary && options.json)
        print_json(run.summary_text);
    else if (run.summary && !options.quiet)
        base::print_text(stdout, table::result_table(cohort, *run.summary,
                                                     {plan.patients, interrupted, stdout_has_colour()}) +
                                     last);
    else if (run.published && !plan.shard.is_whole() && !options.quiet)
        base::print_text(stdout, shard_lines(plan, request) + last);
    std::fflush(stdout);
    if (run.error) report_error(run.error);
    if (interrupted) base::print_message("twinarm: {}\n", rest_message(plan, run, request));
    if (run.code == study::ExitCode::patient_failures)
        base::print_text(stderr,
                         fmt::format("twinarm: {}\n", failure_message(cohort, run.result, request.max_fail,
                                                                      request.folder.string())));
    return run.code;
}

}  // namespace twinarm::cli
