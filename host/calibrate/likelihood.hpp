// How likely a published result is where the truth is one row of the reference table.
#pragma once

#include <array>
#include <vector>

#include "host/calibrate/summary.hpp"

namespace twinarm::calibrate {

/// Nodes at which the effect on a logit is summed: -8 to 8 standard deviations, a quarter apart.
inline constexpr int effect_nodes = 65;

/// sd of e in logit(p) = logit(simulated) + shift + e: between trials and of the simulated share. The rows
/// hold the latter's error too, so that it counts twice: wider by a tenth or less than once. Once leaves too
/// few rows.
double effect_sd(const Summary& summary, double between_trial_sd);

/// log p and log(1-p) at the nodes of e ~ N(0, effect_sd). The trapezoid rule converges geometrically: its
/// relative error is 2 exp(-2 pi^2 s^2 / h^2), s the sd of likelihood times effect, h a quarter of the
/// effect's sd; 1e-8 for 359 patients and an effect of 0.45, 0.005 for an effect of 0.8.
struct EffectCurve {
    std::array<double, effect_nodes> log_p, log_q;
};
EffectCurve effect_curve(const Summary& summary, double logit_shift, double between_trial_sd);

/// Weights of the nodes of e, sum 1.
using NodeWeights = std::array<double, effect_nodes>;
/// Those of a standard normal effect.
const NodeWeights& normal_weights();
/// The same of trials that got through their first stage, and the ln of the probability to get through.
struct PassedTrials {
    NodeWeights weights;
    double log_pass;
};
PassedTrials passed_trials(const EffectCurve& responders, const cohort::StageGate& gate);

/// ln of the mean over e of p^x (1-p)^(n-x). The binomial coefficient, which no row changes, is left out.
double log_likelihood(const EffectCurve& curve, const NodeWeights& weights, const ObservedCount& count);

/// One target under one row: everything but the data.
struct TargetUnderRow {
    std::vector<EffectCurve> curves;  ///< of the parts of a target with counts
    std::vector<Summary> quantiles;   ///< of the parts of a target with quantiles
    NodeWeights first_weights;        ///< of the first part's effect
    double log_gate = 0;
};
TargetUnderRow target_under_row(const Target& target, const std::vector<Summary>& summaries,
                                double between_trial_sd);

/// ln likelihood of `data`, one datum for each part. A gated trial is known only because it passed: the
/// likelihood of its responders is divided by the probability to pass, and another result of it, survival for
/// one, is that of the effects that pass. One effect moves all results of such a trial.
double log_likelihood(const TargetUnderRow& row, const std::vector<Datum>& data);
/// The data that were observed.
std::vector<Datum> observed_data(const Target& target);

}  // namespace twinarm::calibrate
