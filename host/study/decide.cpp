// What randomised trials of two arms would decide, from simulated patients.
#include "host/study/decide.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/base/errors.hpp"
#include "host/statistics/paired_difference.hpp"
#include "host/statistics/population_value.hpp"
#include "host/statistics/proportion.hpp"
#include "host/study/arms.hpp"
#include "host/study/decision_arms.hpp"
#include "host/study/drawing_stopped.hpp"
#include "kernels/patient/outcome.hpp"

namespace twinarm::study {

namespace {

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
        const std::uint64_t n = completed[place][population];
        if (n == 0) return 0;
        const double error =
            statistics::paired_difference(only[place][population], only_against[place][population], n)
                .monte_carlo_standard_error.value_or(0);
        return error * error;
    }

    trial::DecisionArm arm(DecisionPlace place, const std::string& name, std::uint32_t tag) const {
        trial::DecisionArm made{name, tag, {}};
        for (std::size_t k = 0; k < responders[place].size(); ++k) {
            if (completed[place][k] == 0)
                throw base::DataError("arm " + name + ": no patient of a population could be simulated");
            made.rates.push_back(double(responders[place][k]) / double(completed[place][k]));
        }
        return made;
    }
};

int index_of(const cohort::Cohort& cohort, const std::string& id, const std::string& option,
             std::size_t otherwise) {
    if (!id.empty()) return chosen_arms(cohort, id, option).front();
    if (cohort.arms.size() == 2) return int(otherwise);
    throw base::UsageError(
        fmt::format("{} arms: give two of them with --arm and --against", cohort.arms.size()));
}

/// `variances`: of each population's difference, by Monte-Carlo sampling; `patients` of each are in both
/// arms, none where the difference follows from one arm.
trial::DecisionControl control(const std::string& name, const trial::DecisionSetting& setting,
                               const trial::DecisionArm& a, const trial::DecisionArm& b,
                               const std::vector<double>& variances, const trial::BeforeTrial& before_trial,
                               const std::vector<std::uint64_t>& patients = {}) {
    trial::DecisionControl made{name, {}, {}, trial::decide(setting, a, b, before_trial)};
    std::vector<statistics::PopulationValue> differences;
    double greater = 0;
    for (std::size_t k = 0; k < a.rates.size(); ++k) {
        const double d = a.rates[k] - b.rates[k];
        differences.push_back(
            {k, setting.weights[k], d, variances[k], patients.empty() ? 0 : double(patients[k])});
        greater += d > 0 ? setting.weights[k] : d == 0 ? setting.weights[k] / 2 : 0;
    }
    made.difference = statistics::differences_over_populations(differences);
    made.greater = statistics::share_of_populations(greater, setting.weights);
    return made;
}

trial::DecisionReport report_of(const DecideRequest& request, const cohort::Cohort& cohort, int arm,
                                int against, const cohort::PopulationStudies& populations,
                                const Counts& counts, const trial::BeforeTrial& before_trial) {
    const Study& study = populations.studies.front();
    trial::DecisionReport report;
    report.arm = cohort.arms[std::size_t(arm)].id;
    report.against = cohort.arms[std::size_t(against)].id;
    report.added = added_drugs(cohort, arm, against);
    trial::DecisionSetting setting{cohort.study.seed,
                                   cohort.trial.trials,
                                   request.sizes,
                                   populations.design.weights,
                                   populations.design.between_trial_sd,
                                   cohort.trial.assessor_odds_ratio};
    std::sort(setting.sizes.begin(), setting.sizes.end());
    const std::size_t number = populations.studies.size();
    const trial::DecisionArm b = counts.arm(against_place, report.against, study.arms[against_place].tag);
    // All controls share the calibrated arm's random numbers, so that they can be compared.
    const std::uint32_t tag = study.arms[calibrated_place].tag;
    const auto add = [&](const std::string& name, DecisionPlace place) {
        std::vector<double> variances;
        for (std::size_t k = 0; k < number; ++k) variances.push_back(counts.variance(place, k));
        const trial::DecisionArm with = counts.arm(place, name, tag);
        report.controls.push_back(
            control(name, setting, with, b, variances, before_trial, counts.completed[place]));
        return with;
    };
    add("inert", inert_place);
    const trial::DecisionArm a = add("as calibrated", calibrated_place);
    add("twice as active", twice_place);
    const trial::DecisionArm synthetic = trial::with_odds_ratio(b, request.odds_ratio, "synthetic", tag);
    std::vector<double> variances;  // of f(p) - p: the slope of it squared times the variance of p
    for (std::size_t k = 0; k < number; ++k) {
        const double p = b.rates[k];
        const double slope = request.odds_ratio / std::pow(1 - p + request.odds_ratio * p, 2) - 1;
        variances.push_back(slope * slope *
                            statistics::unbiased_variance(p, counts.completed[against_place][k]));
    }
    report.controls.push_back(control(fmt::format("odds ratio {}", request.odds_ratio), setting, synthetic, b,
                                      variances, before_trial));
    report.gate =
        request.stage.empty() ? cohort.trial.gate : cohort::StageGate{request.stage[0], request.stage[1]};
    if (report.gate.patients > 0)
        report.staged = trial::staged_estimates(setting, a, report.gate, before_trial);
    return report;
}

