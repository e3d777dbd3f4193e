// twinarm decide: what randomised trials of two arms would decide, by their size.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/number_text.hpp"
#include "host/base/output_file.hpp"
#include "host/base/plain_text.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/interrupt.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/progress.hpp"
#include "host/cli/report_error.hpp"
#include "host/study/decide.hpp"
#include "host/table/decision_table.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::cli {

namespace {

struct DecideOptions {
    study::CohortOptions cohort;
    study::EngineOptions engine;
    study::DecideRequest request;
    std::string populations, csv;
    bool json = false;
};

study::ExitCode decide_between(const DecideOptions& options) {
    const cohort::Cohort cohort = study::read_cohort(options.cohort);
    study::require_kept(options.csv, cohort, options.populations);
    study::check_decision(cohort, options.request);
    store::StudyPlan plan =
        study::make_plan(cohort, options.cohort, options.engine,
                         options.populations.empty() ? study::no_populations : options.populations);
    report_warnings(cohort.warnings);
    report_warnings(plan.warnings);
    ProgressLine progress(plan.patients, study::decision_arm_count, stderr_is_terminal());
    const study::Decision decision = study::run_decision(
        cohort, std::move(plan), options.request, [&](std::uint64_t done) { progress.update(done); },
        watch_for_interrupt());
    progress.clear();
    if (decision.signal != 0) {
        base::print_message("twinarm: interrupted: a decision needs all patients and all virtual trials\n");
        return study::ExitCode(128 + decision.signal);
    }
    if (options.json) {
        print_json(table::decision_json(decision.report));
    } else {
        base::print_text(
            stdout,
            fmt::format(
                "{}\nSimulated data, not patients: {} population{} of {} patients; seed {}.\n",
                table::shortened(base::plain_text(cohort.id + ": " + cohort.title), table::table_width),
                decision.populations, decision.populations == 1 ? "" : "s",
                base::with_commas(decision.patients_each), cohort.study.seed));
        base::print_text(stdout, table::decision_table(decision.report, stdout_has_colour()));
    }
    if (!options.csv.empty()) base::write_file(options.csv, table::decision_csv(decision.report));
    return study::ExitCode::ok;
}

}  // namespace

Verb decide_verb() {
    auto options = std::make_shared<DecideOptions>();
    Verb verb("decide",
              "What randomised trials of two arms would decide, by their size; what a staged one reports");
    add_options(verb, options->cohort);
    add_populations_option(verb, options->populations, study::no_populations);
    add_options(verb, options->engine);
    verb.option("--arm", &options->request.arm, "id of the arm with the added drug; the first of two");
    verb.option("--against", &options->request.against, "id of the arm without it; the second of two");
    verb.option("--sizes", &options->request.sizes, "patients an arm",
                {.range = {{2, 1000000}}, .delimiter = ',', .show_default = true});
    verb.option("--stage", &options->request.stage,
                "PATIENTS,RESPONDERS: gate of a single-arm trial; default: that of the cohort",
                {.range = {{1, 1000000}}, .delimiter = ',', .count = 2});
    verb.option("--odds-ratio", &options->request.odds_ratio, "of the synthetic drug of known effect",
                {.range = {{0.001, 1000.0}}, .show_default = true});
    verb.option("--csv", &options->csv, "file for the table as CSV", {.file = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Example:\n  twinarm decide cohorts/predictions/p06_combination_melanoma.toml \\\n"
        "      --populations populations.csv --sizes 50,100,290 --stage 13,6";
    verb.action = [options] { return decide_between(*options); };
    return verb;
}

}  // namespace twinarm::cli
