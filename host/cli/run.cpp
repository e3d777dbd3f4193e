// twinarm run: simulate a cohort and write its results.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <optional>

#include "host/adam/saved_courses.hpp"
#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/run_folder.hpp"
#include "host/cli/run_messages.hpp"
#include "host/cli/save_options.hpp"
#include "host/run/cost.hpp"
#include "host/run/interrupt.hpp"
#include "host/run/output_folder.hpp"
#include "host/run/population_cohorts.hpp"
#include "host/run/progress.hpp"
#include "host/run/run_record.hpp"
#include "host/table/result_table.hpp"
#include "host/table/summary_json.hpp"
#include "host/trial/populations_analysis.hpp"

namespace twinarm {

namespace {

struct RunOptions {
    CohortOptions cohort;
    EngineOptions engine;
    SaveOptions save;
    std::string out, populations;
    double max_fail = 0.001;
    bool force = false, quiet = false, verbose = false, json = false;
};

struct RunPopulations {
    Populations file;
    PopulationCohorts cohorts;
};

/// The plausible populations that --populations asks for; the plan then has all of their patients.
std::optional<RunPopulations> populations_of(const RunOptions& options, const Cohort& cohort,
                                             SimulationPlan& plan) {
    if (options.populations.empty()) return std::nullopt;
    RunPopulations populations{read_populations(options.populations, options.cohort, cohort), {}};
    populations.cohorts = population_cohorts(cohort, populations.file, plan.patients);
    plan.patients = populations.cohorts.patients();
    return populations;
}

/// Virtual trials are drawn from the first patients of this run, which need not be the first of the cohort.
void add_to(TrialAnalysis& analysis, const SimulationPlan& plan, const Cohort& cohort,
            const Outcome* outcomes, std::uint64_t patients) {
    if (plan.first == 0) return analysis.add(outcomes, patients);
    const std::size_t arms = cohort.arms.size();
    std::vector<Outcome> patient(arms);
    for (const Outcome* next = outcomes; next != outcomes + patients * arms; next += arms) {
        std::copy(next, next + arms, patient.begin());
        for (Outcome& outcome : patient) outcome.patient -= plan.first;
        analysis.add(patient.data(), 1);
    }
}

ExitCode exit_code(const RunFolder& folder, const SimulationResult& result, double max_fail) {
    if (folder.first_error()) return exit_code_of(folder.first_error());
    if (result.signal != 0) return ExitCode(128 + result.signal);
    return worst_failed_share(result) > max_fail ? ExitCode::patient_failures : ExitCode::ok;
}

ExitCode run(const RunOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    RunFacts facts;
    facts.started = utc_now();
    facts.max_fail = options.max_fail;
    const Cohort cohort = read_cohort(options.cohort);
    SimulationPlan plan = make_plan(cohort, options.cohort, options.engine);
    const auto populations = populations_of(options, cohort, plan);
    const bool tables = options.save.tables();
    const std::vector<std::uint64_t> courses = options.save.course_patients(plan);
    if (options.verbose && !plan.device.gpu)
        fmt::print(stderr, "twinarm: on the CPU: {}\n", plan.device.reason);
    const std::filesystem::path out =
        options.out.empty() ? default_output_folder(options.cohort.file) : std::filesystem::path(options.out);
    prepare_output_folder(out, options.force,
                          expected_output_bytes(cohort, plan.patients) +
                              (tables ? table_bytes(cohort, plan.patients) : 0) +
                              course_bytes(cohort, courses.size()));

    RunFolder folder(out, cohort, populations ? &populations->cohorts.design : nullptr);
    const PopulationCohorts* cohorts = populations ? &populations->cohorts : nullptr;
    if (tables) folder.save_tables(plan, cohorts);
    const auto analysis = populations ? nullptr : std::make_unique<TrialAnalysis>(cohort);
    const auto over_populations =
        populations ? std::make_unique<PopulationsAnalysis>(cohort, populations->cohorts.design) : nullptr;
    SimulationResult result;
    Progress progress(plan.patients, cohort.study.arm_count, !options.quiet && stderr_is_terminal());
    watch_for_interrupt();
    const std::vector<OutcomeSink> sinks = {
        [&](const Outcome* outcomes, std::uint64_t n) { folder.add(outcomes, n); },
        [&](const Outcome* outcomes, std::uint64_t n) {
            if (over_populations)
                over_populations->add(outcomes, n);
            else
                add_to(*analysis, plan, cohort, outcomes, n);
        }};
    folder.attempt([&] {
        const auto show = [&](std::uint64_t done) { progress.update(done); };
        if (populations)
            simulate_cohorts(populations->cohorts.study_pointers(), populations->cohorts.design.patients_each,
                             plan, sinks, show, result);
        else
            simulate_cohort(cohort.study, plan, sinks, show, result);
    });
    progress.clear();

    // From here on everything that was computed is saved, whatever else went wrong.
    folder.attempt([&] { folder.finish_patients(result.patients_done); });
    folder.attempt([&] { folder.write_resolved(); });
    if (populations) folder.attempt([&] { folder.write(populations_file, populations->file.text); });
    if (!courses.empty() && result.patients_done == plan.patients)
        folder.attempt([&] { facts.saved.push_back(save_courses(out, cohort, plan, cohorts, courses)); });
    facts.patients_sha256 = folder.patients_sha256();
    facts.patients_bytes = folder.patients_bytes();
    if (populations)
        facts.populations =
            PopulationsRecord{populations->file.file, populations->file.sha256, populations->file.rows.size(),
                              populations->cohorts.design.patients_each};
    const auto write_record = [&](ExitCode code, const std::string& problem) {
        facts.exit_code = int(code);
        facts.problem = folder.first_error() ? message_of(folder.first_error()) : problem;
        facts.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        folder.attempt([&] { folder.write("run.json", run_record_json(cohort, plan, result, facts)); });
    };
    // Now, and again at the end: the trials may ask for more memory than there is.
    write_record(ExitCode::internal, "ended while the virtual trials were drawn");
    const bool interrupted = result.patients_done < plan.patients;
    const StudySummary summary = folder.summarise([&](const TrialRowVisitor& visit) {
        return over_populations ? over_populations->summarise(visit) : analysis->summarise(visit);
    });
    const std::string json = summary_json(
        summary, {cohort.study.seed, plan.first, plan.patients, interrupted, cohort.study.solver.precision});
    folder.attempt([&] { folder.write("summary.json", json); });
    for (const OutputRecord& table : folder.tables()) facts.saved.push_back(table);
    write_record(exit_code(folder, result, options.max_fail), "");

    if (options.json)
        print_json(json);
    else if (!options.quiet)
        fmt::print("{}{}", result_table(cohort, summary, {plan.patients, interrupted, stdout_has_colour()}),
                   last_lines(cohort, folder, plan, result));
    std::fflush(stdout);

    const ExitCode code = exit_code(folder, result, options.max_fail);
    if (folder.first_error()) report_error(folder.first_error());
    if (interrupted)
        fmt::print(stderr, "twinarm: {}\n{}", rest_message(folder, plan, result, populations.has_value()),
                   courses.empty() ? "" : "  Courses are saved of a whole run only: there are none.\n");
    if (code == ExitCode::patient_failures)
        fmt::print(stderr, "twinarm: {}\n", failure_message(cohort, result, options.max_fail, out.string()));
    return code;
}

}  // namespace

Verb run_verb() {
    auto options = std::make_shared<RunOptions>();
    Verb verb("run", "Simulate a cohort in every arm and report its response rates");
    add_options(verb, options->cohort);
    add_options(verb, options->engine);
    verb.option("-o,--out", &options->out, "folder for the results; runs/<file stem> where not given");
    add_populations_option(verb, options->populations);
    add_options(verb, options->save);
    verb.option("-f,--force", &options->force, "replace the results in a folder that is not empty");
    verb.option("--max-fail", &options->max_fail, "share of patients of an arm that may fail",
                {.range = {{0.0, 1.0}},
                 .check =
                     [](const std::string& text) {
                         return std::isnan(std::strtod(text.c_str(), nullptr))
                                    ? text + " is no number from 0 to 1"
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
        "  twinarm run cohorts/head_to_head.toml --save tables,courses\n"
        "  twinarm run cohorts/select.toml --populations populations.csv -n 200000";
    verb.action = [options] { return run(*options); };
    return verb;
}

}  // namespace twinarm
