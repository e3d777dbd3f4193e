// twinarm decide: what randomised trials of two arms would decide, by their size.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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
#include "host/trial/outcome_pool.hpp"

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
    using ByArm = std::vector<std::vector<std::uint64_t>>;  ///< [arm][population]
    ByArm responders, completed;
    ByArm only,
        only_against;  ///< patients that respond in this arm, or in the arm against, and not in the other

    explicit Counts(std::size_t populations)
        : responders(decision_arm_count, std::vector<std::uint64_t>(populations, 0)),
          completed(responders),
          only(responders),
          only_against(responders) {}

    void add(std::size_t population, const Outcome* patient) {
        const auto responds = [&](std::size_t a) {
            return patient[a].status == Status::ok && is_responder(patient[a].response);
        };
        for (std::size_t a = 0; a < std::size_t(decision_arm_count); ++a) {
            completed[a][population] += patient[a].status == Status::ok;
            responders[a][population] += responds(a);
            only[a][population] += responds(a) && !responds(against_place);
            only_against[a][population] += responds(against_place) && !responds(a);
        }
    }

    /// Monte-Carlo variance of a population's difference of rates, paired by patient.
    double variance(DecisionPlace place, std::size_t population) const {
        const double n = double(completed[place][population]);
        const double a = double(only[place][population]) / n, b = double(only_against[place][population]) / n;
        return (a + b - (a - b) * (a - b)) / n;
    }

    DecisionArm arm(DecisionPlace place, const std::string& name, std::uint32_t tag) const {
        DecisionArm made{name, tag, {}};
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

/// `variances`: of each population's difference, by Monte-Carlo sampling.
DecisionControl control(const std::string& name, const DecisionSetting& setting, const DecisionArm& a,
                        const DecisionArm& b, const std::vector<double>& variances) {
    DecisionControl made{name, {}, {}, decide(setting, a, b)};
    std::vector<PopulationValue> differences;
    double greater = 0;
    for (std::size_t k = 0; k < a.rates.size(); ++k) {
        const double d = a.rates[k] - b.rates[k];
        differences.push_back({k, setting.weights[k], d, variances[k]});
        greater += d > 0 ? setting.weights[k] : d == 0 ? setting.weights[k] / 2 : 0;
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
    DecisionSetting setting{cohort.study.seed,
                            cohort.trial.trials,
                            options.sizes,
                            populations.design.weights,
                            populations.design.between_trial_sd,
                            cohort.trial.assessor_odds_ratio};
    std::sort(setting.sizes.begin(), setting.sizes.end());
    const std::size_t number = populations.studies.size();
    const DecisionArm b = counts.arm(against_place, report.against, study.arms[against_place].tag);
    // All controls share the calibrated arm's random numbers, so that they stand side by side.
    const std::uint32_t tag = study.arms[calibrated_place].tag;
    const auto add = [&](const std::string& name, DecisionPlace place) {
        std::vector<double> variances;
        for (std::size_t k = 0; k < number; ++k) variances.push_back(counts.variance(place, k));
        const DecisionArm with = counts.arm(place, name, tag);
        report.controls.push_back(control(name, setting, with, b, variances));
        return with;
    };
    add("inert", inert_place);
    const DecisionArm a = add("as calibrated", calibrated_place);
    add("twice as active", twice_place);
    const DecisionArm synthetic = with_odds_ratio(b, options.odds_ratio, "synthetic", tag);
    std::vector<double> variances;  // of f(p) - p: the slope of it squared times the variance of p
    for (std::size_t k = 0; k < number; ++k) {
        const double p = b.rates[k], n = double(counts.completed[against_place][k]);
        const double slope = options.odds_ratio / std::pow(1 - p + options.odds_ratio * p, 2) - 1;
        variances.push_back(slope * slope * p * (1 - p) / n);
    }
    report.controls.push_back(
        control(fmt::format("odds ratio {}", options.odds_ratio), setting, synthetic, b, variances));
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
    if (const std::string lost = added_drugs(cohort, against, arm); !lost.empty())
        throw UsageError(cohort.arms[std::size_t(arm)].id + " does not give " + lost + ", as " +
                         cohort.arms[std::size_t(against)].id +
                         " does\n  What an added drug decides is asked of two arms that differ by it alone.");
    if (!options.stage.empty() && options.stage[1] > options.stage[0])
        throw UsageError(
            fmt::format("--stage {},{}: more responders than patients", options.stage[0], options.stage[1]));
    SimulationPlan plan = make_plan(cohort, options.cohort, options.engine);
    PopulationCohorts populations = populations_of(options, cohort, plan);
    plan.patients = populations.patients();
    for (Study& study : populations.studies) study = decision_study(study, arm, against);

    Counts counts(populations.studies.size());
    std::uint64_t done = 0;
    const auto count = [&](const Outcome* outcomes, std::uint64_t patients) {
        for (std::uint64_t k = 0; k < patients; ++k, ++done)
            counts.add(populations.design.population_at(done), outcomes + k * decision_arm_count);
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

Verb decide_verb() {
    auto options = std::make_shared<DecideOptions>();
    Verb verb("decide",
              "What randomised trials of two arms would decide, by their size; what a staged one reports");
    add_options(verb, options->cohort);
    add_populations_option(verb, options->populations);
    add_options(verb, options->engine);
    verb.option("--arm", &options->arm, "id of the arm with the added drug; the first of two");
    verb.option("--against", &options->against, "id of the arm without it; the second of two");
    verb.option("--sizes", &options->sizes, "patients an arm",
                {.range = {{2, 1000000}}, .delimiter = ',', .show_default = true});
    verb.option("--stage", &options->stage,
                "PATIENTS,RESPONDERS: gate of a single-arm trial; that of the cohort where not given",
                {.range = {{1, 1000000}}, .delimiter = ',', .count = 2});
    verb.option("--odds-ratio", &options->odds_ratio, "of the synthetic drug of known effect",
                {.range = {{0.001, 1000.0}}, .show_default = true});
    verb.option("--csv", &options->csv, "file for the table as CSV");
    add_json_flag(verb, options->json);
    verb.footer =
        "Example:\n  twinarm decide cohorts/predictions/p06_combination_melanoma.toml \\\n"
        "      --populations populations.csv --sizes 50,100,290 --stage 13,6";
    verb.action = [options] { return decide_between(*options); };
    return verb;
}

}  // namespace twinarm
