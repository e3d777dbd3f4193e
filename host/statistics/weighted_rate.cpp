// A response rate from patients with weights, and the difference of two such rates.
#include "host/statistics/weighted_rate.hpp"

#include <cmath>

namespace twinarm::statistics {
namespace {

double deviation(const WeightedResponse& one) {
    return one.weight * (one.responded - one.expected);
}

}  // namespace

WeightedRate weighted_rate(const std::vector<WeightedResponse>& patients) {
    double rate = 0, variance = 0;
    for (const WeightedResponse& one : patients) {
        rate += one.weight * one.responded;
        variance += deviation(one) * deviation(one);
    }
    return {rate, std::sqrt(variance)};
}

RateDifference rate_difference(const std::vector<WeightedResponse>& a, const std::vector<WeightedResponse>& b,
                               bool same_draws) {
    RateDifference result;
    result.estimate = weighted_rate(a).estimate - weighted_rate(b).estimate;
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
    result.monte_carlo_standard_error = std::sqrt(variance);
    return result;
}

}  // namespace twinarm::statistics