struct ArmPair {
    int arm, against;
};

ArmPair checked_arms(const cohort::Cohort& cohort, const DecideRequest& request) {
    const int arm = index_of(cohort, request.arm, "--arm", 0),
              against = index_of(cohort, request.against, "--against", 1);
    if (arm == against) throw base::UsageError("--arm and --against name the same arm");
    if (added_drugs(cohort, arm, against).empty())
        throw base::UsageError(cohort.arms[std::size_t(arm)].id + " gives no drug that " +
                               cohort.arms[std::size_t(against)].id +
                               " does not\n  Swap --arm and --against, or choose other arms.");
    if (const std::string lost = added_drugs(cohort, against, arm); !lost.empty())
        throw base::UsageError(
            cohort.arms[std::size_t(arm)].id + " does not give " + lost + ", as " +
            cohort.arms[std::size_t(against)].id +
            " does\n  To see what an added drug changes, choose two arms that differ only by it.");
    if (!request.stage.empty() && request.stage[1] > request.stage[0])
        throw base::UsageError(
            fmt::format("--stage {},{}: more responders than patients", request.stage[0], request.stage[1]));
    return {arm, against};
}

cohort::Studies decision_studies(const cohort::Studies& studies, int arm, int against) {
    cohort::Studies made;
    cohort::StudySpace space;
    for (std::size_t k = 0; k < studies.size(); ++k)
        made.add(decision_study(studies.at(k, space), arm, against));
    return made;
}

}  // namespace

void check_decision(const cohort::Cohort& cohort, const DecideRequest& request) {
    checked_arms(cohort, request);
}

Decision run_decision(const cohort::Cohort& cohort, store::StudyPlan plan, const DecideRequest& request,
                      const ProgressSink& progress, const base::StopToken& stop) {
    const auto [arm, against] = checked_arms(cohort, request);
    cohort::PopulationStudies& populations = plan.populations;
    populations.studies = decision_studies(populations.studies, arm, against);
    Counts counts(populations.studies.size());
    std::uint64_t done = 0;
    const auto count = [&](const Outcome* outcomes, std::uint64_t patients) {
        for (std::uint64_t k = 0; k < patients; ++k, ++done)
            counts.add(populations.design.population_at(done), outcomes + k * decision_arm_count);
    };
    Decision decision;
    decision.populations = populations.studies.size();
    decision.patients_each = populations.design.patients_each;
    decision.signal = run_whole_study(plan, {{count}, progress}, stop).signal;
    if (decision.signal != 0) return decision;
    try {
        decision.report = report_of(request, cohort, arm, against, populations, counts, [&] {
            if (stop.stopped()) throw DrawingStopped();
        });
    } catch (const DrawingStopped&) {
        decision.signal = stop.signal();
    }
    return decision;
}

}  // namespace twinarm::study
