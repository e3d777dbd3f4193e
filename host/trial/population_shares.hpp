// One share in every population, as a trial draws on it.
#pragma once

#include <cmath>
#include <vector>

#include "host/statistics/population_value.hpp"
#include "host/statistics/share_mixture.hpp"
#include "host/trial/predictive.hpp"

namespace twinarm::trial {

using PopulationValues = std::vector<statistics::PopulationValue>;

inline constexpr double predictive_lower = 0.025, predictive_upper = 0.975;

/// The populations of a run, in the order in which they were reached.
struct EffectOfTrials {
    std::vector<double> weight;
    std::vector<double> sd;  ///< of the effect of one trial, on the logit
};

/// Of every population, without Monte-Carlo spread; the mean where a population does not have the share.
/// Never 0 or 1: what none of all patients has is not known to be impossible.
std::vector<double> shares_by_population(const PopulationValues& values, std::size_t populations);

/// The share in one trial: in a population by weight, its logit moved by the trial's effect in so many steps
/// (for_each_normal). `of_share`: what of it the mixture holds.
statistics::ShareMixture share_in_a_trial(
    const std::vector<double>& shares, const EffectOfTrials& effect, int steps,
    double (*of_share)(double) = [](double share) { return share; });

/// Quantiles over populations; unset for fewer than two, and where infinite.
PredictiveRange range_over_populations(const std::vector<double>& values, const std::vector<double>& weights);

/// What the populations have, beside what `mixture` gives n patients of one trial.
Predictive predictive_share(const PopulationValues& all, const statistics::ShareMixture& mixture, int n);

/// The share whose logit is that of `share` plus `by`.
inline double moved(double share, double by) {
    return statistics::share_of_logit(statistics::logit(share) + by);
}

}  // namespace twinarm::trial
