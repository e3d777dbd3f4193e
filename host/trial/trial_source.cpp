// What virtual trials are drawn from.
#include "host/trial/trial_source.hpp"

#include <algorithm>

#include "kernels/random/purpose.hpp"

namespace twinarm::trial {

TrialUrns::TrialUrns(const OutcomePool& pool) : twins(pool) {
    for (int a = 0; a < pool.arm_count(); ++a) arms.emplace_back(pool.arm(a));
}

std::size_t population_of_trial(const std::vector<double>& weights, std::uint64_t seed, std::uint64_t trial) {
    if (weights.size() == 1) return 0;
    const double u = uniform(seed, Purpose::trial_population, trial, 0);
    double end = 0;
    for (std::size_t k = 0; k + 1 < weights.size(); ++k) {
        end += weights[k];
        if (u < end) return k;
    }
    return weights.size() - 1;
}

bool TrialSource::has_arm(int arm) const {
    return !populations.empty() &&
           std::all_of(populations.begin(), populations.end(),
                       [&](const TrialUrns& urns) { return urns.arms[std::size_t(arm)].patients() > 0; });
}

bool TrialSource::has_twins(int arm) const {
    return !populations.empty() &&
           std::all_of(populations.begin(), populations.end(),
                       [&](const TrialUrns& urns) { return urns.twins.has_arm(arm); });
}

bool TrialSource::has_twins() const {
    return !populations.empty() &&
           std::all_of(populations.begin(), populations.end(),
                       [](const TrialUrns& urns) { return urns.twins.patients() > 0; });
}

}  // namespace twinarm::trial
