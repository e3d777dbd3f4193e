// From outcomes of several plausible populations to the results of a study.
#include "host/trial/populations_analysis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/trial/arm_tally.hpp"
#include "host/trial/partial_rank_correlation.hpp"
#include "host/trial/pooled_population.hpp"
#include "host/trial/trial_source.hpp"
#include "host/trial/twin_tally.hpp"
#include "host/trial/weighted.hpp"

namespace twinarm {
namespace {

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// An arm's numbers, one a population.
struct ArmSeries {
    std::vector<PopulationValue> orr, orr_evaluable, complete, severe_hypotension, pfs, os;
    std::array<std::vector<PopulationValue>, response_count> bor;
};

/// One population while its patients come.
struct OnePopulation {
    OnePopulation(std::size_t number, int arm_count)
        : index(number), arms(std::size_t(arm_count)), twins(arm_count), pool(arm_count) {}

    std::size_t index;
    std::uint64_t patients = 0;
    std::vector<ArmTally> arms;
    TwinTally twins;
    OutcomePool pool;
};

/// p (1 - p) / (n - 1), whose mean is the variance of a share of n.
double share_variance(double p, std::uint64_t n) {
    return n < 2 ? 0 : p * (1 - p) / double(n - 1);
}

}  // namespace

struct PopulationsAnalysis::State {
    State(const Cohort& of, PopulationDesign with)
        : cohort(of),
          design(std::move(with)),
          all(of),
          heaviest(*std::max_element(design.weights.begin(), design.weights.end())),
          arms(of.arms.size()),
          pools(of.pools.size()),
          differences(of.arms.size() * of.arms.size()) {}

    void add_patient(const Outcome* patient);
    void close();
    void add_arm(const ArmSummary& arm, ArmSeries& series);
    ArmOverPopulations over(const ArmSeries& series) const;
    void add_sensitivities(const ArmSeries& series, ArmOverPopulations& arm) const;

