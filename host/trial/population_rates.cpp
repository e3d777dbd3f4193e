// The rates of every population of a run.
#include "host/trial/population_rates.hpp"

#include "host/statistics/population_value.hpp"
#include "host/statistics/weighted.hpp"
#include "host/trial/pooled_population.hpp"

namespace twinarm::trial {

PopulationRates::PopulationRates(const cohort::Cohort& cohort, cohort::PopulationDesign design)
    : cohort_(cohort),
      design_(std::move(design)),
      counted_of_(design_.patients_counted()),
      arms_(cohort.arms.size()),
      pools_(cohort.pools.size()),
      differences_(cohort.arms.size() * cohort.arms.size()) {}

bool PopulationRates::add(const Outcome* patient) {
    const std::size_t k = design_.population_at(patients_++);
    if (current_ && current_->index != k) close();
    if (!current_) current_.emplace(OnePopulation{k, PatientTally(cohort_.study.arm_count)});
    current_->tally.add(patient);
    return current_->tally.patients <= counted_of_[k];
}

void PopulationRates::close() {
    if (!current_) return;
    const std::size_t k = current_->index;
    const PatientTally& tally = current_->tally;
    const double weight = design_.weights[k];
    patients_failed_ += tally.patients_failed;
    outcomes_failed_ += tally.outcomes_failed;
    for (std::size_t a = 0; a < arms_.size(); ++a) arms_[a].add(k, weight, tally.arms[a].summarise({}));
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        const PooledSummary pool = pooled_population(cohort_.pools[p], tally.arms, tally.twins);
        const double error = pool.monte_carlo_standard_error.value_or(0);
        if (pool.orr_population)
            pools_[p].push_back({k, weight, *pool.orr_population, error * error, pool.effective_patients});
    }
    for (std::size_t a = 0; a < arms_.size(); ++a)
        for (std::size_t b = a + 1; b < arms_.size(); ++b) {
            const TwinSummary pair = tally.twins.summarise(int(a), int(b));
            if (!pair.difference) continue;
            const double error = pair.difference->monte_carlo_standard_error.value_or(0);
            differences_[a * arms_.size() + b].push_back(
                {k, weight, pair.difference->estimate, error * error, double(pair.patients)});
        }
    source_.populations.emplace_back(tally.pool);
    source_.weights.push_back(weight);
    source_.between_trial_sd.push_back(design_.between_trial_sd[k]);
    source_.labels.push_back(int(k));
    current_.reset();
}

TrialSource PopulationRates::source() const {
    TrialSource source = source_;
    double all = 0;
    for (const double weight : source.weights) all += weight;
    for (double& weight : source.weights) weight /= all;  // of an interrupted run they are fewer
    return source;
}

void PopulationRates::fill(StudySummary& study, std::uint64_t counted) const {
    study.patients = study.pool_patients = patients_;
    study.pool_limited = false;
    study.patients_failed = patients_failed_;
    study.outcomes_failed = outcomes_failed_;
    for (std::size_t a = 0; a < arms_.size(); ++a)
        study.arms[a].over_populations = arms_[a].over(design_.parameters);
    for (std::size_t p = 0; p < pools_.size(); ++p)
        study.pools[p].orr_over_populations = statistics::rates_over_populations(pools_[p]);
    for (TwinSummary& pair : study.twins)
        pair.over_populations = pair_over_populations(
            differences_[std::size_t(pair.index_a) * arms_.size() + std::size_t(pair.index_b)]);
    study.populations = PopulationsSummary{design_.file,
                                           design_.sha256,
                                           source_.populations.size(),
                                           design_.names.size(),
                                           statistics::effective_sample_size(source().weights),
                                           design_.patients_each,
                                           counted,
                                           design_.names};
}

}  // namespace twinarm::trial
