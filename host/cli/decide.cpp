// twinarm decide: what randomised trials of two arms would decide, by their size.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "host/cli/commands.hpp"
#include "host/cli/json_output.hpp"
#include "host/cli/options.hpp"
#include "host/cli/stored_run.hpp"
#include "host/run/decision_arms.hpp"
#include "host/run/errors.hpp"
#include "host/run/interrupt.hpp"
#include "host/run/number_text.hpp"
#include "host/run/output_file.hpp"
#include "host/run/population_cohorts.hpp"
#include "host/run/progress.hpp"
#include "host/table/decision_table.hpp"
#include "host/table/result_table.hpp"
#include "host/table/text_table.hpp"

namespace twinarm {

namespace {

struct DecideOptions {
    CohortOptions cohort;
    EngineOptions engine;
    std::string populations, arm, against, csv;
    std::vector<int> sizes{50, 100, 200, 400};
    std::vector<int> stage;
    double odds_ratio = 1.5;
    bool json = false;
};

/// Responders and completed patients of each arm and population.
struct Counts {
    std::vector<std::vector<std::uint64_t>> responders, completed;  ///< [arm][population]

    explicit Counts(std::size_t populations)
        : responders(decision_arm_count, std::vector<std::uint64_t>(populations, 0)), completed(responders) {}

