// twinarm predictors: which sampled traits separate the responders of each arm.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/store/result_names.hpp"
#include "host/store/results_kept.hpp"
#include "host/study/find_predictors.hpp"
#include "host/table/predictor_table.hpp"

namespace twinarm::cli {

namespace {

struct PredictorOptions {
    study::CohortOptions cohort;  ///< its file may be the folder of a run
    study::EngineOptions engine;
    std::string arm, csv;
    std::size_t top = 12;
    bool json = false;
};

study::FoundPredictors found_predictors(const PredictorOptions& options) {
    if (std::filesystem::is_directory(options.cohort.file)) {
        if (!options.cohort.set.empty() || options.cohort.seed || options.cohort.patients ||
            options.cohort.first_patient != 0)
            throw base::UsageError(options.cohort.file +
                                   ": the patients of a stored run cannot be changed\n"
                                   "  Give a cohort file with --set, --seed, -n or --first-patient.");
        if (!options.csv.empty()) store::require_kept(options.csv, store::result_paths(options.cohort.file));
        return study::predictors_of_run(store::read_stored_run(options.cohort.file), options.arm);
    }
    const cohort::Cohort cohort = study::read_cohort(options.cohort);
    study::require_kept(options.csv, cohort);
    const store::StudyPlan plan =
        study::make_plan(cohort, options.cohort, options.engine, study::no_populations);
    report_warnings(cohort.warnings);
    ProgressLine progress(plan.patients, plan.arm_count(), stderr_is_terminal());
    const study::FoundPredictors found = study::predictors_of_cohort(
        cohort, plan, options.arm, [&](std::uint64_t done) { progress.update(done); }, watch_for_interrupt());
    progress.clear();
    return found;
}

study::ExitCode find_predictors(const PredictorOptions& options) {
    const study::FoundPredictors found = found_predictors(options);
    if (found.signal != 0) {
        base::print_message("twinarm: interrupted: nothing was written\n");
        return study::ExitCode(128 + found.signal);
    }
    if (!options.csv.empty()) base::write_file(options.csv, table::predictor_csv(found.report));
    if (options.json)
        print_json(table::predictor_json(found.report));
    else
        base::print_text(stdout, table::predictor_table(found.report, options.top, stdout_has_colour()));
    return study::ExitCode::ok;
}

}  // namespace

Verb predictors_verb() {
    auto options = std::make_shared<PredictorOptions>();
    Verb verb("predictors", "Which sampled traits separate the responders of each arm, and how well");
    add_options(verb, options->cohort);
    verb.options.front().description =  // that of FILE
        "folder of a run (its patients are not simulated again), or a cohort file";
    add_options(verb, options->engine);
    verb.option("--arm", &options->arm, "id of one arm; default: all arms");
    verb.option("--top", &options->top, "traits shown of an arm", {.show_default = true});
    verb.option("--csv", &options->csv, "file for all traits of all arms", {.file = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm predictors runs/head_to_head\n"
        "  twinarm predictors cohorts/select.toml -n 20000 --csv predictors.csv";
    verb.action = [options] { return find_predictors(*options); };
    return verb;
}

}  // namespace twinarm::cli