    Cohort cohort;
    PopulationDesign design;
    TrialAnalysis all;
    double heaviest;
    TrialSource source;
    std::vector<ArmSeries> arms;
    std::vector<std::vector<PopulationValue>> pools, differences;
    std::unique_ptr<OnePopulation> current;
    std::uint64_t patients = 0, counted = 0, patients_failed = 0, outcomes_failed = 0;
};

PopulationsAnalysis::PopulationsAnalysis(const Cohort& cohort, PopulationDesign design)
    : state_(std::make_unique<State>(cohort, std::move(design))) {}
PopulationsAnalysis::~PopulationsAnalysis() = default;

void PopulationsAnalysis::add(const Outcome* outcomes, std::uint64_t patients) {
    for (std::uint64_t k = 0; k < patients; ++k) state_->add_patient(outcomes + k * state_->arms.size());
}

void PopulationsAnalysis::State::add_patient(const Outcome* patient) {
    const std::size_t k = design.population_at(patients++);
    if (current != nullptr && current->index != k) close();
    if (current == nullptr) current = std::make_unique<OnePopulation>(k, cohort.study.arm_count);
    const double share = design.weights[k] / heaviest;
    const bool counts = double(current->patients) + 0.5 < share * double(design.patients_each);

    std::vector<Outcome> row(patient, patient + arms.size());
    std::uint64_t failed = 0;
    for (std::size_t a = 0; a < row.size(); ++a) {
        row[a].patient = current->patients;
        current->arms[a].add(row[a]);
        current->pool.add(int(a), row[a]);
        failed += row[a].status != Status::ok;
        row[a].patient = counted;
    }
    current->twins.add(row.data());
    ++current->patients;
    patients_failed += failed > 0;
    outcomes_failed += failed;
    if (!counts) return;
    all.add(row.data(), 1);
    ++counted;
}

void PopulationsAnalysis::State::add_arm(const ArmSummary& arm, ArmSeries& series) {
    const auto add = [&](std::vector<PopulationValue>& values, double value, double variance) {
        values.push_back({current->index, design.weights[current->index], value, variance});
    };
    const auto add_rate = [&](std::vector<PopulationValue>& values, const PopulationRate& rate) {
        if (rate.estimate) add(values, *rate.estimate, share_variance(*rate.estimate, rate.of));
    };
    add_rate(series.orr, arm.orr_population);
    add_rate(series.orr_evaluable, arm.orr_evaluable);
    add_rate(series.complete, arm.complete_population);
    const std::uint64_t completed = arm.patients - arm.patients_failed;
    if (completed == 0) return;
    const auto add_share = [&](std::vector<PopulationValue>& values, double share) {
        add(values, share, share_variance(share, completed));
    };
    for (std::size_t r = 0; r < response_count; ++r) add_share(series.bor[r], arm.bor[r]);
    add_share(series.severe_hypotension, arm.hypotension[3] + arm.hypotension[4] + arm.hypotension[5]);
    constexpr double infinite = std::numeric_limits<double>::infinity();
    add(series.pfs, arm.pfs.median_days.value_or(infinite), not_known);
    add(series.os, arm.os.median_days.value_or(infinite), not_known);
}

/// The present population's numbers join the series; its patients are kept as urns.
void PopulationsAnalysis::State::close() {
    const std::size_t k = current->index;
    const double weight = design.weights[k];
    for (std::size_t a = 0; a < arms.size(); ++a) add_arm(current->arms[a].summarise({}), arms[a]);
    for (std::size_t p = 0; p < pools.size(); ++p) {
        const PooledSummary pool = pooled_population(cohort.pools[p], current->arms, current->twins);
        const double error = pool.monte_carlo_standard_error;
        if (pool.orr_population) pools[p].push_back({k, weight, *pool.orr_population, error * error});
    }
    for (std::size_t a = 0; a < arms.size(); ++a)
        for (std::size_t b = a + 1; b < arms.size(); ++b) {
            const TwinSummary pair = current->twins.summarise(int(a), int(b));
            const double error = pair.difference_monte_carlo_standard_error;
            if (pair.difference)
                differences[a * arms.size() + b].push_back({k, weight, *pair.difference, error * error});
        }
    source.populations.emplace_back(current->pool);
    source.weights.push_back(weight);
    source.between_trial_sd.push_back(design.between_trial_sd[k]);
    source.labels.push_back(int(k));
    current.reset();
}

void PopulationsAnalysis::State::add_sensitivities(const ArmSeries& series, ArmOverPopulations& arm) const {
    if (design.parameters.empty()) {
        arm.no_sensitivities = "no hyper-parameter that is a number differs between the populations";
        return;
    }
    std::vector<std::vector<double>> x;
    std::vector<double> y, weights;
    for (const PopulationValue& value : series.orr) {
        y.push_back(value.value);
        weights.push_back(value.weight);
    }
    for (const PopulationParameter& parameter : design.parameters) {
        x.emplace_back();
        for (const PopulationValue& value : series.orr)
            x.back().push_back(parameter.values[value.population]);
    }
    const auto correlations = partial_rank_correlations(x, y, weights);
    if (correlations.empty())
        arm.no_sensitivities =
            "too few effective populations for so many hyper-parameters, some determine others, or all rates "
            "are equal";
    for (std::size_t i = 0; i < correlations.size(); ++i)
        arm.sensitivities.push_back(
            {design.parameters[i].path, correlations[i].value, correlations[i].limits});
    std::stable_sort(arm.sensitivities.begin(), arm.sensitivities.end(),
                     [](const Sensitivity& a, const Sensitivity& b) {
                         return std::abs(a.correlation) > std::abs(b.correlation);
                     });
}

ArmOverPopulations PopulationsAnalysis::State::over(const ArmSeries& series) const {
    ArmOverPopulations arm;
    arm.orr = over_populations(series.orr);
    arm.orr_evaluable = over_populations(series.orr_evaluable);
    arm.complete = over_populations(series.complete);
    for (std::size_t r = 0; r < response_count; ++r) arm.bor[r] = over_populations(series.bor[r]);
    arm.severe_hypotension = over_populations(series.severe_hypotension);
    arm.pfs_median_days = over_populations(series.pfs);
    arm.os_median_days = over_populations(series.os);
    add_sensitivities(series, arm);
    return arm;
}

namespace {

PairOverPopulations pair_over(const std::vector<PopulationValue>& differences) {
    PairOverPopulations pair;
    pair.difference = over_populations(differences);
    double all = 0, greater = 0, equal = 0, squares = 0;
    for (const PopulationValue& d : differences) {
        all += d.weight;
        squares += d.weight * d.weight;
        if (d.value > 0) greater += d.weight;
        if (d.value == 0) equal += d.weight;
    }
    const auto share = [&](double weight) -> TrialProbability {
        if (all == 0) return {};
        const double p = std::clamp(weight / all, 0.0, 1.0);
        return {p, std::sqrt(p * (1 - p) * squares) / all};
    };
    pair.a_greater = share(greater);
    pair.equal = share(equal);
    pair.b_greater = share(all - greater - equal);
    return pair;
}

}  // namespace

StudySummary PopulationsAnalysis::summarise(const TrialRowVisitor& visit) {
    State& s = *state_;
    if (s.current != nullptr) s.close();
    double all = 0;
    for (const double weight : s.source.weights) all += weight;
    TrialSource& source = s.source;
    for (double& weight : source.weights) weight /= all;  // of an interrupted run they are fewer

    const bool any = !source.populations.empty();
    StudySummary study = s.all.summarise(visit, any ? &source : nullptr);
    study.patients = study.pool_patients = s.patients;
    study.pool_limited = false;
    study.patients_failed = s.patients_failed;
    study.outcomes_failed = s.outcomes_failed;
    for (std::size_t a = 0; a < s.arms.size(); ++a) study.arms[a].over_populations = s.over(s.arms[a]);
    for (std::size_t p = 0; p < s.pools.size(); ++p)
        study.pools[p].orr_over_populations = over_populations(s.pools[p]);
    for (TwinSummary& pair : study.twins)
        pair.over_populations =
            pair_over(s.differences[std::size_t(pair.index_a) * s.arms.size() + std::size_t(pair.index_b)]);
    study.populations = PopulationsSummary{s.design.file,
                                           s.design.sha256,
                                           source.populations.size(),
                                           s.design.names.size(),
                                           effective_number(source.weights),
                                           s.design.patients_each,
                                           s.counted,
                                           s.design.names};
    return study;
}

}  // namespace twinarm