    DecisionArm arm(DecisionPlace place, const std::string& name, const Study& study) const {
        DecisionArm made{name, study.arms[place].tag, {}};
        for (std::size_t k = 0; k < responders[place].size(); ++k) {
            if (completed[place][k] == 0)
                throw DataError("arm " + name + ": no patient of a population could be simulated");
            made.rates.push_back(double(responders[place][k]) / double(completed[place][k]));
        }
        return made;
    }
};

int index_of(const Cohort& cohort, const std::string& id, std::size_t otherwise) {
    if (!id.empty()) return chosen_arms(cohort, id).front();
    if (cohort.arms.size() == 2) return int(otherwise);
    throw UsageError(fmt::format("{} arms: give two of them with --arm and --against", cohort.arms.size()));
}

/// Populations of the file, or the cohort itself as the only one.
PopulationCohorts populations_of(const DecideOptions& options, const Cohort& cohort,
                                 const SimulationPlan& plan) {
    if (!options.populations.empty())
        return population_cohorts(cohort, read_populations(options.populations, options.cohort, cohort),
                                  plan.patients);
    PopulationCohorts one;
    one.design.names = {"the cohort's"};
    one.design.weights = {1};
    one.design.between_trial_sd = {cohort.trial.between_trial_sd};
    one.design.patients_each = plan.patients;
    one.studies = {cohort.study};
    return one;
}

DecisionControl control(const std::string& name, const DecisionSetting& setting, const DecisionArm& a,
                        const DecisionArm& b) {
    DecisionControl made{name, {}, {}, decide(setting, a, b)};
    std::vector<PopulationValue> differences;
    double greater = 0;
    for (std::size_t k = 0; k < a.rates.size(); ++k) {
        const double d = a.rates[k] - b.rates[k];
        differences.push_back({k, setting.weights[k], d, 0});
        if (d > 0) greater += setting.weights[k];
    }
    made.difference = over_populations(differences);
    made.greater.estimate = std::clamp(greater, 0.0, 1.0);
    return made;
}

DecisionReport report_of(const DecideOptions& options, const Cohort& cohort, int arm, int against,
                         const PopulationCohorts& populations, const Counts& counts, const Study& study) {
    DecisionReport report;
    report.arm = cohort.arms[std::size_t(arm)].id;
    report.against = cohort.arms[std::size_t(against)].id;
    report.added = added_drugs(cohort, arm, against);
    DecisionSetting setting{cohort.study.seed, cohort.trial.trials, options.sizes, populations.design.weights,
                            populations.design.between_trial_sd};
    std::sort(setting.sizes.begin(), setting.sizes.end());
    const DecisionArm b = counts.arm(against_place, report.against, study);
    const DecisionArm a = counts.arm(calibrated_place, report.arm, study);
    const auto add = [&](const std::string& name, const DecisionArm& with) {
        report.controls.push_back(control(name, setting, with, b));
    };
    add("inert", counts.arm(inert_place, "inert", study));
    add("as calibrated", a);
    add("twice as active", counts.arm(twice_place, "twice", study));
    // The synthetic drug shares the calibrated arm's random numbers, so that both stand side by side.
    add(fmt::format("odds ratio {}", options.odds_ratio),
        with_odds_ratio(b, options.odds_ratio, "synthetic", a.tag));
    report.gate = options.stage.empty() ? cohort.trial.gate : StageGate{options.stage[0], options.stage[1]};
    if (report.gate.patients > 0) report.staged = staged_estimates(setting, a, report.gate);
    return report;
}

ExitCode decide_between(const DecideOptions& options) {
    const Cohort cohort = read_cohort(options.cohort);
    const int arm = index_of(cohort, options.arm, 0), against = index_of(cohort, options.against, 1);
    if (arm == against) throw UsageError("--arm and --against name the same arm");
    if (added_drugs(cohort, arm, against).empty())
        throw UsageError(cohort.arms[std::size_t(arm)].id + " gives no drug that " +
                         cohort.arms[std::size_t(against)].id +
                         " does not\n  Turn --arm and --against round, or choose other arms.");
    SimulationPlan plan = make_plan(cohort, options.cohort, options.engine);
    PopulationCohorts populations = populations_of(options, cohort, plan);
    plan.patients = populations.patients();
    for (Study& study : populations.studies) study = decision_study(study, arm, against);

    Counts counts(populations.studies.size());
    std::uint64_t done = 0;
    const auto count = [&](const Outcome* outcomes, std::uint64_t patients) {
        for (std::uint64_t k = 0; k < patients; ++k, ++done)
            for (std::size_t a = 0; a < std::size_t(decision_arm_count); ++a) {
                const Outcome& outcome = outcomes[k * decision_arm_count + a];
                const std::size_t population = populations.design.population_at(done);
                if (outcome.status != Status::ok) continue;
                ++counts.completed[a][population];
                counts.responders[a][population] += outcome.response >= Response::PR;
            }
    };
    SimulationResult result;
    Progress progress(plan.patients, decision_arm_count, stderr_is_terminal());
    watch_for_interrupt();
    simulate_cohorts(
        populations.study_pointers(), populations.design.patients_each, plan, {count},
        [&](std::uint64_t patients) { progress.update(patients); }, result);
    progress.clear();
    if (result.signal != 0) {
        fmt::print(stderr, "twinarm: interrupted: nothing is decided from a part of the patients\n");
        return ExitCode(128 + result.signal);
    }
    const DecisionReport report =
        report_of(options, cohort, arm, against, populations, counts, populations.studies.front());
    const std::size_t number = populations.studies.size();
    if (options.json) {
        print_json(decision_json(report));
    } else {
        fmt::print("{}\nSimulated data, not patients: {} population{} of {} patients; seed {}.\n",
                   shortened(cohort.id + ": " + cohort.title, table_width), number, number == 1 ? "" : "s",
                   with_commas(populations.design.patients_each), cohort.study.seed);
        fmt::print("{}", decision_table(report, stdout_has_colour()));
    }
    if (!options.csv.empty()) write_file(options.csv, decision_csv(report));
    return ExitCode::ok;
}

}  // namespace

void add_decide(CLI::App& app, ExitCode& exit) {
    auto options = std::make_shared<DecideOptions>();
    CLI::App* verb = app.add_subcommand(
        "decide",
        "What randomised trials of two arms would decide, by their size; what a staged one reports");
    add_options(*verb, options->cohort);
    add_populations_option(*verb, options->populations);
    add_options(*verb, options->engine);
    verb->add_option("--arm", options->arm, "id of the arm with the added drug; the first of two");
    verb->add_option("--against", options->against, "id of the arm without it; the second of two");
    verb->add_option("--sizes", options->sizes, "patients an arm")
        ->delimiter(',')
        ->check(CLI::Range(2, 1000000))
        ->capture_default_str();
    verb->add_option("--stage", options->stage,
                     "PATIENTS,RESPONDERS: gate of a single-arm trial; that of the cohort where not given")
        ->delimiter(',')
        ->expected(2)
        ->check(CLI::Range(1, 1000000));
    verb->add_option("--odds-ratio", options->odds_ratio, "of the synthetic drug of known effect")
        ->check(CLI::Range(0.001, 1000.0))
        ->capture_default_str();
    verb->add_option("--csv", options->csv, "file for the table as CSV");
    add_json_flag(*verb, options->json);
    verb->footer(
        "Example:\n  twinarm decide cohorts/predictions/p06_combination_melanoma.toml \\\n"
        "      --populations populations.csv --sizes 50,100,290 --stage 13,6");
    verb->callback([options, &exit] { exit = decide_between(*options); });
}

}  // namespace twinarm
