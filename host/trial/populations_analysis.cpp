// From outcomes of several plausible populations to the results of a study.
#include "host/trial/populations_analysis.hpp"

#include "host/trial/arm_tally.hpp"
#include "host/trial/pooled_population.hpp"
#include "host/trial/population_series.hpp"
#include "host/trial/trial_source.hpp"
#include "host/trial/twin_tally.hpp"
#include "host/trial/weighted.hpp"

namespace twinarm {
namespace {

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

}  // namespace

struct PopulationsAnalysis::State {
    State(const Cohort& of, PopulationDesign with)
        : cohort(of),
          design(std::move(with)),
          all(of),
          counted_of(design.patients_counted()),
          arms(of.arms.size()),
          pools(of.pools.size()),
          differences(of.arms.size() * of.arms.size()) {}

    void add_patient(const Outcome* patient);
    void close();

    Cohort cohort;
    PopulationDesign design;
    TrialAnalysis all;
    std::vector<std::uint64_t> counted_of;
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
    const bool counts = current->patients < counted_of[k];

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

/// The present population's numbers join the series; its patients are kept as urns.
void PopulationsAnalysis::State::close() {
    const std::size_t k = current->index;
    const double weight = design.weights[k];
    for (std::size_t a = 0; a < arms.size(); ++a) arms[a].add(k, weight, current->arms[a].summarise({}));
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
    for (std::size_t a = 0; a < s.arms.size(); ++a)
        study.arms[a].over_populations = s.arms[a].over(s.design.parameters);
    for (std::size_t p = 0; p < s.pools.size(); ++p)
        study.pools[p].orr_over_populations = over_populations(s.pools[p]);
    for (TwinSummary& pair : study.twins)
        pair.over_populations = pair_over_populations(
            s.differences[std::size_t(pair.index_a) * s.arms.size() + std::size_t(pair.index_b)]);
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
