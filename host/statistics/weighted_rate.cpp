// A response rate from patients with weights, and the difference of two such rates.
#include "host/statistics/weighted_rate.hpp"

#include <algorithm>
#include <cmath>

#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::statistics {
namespace {

double deviation(const WeightedResponse& one) {
    return one.weight * (one.responded - one.expected);
}

double effective_patients(const std::vector<WeightedResponse>& patients) {
    std::vector<double> weights;
    for (const WeightedResponse& one : patients) weights.push_back(one.weight);
    return effective_sample_size(weights);
}

}  // namespace

WeightedRate weighted_rate(const std::vector<WeightedResponse>& patients) {
    double rate = 0, variance = 0;
    for (const WeightedResponse& one : patients) {
        rate += one.weight * one.responded;
        variance += deviation(one) * deviation(one);
    }
    WeightedRate found;
    found.estimate = rate;
    if (variance > 0) found.monte_carlo_standard_error = std::sqrt(variance);
    const double n = effective_patients(patients);
    found.limits = exact_limits(std::clamp(rate, 0.0, 1.0) * n, n);
    return found;
}

RateDifference rate_difference(const std::vector<WeightedResponse>& a, const std::vector<WeightedResponse>& b,
                               bool same_draws) {
    RateDifference result;
    const WeightedRate rate_a = weighted_rate(a), rate_b = weighted_rate(b);
    result.minus.estimate = rate_a.estimate - rate_b.estimate;
    double variance = 0;
    auto of_b = b.begin();
    const auto add = [&](double difference) { variance += difference * difference; };
    for (const WeightedResponse& of_a : a) {
        for (; of_b != b.end() && same_draws && of_b->patient < of_a.patient; ++of_b) add(deviation(*of_b));
        if (of_b != b.end() && same_draws && of_b->patient == of_a.patient) {
            add(deviation(of_a) - deviation(*of_b++));
            ++result.shared;
        } else {
            add(deviation(of_a));
        }
    }
    for (; of_b != b.end(); ++of_b) add(deviation(*of_b));
    const double d = result.minus.estimate;
    if (variance > 0)
        result.minus.monte_carlo_standard_error = std::sqrt(variance);
    else if (result.shared == a.size() && result.shared == b.size() && (d == 0 || std::abs(d) == 1))
        result.minus.limits = discordant_limits(d, effective_patients(a));
    else
        result.minus.limits =
            newcombe_difference(rate_a.estimate, rate_a.limits, rate_b.estimate, rate_b.limits);
    return result;
}

}  // namespace twinarm::statistics
