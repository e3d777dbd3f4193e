// The rates of every population of a run.
#include "host/trial/population_rates.hpp"

#include <numeric>

#include "host/statistics/population_value.hpp"
#include "host/statistics/weighted.hpp"
#include "host/trial/pooled_population.hpp"

namespace twinarm::trial {

PopulationRates::PopulationRates(const cohort::Cohort& cohort, cohort::PopulationDesign design)
    : cohort_(cohort),
      design_(std::move(design)),
      counted_of_(design_.patients_counted()),
      counted_(cohort.study.arm_count),
      arms_(cohort.arms.size()),
      pools_(cohort.pools.size()),
      differences_(cohort.arms.size() * cohort.arms.size()) {}

void PopulationRates::OnePopulation::add(const Outcome* patient) {
    for (int a = 0; a < pool.arm_count(); ++a) pool.add(tally.patients, a, patient[a]);
    tally.add(patient);
}

void PopulationRates::add(const Outcome* patient) {
    const std::size_t k = design_.population_at(patients_++);
    if (current_ && current_->index != k) close();
    if (!current_) current_.emplace(k, cohort_.study.arm_count);
    current_->add(patient);
    if (current_->tally.patients == counted_of_[k]) counted_.add(current_->tally);
}

void PopulationRates::end() {
    if (current_) close();
}

void PopulationRates::close() {
    const std::size_t k = current_->index;
    const PatientTally& tally = current_->tally;
    const double weight = design_.weights[k];
    if (tally.patients < counted_of_[k]) counted_.add(tally);  // the run ended here
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
    pool_patients_ += current_->pool.patients();
    source_.populations.emplace_back(current_->pool);
    source_.between_trial_sd.push_back(design_.between_trial_sd[k]);
    source_.labels.push_back(design_.named() ? int(k) : -1);
    weights_.push_back(weight);
    const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
    source_.weights.clear();
    for (const double one : weights_) source_.weights.push_back(one / all);  // an interrupted run has fewer
    current_.reset();
}

void PopulationRates::fill(StudySummary& study) const {
    study.patients = patients_;
    study.patients_failed = patients_failed_;
    study.outcomes_failed = outcomes_failed_;
    study.pool_patients = pool_patients_;
    study.pool_limited = pool_patients_ < patients_;
    if (design_.named()) fill_over_populations(study);
}

void PopulationRates::fill_over_populations(StudySummary& study) const {
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
                                           statistics::effective_sample_size(source_.weights),
                                           design_.patients_each,
                                           counted_.patients,
                                           design_.names};
}

}  // namespace twinarm::trial
