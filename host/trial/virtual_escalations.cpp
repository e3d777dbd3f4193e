// Trials that escalate the dose, in virtual patients.
#include "host/trial/virtual_escalations.hpp"

#include <algorithm>
#include <stdexcept>

#include "host/statistics/population_value.hpp"
#include "host/statistics/proportion.hpp"
#include "host/trial/trial_source.hpp"
#include "host/trial/trial_summary.hpp"

namespace twinarm::trial {

namespace {

constexpr int most_at_a_level_of_3_plus_3 = 6;

/// Members of a population in an order drawn by chance.
class Entry {
  public:
    Entry(std::size_t size, UniformSequence random) : size_(size), random_(random) {}

    std::size_t next() {
        std::size_t who = 0;
        do {
            who = std::min(std::size_t(random_.next() * double(size_)), size_ - 1);
        } while (std::find(entered_.begin(), entered_.end(), who) != entered_.end());
        entered_.push_back(who);
        return who;
    }

  private:
    std::size_t size_;
    UniformSequence random_;
    std::vector<std::size_t> entered_;
};

/// [level][population]: the rate of dose-limiting toxicity.
std::vector<std::vector<statistics::PopulationValue>> rates_of(const EscalationSource& source, int levels) {
    std::vector<std::vector<statistics::PopulationValue>> rates(static_cast<std::size_t>(levels));
    for (std::size_t k = 0; k < source.patients.size(); ++k) {
        const std::vector<DltLevels>& patients = source.patients[k];
        for (std::size_t l = 0; l < rates.size(); ++l) {
            const auto count = std::count_if(patients.begin(), patients.end(),
                                             [&](DltLevels levels_of_one) { return levels_of_one >> l & 1; });
            const double p = double(count) / double(patients.size());
            rates[l].push_back({k, source.weights[k], p, statistics::unbiased_variance(p, patients.size()),
                                double(patients.size())});
        }
    }
    return rates;
}

/// The highest level of each population whose rate is at most the target, -1 where there is none.
std::vector<int> right_levels(const std::vector<std::vector<statistics::PopulationValue>>& rates,
                              double target) {
    std::vector<int> right(rates.front().size(), -1);
    for (std::size_t l = 0; l < rates.size(); ++l)
        for (std::size_t k = 0; k < right.size(); ++k)
            if (rates[l][k].value <= target) right[k] = int(l);
    return right;
}

/// What is counted over trials; places of recommendations: 0 none, l + 1 level l.
struct Tally {
    std::vector<std::vector<std::uint64_t>> recommended;  ///< [place][population]
    std::vector<std::uint64_t> of_population, given, patients, dlts;
    std::uint64_t right = 0, too_high = 0;
    std::vector<double> all_patients, all_dlts;  ///< of each trial

    Tally(std::size_t levels, std::size_t populations)
        : recommended(levels + 1, std::vector<std::uint64_t>(populations)),
          of_population(populations),
          given(levels),
          patients(levels),
          dlts(levels) {}

    void add(const VirtualEscalation& trial, std::size_t population, int right_level) {
        const int level = trial.recommended.value_or(-1);
        ++recommended[std::size_t(level + 1)][population];
        ++of_population[population];
        right += level == right_level;
        too_high += level > right_level;
        std::int32_t treated = 0, toxic = 0;
        for (std::size_t l = 0; l < trial.counts.size(); ++l) {
            given[l] += trial.counts[l].patients > 0;
            patients[l] += std::uint64_t(trial.counts[l].patients);
            dlts[l] += std::uint64_t(trial.counts[l].dlts);
            treated += trial.counts[l].patients;
            toxic += trial.counts[l].dlts;
        }
        all_patients.push_back(treated);
        all_dlts.push_back(toxic);
    }

    std::uint64_t trials_that_recommend(std::size_t place) const {
        std::uint64_t sum = 0;
        for (const std::uint64_t count : recommended[place]) sum += count;
        return sum;
    }

    /// Of the share of trials, between populations.
    std::optional<double> standard_deviation(std::size_t place, const std::vector<double>& weights) const {
        std::vector<statistics::PopulationValue> shares;
        for (std::size_t k = 0; k < weights.size(); ++k) {
            if (of_population[k] < 2) continue;
            const double p = double(recommended[place][k]) / double(of_population[k]);
            shares.push_back({k, weights[k], p, statistics::unbiased_variance(p, of_population[k]),
                              double(of_population[k])});
        }
        return statistics::over_populations(shares).standard_deviation;
    }
};

}  // namespace

int most_patients(const cohort::EscalationDesign& design) {
    return design.rule == cohort::EscalationRule::boin ? design.max_patients
                                                       : most_at_a_level_of_3_plus_3 * design.level_count();
}

VirtualEscalation virtual_escalation(const cohort::EscalationDesign& design,
                                     const std::vector<DltLevels>& patients, UniformSequence random) {
    if (patients.size() < std::size_t(most_patients(design)))
        throw std::invalid_argument("fewer patients than a trial can treat");
    EscalationState state(design.level_count(), design.start);
    Entry entry(patients.size(), random);
    EscalationStep step = next_step(design, state);
    for (; !step.ends(); step = next_step(design, state)) {
        state.level = step.level;
        for (int i = 0; i < step.patients; ++i) state.here().dlts += patients[entry.next()] >> step.level & 1;
        state.here().patients += step.patients;
    }
    return {state.counts, step.recommended()};
}

EscalationSummary virtual_escalations(const cohort::EscalationDesign& design, const EscalationSource& source,
                                      std::uint64_t seed, std::uint64_t trials,
                                      const std::function<void()>& before_trial) {
    const std::size_t levels = design.levels.size(), populations = source.patients.size();
    const auto rates = rates_of(source, int(levels));
    const std::vector<int> right = right_levels(rates, design.target);
    Tally tally(levels, populations);
    for (std::uint64_t trial = 0; trial < trials; ++trial) {
        if (before_trial) before_trial();
        const std::size_t k = population_of_trial(source.weights, seed, trial);
        tally.add(virtual_escalation(design, source.patients[k], {seed, Purpose::escalation, trial}), k,
                  right[k]);
    }

    const auto share_of_trials = [&](std::uint64_t count) {
        return statistics::trial_probability(count, trials);
    };
    const auto share_right = [&](int level) {
        double weight = 0;
        for (std::size_t k = 0; k < populations; ++k) weight += right[k] == level ? source.weights[k] : 0;
        return statistics::share_of_populations(weight, source.weights);
    };
    EscalationSummary summary;
    for (std::size_t l = 0; l < levels; ++l)
        summary.levels.push_back({"", "", statistics::rates_over_populations(rates[l]), share_right(int(l)),
                                  share_of_trials(tally.trials_that_recommend(l + 1)),
                                  tally.standard_deviation(l + 1, source.weights),
                                  share_of_trials(tally.given[l]), double(tally.patients[l]) / double(trials),
                                  double(tally.dlts[l]) / double(trials)});
    summary.none_is_right = share_right(-1);
    summary.none_recommended = share_of_trials(tally.trials_that_recommend(0));
    summary.right = share_of_trials(tally.right);
    summary.too_high = share_of_trials(tally.too_high);
    summary.too_low = share_of_trials(trials - tally.right - tally.too_high);
    summary.patients = distribution(std::move(tally.all_patients), most_patients(design));
    summary.dlts = distribution(std::move(tally.all_dlts), most_patients(design));
    summary.trials = trials;
    return summary;
}

}  // namespace twinarm::trial
