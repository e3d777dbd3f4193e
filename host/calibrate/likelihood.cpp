// Binomial counts with a normal effect on the logit, and quantiles with a normal error.
#include "host/calibrate/likelihood.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <cmath>

namespace twinarm::calibrate {
namespace {

constexpr double furthest = 8;

struct Nodes {
    std::array<double, effect_nodes> z;
    NodeWeights weight;
};

const Nodes& nodes() {
    static const Nodes all = [] {
        Nodes n{};
        double sum = 0;
        for (int j = 0; j < effect_nodes; ++j) {
            const double z = furthest * (2.0 * j / (effect_nodes - 1) - 1);
            n.z[std::size_t(j)] = z;
            sum += n.weight[std::size_t(j)] = std::exp(-z * z / 2);
        }
        for (double& weight : n.weight) weight /= sum;
        return n;
    }();
    return all;
}

/// ln(1 + e^x), also for large x.
double log1p_exp(double x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

}  // namespace

double effect_sd(const Summary& summary, double between_trial_sd) {
    return std::sqrt(between_trial_sd * between_trial_sd + monte_carlo_logit_variance(summary));
}

EffectCurve effect_curve(const Summary& summary, double logit_shift, double between_trial_sd) {
    const double p = share_of(summary);
    const double centre = std::log(p / (1 - p)) + logit_shift;
    const double sd = effect_sd(summary, between_trial_sd);
    EffectCurve curve;
    for (std::size_t j = 0; j < effect_nodes; ++j) {
        const double logit = centre + sd * nodes().z[j];
        curve.log_p[j] = -log1p_exp(-logit);
        curve.log_q[j] = -log1p_exp(logit);
    }
    return curve;
}

const NodeWeights& normal_weights() {
    return nodes().weight;
}

double log_likelihood(const EffectCurve& curve, const NodeWeights& weights, const ObservedCount& count) {
    std::array<double, effect_nodes> log_l;
    double largest = -1e300;
    for (std::size_t j = 0; j < effect_nodes; ++j) {
        log_l[j] = count.x * curve.log_p[j] + (count.n - count.x) * curve.log_q[j];
        largest = std::max(largest, log_l[j]);
    }
    double sum = 0;
    for (std::size_t j = 0; j < effect_nodes; ++j) sum += weights[j] * std::exp(log_l[j] - largest);
    return largest + std::log(sum);
}

PassedTrials passed_trials(const EffectCurve& responders, const cohort::StageGate& gate) {
    PassedTrials passed{nodes().weight, 0};
    if (gate.patients == 0 || gate.responders == 0) return passed;
    double sum = 0;
    for (std::size_t j = 0; j < effect_nodes; ++j) {
        const boost::math::binomial stage(gate.patients, std::exp(responders.log_p[j]));
        sum += passed.weights[j] *= cdf(complement(stage, gate.responders - 1));
    }
    for (double& weight : passed.weights) weight /= sum;
    passed.log_pass = std::log(sum);
    return passed;
}

TargetUnderRow target_under_row(const Target& target, const std::vector<Summary>& summaries,
                                double between_trial_sd) {
    TargetUnderRow row;
    row.first_weights = nodes().weight;
    for (std::size_t i = 0; i < target.parts.size(); ++i) {
        const Summary& summary = summaries[target.parts[i].summary];
        if (target.quantile)
            row.quantiles.push_back(summary);
        else  // only how many respond depends on who reads the scans
            row.curves.push_back(effect_curve(summary, i == 0 ? target.logit_shift : 0, between_trial_sd));
    }
    if (target.gate.patients == 0) return row;
    const bool of_responders = target.gate_summary == target.parts.front().summary;
    const PassedTrials passed =
        passed_trials(of_responders ? row.curves.front()
                                    : effect_curve(summaries[target.gate_summary], 0, between_trial_sd),
                      target.gate);
    if (of_responders)
        row.log_gate = passed.log_pass;
    else
        row.first_weights = passed.weights;
    return row;
}

double log_likelihood(const TargetUnderRow& row, const std::vector<Datum>& data) {
    double sum = -row.log_gate;
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (const auto* quantile = std::get_if<ObservedQuantile>(&data[i])) {
            const double variance = quantile->standard_deviation * quantile->standard_deviation +
                                    row.quantiles[i].of * row.quantiles[i].of;
            const double off = quantile->value - row.quantiles[i].value;
            sum -= off * off / (2 * variance) + std::log(variance) / 2;
        } else {
            sum += log_likelihood(row.curves[i], i == 0 ? row.first_weights : nodes().weight,
                                  std::get<ObservedCount>(data[i]));
        }
    }
    return sum;
}

std::vector<Datum> observed_data(const Target& target) {
    std::vector<Datum> data;
    for (const TargetPart& part : target.parts) data.push_back(part.observed);
    return data;
}

}  // namespace twinarm::calibrate
