// The Bayesian optimal interval design.
#include "host/trial/boin.hpp"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>

#include "host/statistics/isotonic.hpp"

namespace twinarm::trial {

namespace {

constexpr double too_low = 0.6, too_high = 1.4;  ///< times the target
constexpr double certainty = 0.95;
constexpr int least_patients = 3;
constexpr double prior_dlts = 0.05, prior_patients = 0.1;
constexpr double tie = 1e-10;  ///< a level more, between levels of equal rates

EscalationStep end_of(const EscalationState& state, double target) {
    return {boin_recommendation(state.counts, state.closed, target).value_or(-1), 0};
}

}  // namespace

BoinBoundaries boin_boundaries(double target) {
    const double low = too_low * target, high = too_high * target;
    return {std::log((1 - low) / (1 - target)) / std::log(target * (1 - low) / (low * (1 - target))),
            std::log((1 - target) / (1 - high)) / std::log(high * (1 - target) / (target * (1 - high)))};
}

bool is_too_toxic(LevelCount level, double target) {
    if (level.patients < least_patients) return false;
    const double above = boost::math::ibetac(level.dlts + 1.0, level.patients - level.dlts + 1.0, target);
    return above > certainty;
}

std::optional<int> boin_recommendation(const std::vector<LevelCount>& counts, int closed, double target) {
    std::vector<double> rates, weights;
    std::vector<int> given;
    for (int level = 0; level < closed; ++level) {
        const double n = counts[std::size_t(level)].patients, x = counts[std::size_t(level)].dlts;
        if (n == 0) continue;
        const double all = n + prior_patients;
        rates.push_back((x + prior_dlts) / all);
        weights.push_back(all * all * (all + 1) / ((x + prior_dlts) * (n - x + prior_dlts)));
        given.push_back(level);
    }
    if (given.empty()) return std::nullopt;
    const std::vector<double> fitted = statistics::isotonic(rates, weights);
    std::size_t best = 0;
    const auto distance = [&](std::size_t i) { return std::abs(fitted[i] + tie * double(i) - target); };
    for (std::size_t i = 1; i < given.size(); ++i)
        if (distance(i) < distance(best)) best = i;
    return given[best];
}

EscalationStep boin_step(const cohort::EscalationDesign& design, EscalationState& state) {
    const int treated = state.patients();
    const int next = std::min(design.cohort_size, design.max_patients - treated);
    if (treated == 0) return {state.level, next};
    const LevelCount here = state.here();
    if (is_too_toxic(here, design.target)) state.closed = state.level;
    if (state.closed == 0) return {};
    if (next == 0) return end_of(state, design.target);

    const BoinBoundaries boundaries = boin_boundaries(design.target);
    const double rate = double(here.dlts) / here.patients;
    int level = state.level;
    if (rate <= boundaries.escalate && level + 1 < state.closed) ++level;
    if (rate >= boundaries.de_escalate && level > 0) --level;
    const bool enough = design.enough_at_level > 0 && here.patients >= design.enough_at_level;
    if (enough && level == state.level) return end_of(state, design.target);
    return {level, next};
}

}  // namespace twinarm::trial
