// twinarm escalate: which dose trials that escalate would recommend.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "host/base/errors.hpp"
#include "host/base/number_text.hpp"
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
#include "host/study/escalate.hpp"
#include "host/table/escalation_table.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm::cli {

namespace {

struct EscalateOptions {
    study::CohortOptions cohort;
    study::EngineOptions engine;
    std::string populations, csv;
    bool json = false;
};

std::string heading(const cohort::Cohort& cohort, const study::Escalation& found) {
    std::string text =
        fmt::format("{}\nSimulated data, not patients: {} population{} of {} patients; seed {}.\n",
                    table::shortened(base::plain_text(cohort.id + ": " + cohort.title), table::table_width),
                    found.populations, found.populations == 1 ? "" : "s",
                    base::with_commas(found.patients_each), cohort.study.seed);
    if (found.failed > 0)
        text += fmt::format("{} patients are left out: their simulation failed.\n",
                            base::with_commas(found.failed));
    return text;
}

struct Asked {
    cohort::Cohort cohort;
    store::StudyPlan plan;
};

Asked of_run(const EscalateOptions& options) {
    const study::CohortOptions& changed = options.cohort;
    if (!changed.set.empty() || changed.seed || changed.patients || changed.first_patient != 0 ||
        !options.populations.empty())
        throw base::UsageError(changed.file +
                               ": the patients of a stored run cannot be changed\n"
                               "  Give a cohort file with --set, --seed, -n, --first-patient or "
                               "--populations.");
    if (!options.csv.empty()) store::require_kept(options.csv, store::result_paths(changed.file));
    const store::StoredRun run = store::read_stored_run(changed.file);
    return {run.cohort, study::plan_of_run(run, options.engine)};
}

Asked of_file(const EscalateOptions& options) {
    Asked asked{study::read_cohort(options.cohort), {}};
    study::require_kept(options.csv, asked.cohort, options.populations);
    asked.plan = study::make_plan(asked.cohort, options.cohort, options.engine, options.populations);
    report_warnings(asked.cohort.warnings);
    report_warnings(asked.plan.warnings);
    return asked;
}

study::ExitCode escalate(const EscalateOptions& options) {
    Asked asked = std::filesystem::is_directory(options.cohort.file) ? of_run(options) : of_file(options);
    const cohort::Cohort& cohort = asked.cohort;
    study::check_escalation(cohort, asked.plan);
    ProgressLine progress(asked.plan.patients, cohort.escalation.level_count(), stderr_is_terminal());
    const study::Escalation found = study::run_escalation(
        cohort, std::move(asked.plan), [&](std::uint64_t done) { progress.update(done); },
        watch_for_interrupt());
    progress.clear();
    if (found.signal != 0) {
        base::print_message("twinarm: interrupted: escalations need all patients and all virtual trials\n");
        return study::ExitCode(128 + found.signal);
    }
    if (options.json)
        print_json(table::escalation_json(cohort, found.summary));
    else
        base::print_text(stdout,
                         heading(cohort, found) +
                             table::escalation_table(cohort.escalation, found.summary, stdout_has_colour()));
    if (!options.csv.empty()) base::write_file(options.csv, table::escalation_csv(found.summary));
    return study::ExitCode::ok;
}

}  // namespace

Verb escalate_verb() {
    auto options = std::make_shared<EscalateOptions>();
    Verb verb("escalate",
              "Which dose first-in-human trials would recommend: 3+3 or BOIN in virtual patients");
    add_options(verb, options->cohort);
    verb.options.front().description =  // that of FILE
        "a cohort file with [escalation], or the folder of a run of one, whose patients are then taken";
    add_populations_option(verb, options->populations, "those that the cohort names");
    add_options(verb, options->engine);
    verb.option("--csv", &options->csv, "file for the table as CSV", {.file = true});
    add_json_flag(verb, options->json);
    verb.footer =
        "Examples:\n  twinarm escalate cohorts/first_in_human.toml\n"
        "  twinarm escalate cohorts/first_in_human.toml --set escalation.design=BOIN --set "
        "escalation.target=0.25\n"
        "  twinarm escalate cohorts/first_in_human.toml --populations none --set trial.trials=100000";
    verb.action = [options] { return escalate(*options); };
    return verb;
}

}  // namespace twinarm::cli
