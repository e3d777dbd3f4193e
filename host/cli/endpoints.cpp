// twinarm endpoints: responses and virtual trials of a stored run under other rules.
#include <fmt/format.h>

#include <memory>

#include "host/base/errors.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/cohort/settable_paths.hpp"
#include "host/store/output_folder.hpp"
#include "host/store/run_folder.hpp"
#include "host/study/cost.hpp"
#include "host/study/endpoints.hpp"
#include "host/table/endpoints_table.hpp"
#include "host/table/result_table.hpp"

namespace twinarm::cli {

namespace {

struct EndpointsOptions {
    std::string folder, out;
    std::vector<std::string> set;
    bool force = false, quiet = false, json = false;
};

study::ExitCode endpoints(const EndpointsOptions& options) {
    const store::StoredRun run = store::read_stored_run(options.folder);
    ProgressLine progress(run.record.patients_done, run.cohort.study.arm_count,
                          !options.quiet && stderr_is_terminal());
    const study::Endpoints found = study::run_endpoints(
        run, {options.set, options.out, options.force}, [&](std::uint64_t done) { progress.update(done); },
        watch_for_interrupt());
    progress.clear();
    report_warnings(found.cohort.warnings);
    if (found.rules.signal != 0) {
        base::print_message("twinarm: interrupted: endpoints need all patients\n");
        return study::ExitCode(128 + found.rules.signal);
    }
    if (options.json)
        print_json(found.summary_text);
    else if (!options.quiet)
        base::print_text(
            stdout,
            table::result_table(found.cohort, found.summary,
                                {run.record.patients_planned, run.record.interrupted, stdout_has_colour()}) +
                table::endpoints_table(found.part, found.rules.patients, options.out, stdout_has_colour()));
    return study::ExitCode::ok;
}

std::vector<std::string> rules_that_can_change() {
    std::vector<std::string> paths = cohort::settable_paths("assessment.");
    for (const std::string& path : cohort::settable_paths("trial.")) paths.push_back(path);
    return paths;
}

}  // namespace

Verb endpoints_verb() {
    auto options = std::make_shared<EndpointsOptions>();
    Verb verb("endpoints",
              "Responses and virtual trials of a run under other rules, treatment as it was given");
    verb.argument("RUN", &options->folder, "folder of the run", {.required = true});
    verb.option("--set", &options->set,
                "PATH=VALUE: another rule of [assessment] or [trial], as for run; may be repeated",
                {.value_name = "PATH=VALUE", .suggestions = rules_that_can_change(), .one_at_a_time = true});
    verb.option("-o,--out", &options->out, "folder for the results; without it nothing is written",
                {.file = true});
    verb.option("-f,--force", &options->force, "replace the results in a folder that is not empty");
    verb.option("-q,--quiet", &options->quiet, "no progress and no table");
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm endpoints runs/select --set assessment.confirmation=none\n"
        "  twinarm endpoints runs/select --set assessment.criteria=WHO --set trial.n=60 -o runs/select_who\n"
        "  twinarm endpoints runs/select --set assessment.reader_cv=0.1 --set trial.between_trial_sd=0";
    verb.action = [options] { return endpoints(*options); };
    return verb;
}

}  // namespace twinarm::cli
