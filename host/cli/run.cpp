// twinarm run: simulate a cohort and write its results.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <memory>

#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/cli/run_messages.hpp"
#include "host/cli/save_options.hpp"
#include "host/store/output_folder.hpp"
#include "host/table/result_table.hpp"

namespace twinarm::cli {

namespace {

struct RunOptions {
    study::CohortOptions cohort;
    study::EngineOptions engine;
    SaveOptions save;
    std::string out, populations;
    double max_fail = 0.001;
    bool force = false, quiet = false, verbose = false, json = false;
};

study::ExitCode run(const RunOptions& options) {
    const cohort::Cohort cohort = study::read_cohort(options.cohort);
    const store::StudyPlan plan =
        study::make_plan(cohort, options.cohort, options.engine, options.populations);
    report_warnings(cohort.warnings);
    report_warnings(plan.warnings);
    study::SaveRequest request;
    request.folder = store::output_folder(options.out, options.cohort.file);
    request.force = options.force;
    request.tables = options.save.tables();
    request.courses = options.save.course_patients(plan);
    request.max_fail = options.max_fail;
    if (options.verbose && !plan.device.gpu)
        base::print_message("twinarm: using the CPU: {}\n", plan.device.reason);

    ProgressLine progress(plan.patients, plan.arm_count(), !options.quiet && stderr_is_terminal());
    const study::SavedRun run = study::save_run(
        cohort, plan, request, [&](std::uint64_t done) { progress.update(done); }, watch_for_interrupt());
    progress.clear();

    const bool interrupted = run.result.signal != 0 || run.result.patients_done < plan.patients;
    if (run.summary && options.json)
        print_json(run.summary_text);
    else if (run.summary && !options.quiet)
        base::print_text(stdout, table::result_table(cohort, *run.summary,
                                                     {plan.patients, interrupted, stdout_has_colour()}) +
                                     last_lines(cohort, plan, run.result, request.folder));
    std::fflush(stdout);
    if (run.error) report_error(run.error);
    if (interrupted) base::print_message("twinarm: {}\n", rest_message(plan, run, request));
    if (run.code == study::ExitCode::patient_failures)
        base::print_text(stderr,
                         fmt::format("twinarm: {}\n", failure_message(cohort, run.result, options.max_fail,
                                                                      request.folder.string())));
    return run.code;
}

}  // namespace

Verb run_verb() {
    auto options = std::make_shared<RunOptions>();
    Verb verb("run", "Simulate a cohort in every arm and report its response rates");
    add_options(verb, options->cohort);
    add_options(verb, options->engine);
    verb.option("-o,--out", &options->out, "folder for the results; default runs/<file stem>",
                {.file = true});
    add_populations_option(verb, options->populations);
    add_options(verb, options->save);
    verb.option("-f,--force", &options->force, "replace the results in a folder that is not empty");
    verb.option("--max-fail", &options->max_fail, "share of patients of an arm that may fail",
                {.range = {{0.0, 1.0}},
                 .check =
                     [](const std::string& text) {
                         return std::isnan(std::strtod(text.c_str(), nullptr))
                                    ? text + " is not a number from 0 to 1"
                                    : std::string();
                     },
                 .show_default = true});
    verb.option("-q,--quiet", &options->quiet, "no progress and no table");
    verb.option("-v,--verbose", &options->verbose, "say why the GPU is not used");
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm run cohorts/head_to_head.toml\n"
        "  twinarm run cohorts/select.toml -n 100000 --seed 7 --out results\n"
        "  twinarm run cohorts/select.toml --set trial.n=60 --json\n"
        "  twinarm run cohorts/head_to_head.toml --save tables,courses --table-format xpt\n"
        "  twinarm run cohorts/select.toml --populations populations.csv -n 200000";
    verb.action = [options] { return run(*options); };
    return verb;
}

}  // namespace twinarm::cli
