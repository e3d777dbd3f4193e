// What randomised trials of two arms would decide.
#include "host/trial/decision.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/proportion.hpp"
#include "host/trial/trial_random.hpp"
#include "host/trial/trial_source.hpp"
#include "host/trial/trial_summary.hpp"

namespace twinarm::trial {
namespace {

/// p with its odds multiplied.
double with_odds(double p, double factor) {
    return p * factor / (p * factor + 1 - p);
}

/// Responders among the first n patients of an arm in one trial, for each size.
std::vector<int> responders_of(const DecisionSetting& setting, const DecisionArm& arm, std::uint64_t trial,
                               std::size_t population) {
    const double effect = trial_effect(setting.seed, trial, setting.between_trial_sd[population]);
    const double p = with_odds(arm.rates[population], std::exp(effect) * setting.assessor_odds_ratio);
    UniformSequence random(setting.seed, Purpose::trial, arm_of_trial(trial, arm.tag));
    std::vector<int> responders;
    int drawn = 0, count = 0;
    for (const int size : setting.sizes) {
        for (; drawn < size; ++drawn) count += random.next() < p;
        responders.push_back(count);
    }
    return responders;
}

}  // namespace

std::vector<HeadToHead> decide(const DecisionSetting& setting, const DecisionArm& a, const DecisionArm& b,
                               const BeforeTrial& before_trial) {
    std::vector<std::vector<int>> in_a(setting.sizes.size()), in_b(setting.sizes.size());
    for (std::uint64_t trial = 0; trial < std::uint64_t(setting.trials); ++trial) {
        if (before_trial) before_trial();
        const std::size_t k = population_of_trial(setting.weights, setting.seed, trial);
        const std::vector<int> of_a = responders_of(setting, a, trial, k);
        const std::vector<int> of_b = responders_of(setting, b, trial, k);
        for (std::size_t s = 0; s < setting.sizes.size(); ++s) {
            in_a[s].push_back(of_a[s]);
            in_b[s].push_back(of_b[s]);
        }
    }
    std::vector<HeadToHead> decisions;
    for (std::size_t s = 0; s < setting.sizes.size(); ++s)
        decisions.push_back(head_to_head(in_a[s], setting.sizes[s], in_b[s], setting.sizes[s], true));
    return decisions;
}

std::vector<StagedEstimate> staged_estimates(const DecisionSetting& setting, const DecisionArm& arm,
                                             const cohort::StageGate& gate, const BeforeTrial& before_trial) {
    DecisionSetting with_stage = setting;
    auto& sizes = with_stage.sizes;
    sizes.erase(std::remove_if(sizes.begin(), sizes.end(), [&](int n) { return n <= gate.patients; }),
                sizes.end());
    sizes.insert(sizes.begin(), gate.patients);
    std::vector<StagedEstimate> estimates(sizes.size() - 1);
    std::vector<double> observed(estimates.size(), 0), later = observed, squares = observed;
    std::uint64_t passed = 0;
    double rate = 0, rate_passed = 0;
    for (std::uint64_t trial = 0; trial < std::uint64_t(setting.trials); ++trial) {
        if (before_trial) before_trial();
        const std::size_t k = population_of_trial(setting.weights, setting.seed, trial);
        const std::vector<int> responders = responders_of(with_stage, arm, trial, k);
        rate += arm.rates[k];
        if (responders[0] < gate.responders) continue;
        ++passed;
        rate_passed += arm.rates[k];
        for (std::size_t s = 0; s < estimates.size(); ++s) {
            const double n = sizes[s + 1], orr = responders[s + 1] / n;
            observed[s] += orr;
            later[s] += (responders[s + 1] - responders[0]) / (n - gate.patients);
            squares[s] += (orr - arm.rates[k]) * (orr - arm.rates[k]);
        }
    }
    const double went_on = double(passed);
    for (std::size_t s = 0; s < estimates.size(); ++s) {
        StagedEstimate& estimate = estimates[s];
        estimate.n = sizes[s + 1];
        estimate.pass = statistics::trial_probability(passed, std::uint64_t(setting.trials));
        estimate.rate = rate / setting.trials;
        if (passed == 0) continue;
        TrialsThatWentOn& on = estimate.went_on.emplace();
        on.rate = rate_passed / went_on;
        on.observed = observed[s] / went_on;
        on.later = later[s] / went_on;
        const double variance = squares[s] / went_on - on.bias() * on.bias();
        if (passed > 1 && variance > 0) on.monte_carlo_standard_error = std::sqrt(variance / went_on);
    }
    return estimates;
}

DecisionArm with_odds_ratio(const DecisionArm& arm, double odds_ratio, const std::string& name,
                            std::uint32_t tag) {
    DecisionArm made{name, tag, arm.rates};
    for (double& rate : made.rates) rate = with_odds(rate, odds_ratio);
    return made;
}

}  // namespace twinarm::trial
