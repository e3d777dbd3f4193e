// The rates of every population of a run.
#include "host/trial/population_rates.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "host/statistics/population_value.hpp"
#include "host/statistics/weighted.hpp"
#include "host/trial/pooled_population.hpp"
#include "host/trial/run_part_state.hpp"
#include "host/trial/virtual_trials.hpp"

namespace twinarm::trial {

PopulationRates::PopulationRates(const cohort::Cohort& cohort, cohort::PopulationDesign design,
                                 std::uint64_t first_place, std::uint64_t capacity)
    : cohort_(cohort),
      design_(std::move(design)),
      shape_{cohort.study.arm_count, design_, capacity},
      counted_of_(design_.patients_counted()),
      part_(cohort.study.arm_count, first_place),
      recent_(cohort.study.arm_count),
      arms_(cohort.arms.size()),
      predictions_(cohort.arms.size(), ArmPredictions(cohort.study.horizon_min / 1440.0)),
      pools_(cohort.pools.size()),
      differences_(cohort.arms.size() * cohort.arms.size()) {}

void PopulationRates::add(const Outcome* patient) {
    const std::uint64_t place = part_.end++;
    const std::size_t k = design_.population_at(place);
    const std::uint64_t place_in_population = place - k * design_.patients_each;
    if (part_.populations.empty() || part_.populations.back().index != k) {
        settle();
        part_.populations.emplace_back(k, shape_.arms, place_in_population, shape_.pool_capacity);
    }
    PopulationPart& population = part_.populations.back();
    for (int a = 0; a < shape_.arms; ++a) population.pool.add(place_in_population, a, patient[a]);
    recent_.add(patient);
    if (++population.end == counted_of_[k]) settle();
}

/// Recent patients are all before or all after the place up to which their population is counted.
void PopulationRates::settle() {
    if (recent_.patients == 0) return;
    PopulationPart& population = part_.populations.back();
    population.tally.add(recent_);
    if (population.end <= counted_of_[population.index]) part_.counted.add(recent_);
    recent_ = PatientTally(shape_.arms);
}

std::string PopulationRates::state() {
    if (ended_) throw std::logic_error("a state is taken before the summary");
    settle();
    return state_of(part_, shape_);
}

void PopulationRates::add_state(std::string_view state) {
    if (ended_) throw std::logic_error("patients are added before the summary");
    RunPart next = part_of(state, shape_, part_.end);
    settle();
    part_.add(std::move(next));
}

void PopulationRates::end() {
    settle();
    ended_ = true;
    for (PopulationPart& population : part_.populations) {
        close(population);
        population.pool = OutcomePool(0);
    }
    part_.populations.clear();
    const double all = std::accumulate(weights_.begin(), weights_.end(), 0.0);
    source_.weights.clear();
    for (const double one : weights_) source_.weights.push_back(one / all);  // an interrupted run has fewer
    take_error_out_of_trials();
}

void PopulationRates::take_error_out_of_trials() {
    std::map<std::size_t, std::size_t> place;  // in the source, by population
    for (std::size_t i = 0; i < reached_.size(); ++i) place[reached_[i]] = i;
    for (std::size_t a = 0; a < arms_.size(); ++a) {
        const std::vector<statistics::PopulationValue>& orr = arms_[a].orr;
        const std::vector<double> own = statistics::own_values(orr);
        const auto both = std::find_if(source_.populations.begin(), source_.populations.end(),
                                       [&](const TrialUrns& urns) { return urns.arms[a].has_both(); });
        if (both == source_.populations.end()) continue;
        const ArmUrn lender = both->arms[a];
        for (std::size_t i = 0; i < orr.size(); ++i)
            if (own[i] != orr[i].value && own[i] > 0 && own[i] < 1)
                source_.populations[place[orr[i].population]].arms[a].set_rate(own[i], lender);
    }
}

void PopulationRates::close(const PopulationPart& population) {
    const std::size_t k = population.index;
    const PopulationTally& tally = population.tally;
    const std::vector<ArmCounts> counts = tally.counts();
    const double weight = design_.weights[k];
    patients_failed_ += tally.patients_failed;
    outcomes_failed_ += tally.outcomes_failed;
    for (std::size_t a = 0; a < arms_.size(); ++a) {
        const ArmSummary arm = tally.arms[a].summarise();
        arms_[a].add(k, weight, arm);
        predictions_[a].add(weight, design_.between_trial_sd[k], arm);
    }
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        const PooledSummary pool = pooled_population(cohort_.pools[p], counts, tally.twins);
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
    pool_patients_ += population.pool.patients();
    source_.populations.emplace_back(population.pool);
    source_.between_trial_sd.push_back(design_.between_trial_sd[k]);
    source_.labels.push_back(design_.named() ? int(k) : -1);
    weights_.push_back(weight);
    reached_.push_back(k);
}

void PopulationRates::fill(StudySummary& study) const {
    const std::uint64_t patients = part_.end - part_.first;
    study.patients = patients;
    study.patients_failed = patients_failed_;
    study.outcomes_failed = outcomes_failed_;
    study.pool_patients = pool_patients_;
    study.pool_limited = pool_patients_ < patients;
    for (std::size_t a = 0; a < predictions_.size(); ++a)
        study.arms[a].predictive =
            predictions_[a].predict(trial_size(cohort_, int(a)), cohort_.trial.assessor_odds_ratio);
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
                                           part_.counted.patients,
                                           design_.names};
}

}  // namespace twinarm::trial
