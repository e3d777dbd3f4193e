// Binomials, normals and ranges.
#include "host/calibrate/count_curve.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace twinarm::calibrate {
namespace {

/// ln Phi(x) and its derivatives, also far in the tail.
LogCurve log_normal_probability(double x) {
    const double log_density = -x * x / 2 - 0.5 * std::log(2 * std::numbers::pi);
    const double log_p = x > -30 ? std::log(std::erfc(-x / std::numbers::sqrt2) / 2)
                                 : log_density - std::log(-x) + std::log1p(-1 / (x * x));
    const double ratio = std::exp(log_density - log_p);
    return {log_p, ratio, -ratio * (x + ratio)};
}

}  // namespace

LogCurve count_curve(double logit, const ObservedCount& count) {
    // ln(1 + e^logit), also for large logits.
    const double small = std::exp(-std::abs(logit));
    const double log_sum = std::max(logit, 0.0) + std::log1p(small);
    const double p = (logit > 0 ? 1 : small) / (1 + small);
    return {count.x * logit - count.n * log_sum, count.x - count.n * p, -count.n * p * (1 - p)};
}

LogCurve gate_curve(double logit, const cohort::StageGate& gate) {
    const double n = gate.patients, r = gate.responders;
    if (gate.patients == 0 || gate.responders == 0) return {};
    const double p = 1 / (1 + std::exp(-logit)), q = 1 / (1 + std::exp(logit));
    const double log_p = std::log(p), log_q = std::log(q);
    const auto log_choose = [&](double x) {
        return std::lgamma(n + 1) - std::lgamma(x + 1) - std::lgamma(n - x + 1);
    };
    double pass = std::numeric_limits<double>::min();  // never 0, whose logarithm is none
    for (int x = gate.responders; x <= gate.patients; ++x)
        pass += std::exp(log_choose(x) + x * log_p + (n - x) * log_q);
    // d pass / d logit = r choose(n, r) p^r q^(n - r + 1)
    const double slope = r * std::exp(log_choose(r) + r * log_p + (n - r + 1) * log_q);
    const double first = slope / pass;
    return {std::log(pass), first, first * (r * q - (n - r + 1) * p - first)};
}

LogCurve value_curve(double centre, const ObservedValue& value) {
    const double variance = value.standard_deviation * value.standard_deviation;
    const double off = value.value - centre;
    return {-off * off / (2 * variance), off / variance, -1 / variance};
}

LogCurve range_curve(double centre, const ObservedRange& range) {
    const double sd = range.standard_deviation;
    LogCurve sum;
    if (std::isfinite(range.from)) {
        const LogCurve above = log_normal_probability((centre - range.from) / sd);
        sum.add({above.value, above.first / sd, above.second / sd / sd});
    }
    if (std::isfinite(range.to)) {
        const LogCurve below = log_normal_probability((range.to - centre) / sd);
        sum.add({below.value, -below.first / sd, below.second / sd / sd});
    }
    if (range.inside) return sum;
    const double outside = std::max(-std::expm1(sum.value), 1e-300);
    const double first = -std::exp(sum.value) * sum.first / outside;
    return {std::log(outside), first, 0};
}

}  // namespace twinarm::calibrate
