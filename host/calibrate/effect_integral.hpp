// The mean of a likelihood over a trial's normal effect.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

namespace twinarm::calibrate {

/// ln of a likelihood as a function of a logit, with its first two derivatives.
struct LogCurve {
    double value = 0, first = 0, second = 0;

    void add(const LogCurve& other) {
        value += other.value;
        first += other.first;
        second += other.second;
    }
};

inline constexpr int effect_nodes = 15;

/// ln of the mean, the nodes at which the effect was summed, and their shares of it.
struct EffectIntegral {
    double log_mean = 0;
    std::array<double, effect_nodes> standard{};  ///< effect in its sds
    std::array<double, effect_nodes> weight{};    ///< sum 1: the effect's distribution given the data
};

/// The mean of exp(curve(effect).value) over effect ~ N(0, sd). `curve` is concave, as those of counts are,
/// so that the integrand has one peak; the trapezoid rule around it with steps of 0.8 of its width converges
/// geometrically: 1e-9 for a normal peak.
template <class Curve>
EffectIntegral integrate_effect(double sd, const Curve& curve) {
    constexpr double step = 0.8;
    constexpr double log_root_two_pi = 0.91893853320467274;
    double u = 0, width = 1;
    for (int i = 0; i < 30; ++i) {
        const LogCurve at = curve(sd * u);
        const double second = std::min(-1 + sd * sd * at.second, -1.0);
        const double move = std::clamp((-u + sd * at.first) / -second, -1.0, 1.0);
        u += move;
        width = 1 / std::sqrt(-second);
        if (std::abs(move) < 0.05 * width) break;
    }
    EffectIntegral found;
    double largest = -1e300, sum = 0;
    for (int j = 0; j < effect_nodes; ++j) {
        const auto at = std::size_t(j);
        found.standard[at] = u + width * step * (j - effect_nodes / 2);
        const double standard = found.standard[at];
        found.weight[at] = curve(sd * standard).value - standard * standard / 2;
        largest = std::max(largest, found.weight[at]);
    }
    for (double& weight : found.weight) sum += weight = std::exp(weight - largest);
    for (double& weight : found.weight) weight /= sum;
    found.log_mean = largest + std::log(sum * step * width) - log_root_two_pi;
    return found;
}

}  // namespace twinarm::calibrate
