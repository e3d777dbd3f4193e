// Groups of counts under one effect, and values without one.
#include "host/calibrate/likelihood.hpp"

#include <cmath>

#include "host/calibrate/count_curve.hpp"

namespace twinarm::calibrate {
namespace {

/// Whether the gate counts the responders that the target itself reports.
bool gates_itself(const Target& target) {
    return target.gate_summary == target.parts.front().summary;
}

/// d sd / d latent of the hyper-parameter that is the sd.
double slope_of_sd(const HyperParameter& hyper, double latent) {
    constexpr double step = 1e-4;
    return (value_at(hyper, latent + step) - value_at(hyper, latent - step)) / (2 * step);
}

}  // namespace

double between_trial_sd(const std::vector<HyperParameter>& hyper, const Target& target,
                        const Eigen::VectorXd& latent) {
    if (target.between_trial_hyper < 0) return target.between_trial_sd;
    return value_at(hyper[std::size_t(target.between_trial_hyper)], latent(target.between_trial_hyper));
}

Data observed_data(const Calibration& calibration) {
    Data data;
    for (const Target& target : calibration.targets) {
        data.emplace_back();
        for (const TargetPart& part : target.parts) data.back().push_back(part.observed);
    }
    return data;
}

Likelihood::Likelihood(const Calibration& calibration, Data data, int without)
    : calibration_(calibration), data_(std::move(data)), trials_(trials_of(calibration)) {
    const auto is_left_out = [&](std::size_t target) { return int(trials_.of_target[target]) == without; };
    for (EffectGroup& group : effect_groups(calibration))
        if (!is_left_out(group.parts.front().target)) groups_.push_back(std::move(group));
    for (std::size_t t = 0; t < data_.size(); ++t)
        for (std::size_t p = 0; p < data_[t].size(); ++p)
            if (!is_left_out(t) && !std::holds_alternative<ObservedCount>(data_[t][p]))
                values_.push_back({t, p});
}

double Likelihood::of_group(const EffectGroup& group, const Eigen::VectorXd& centre,
                            const Eigen::VectorXd& latent, LikelihoodSlopes* slopes) const {
    const Target& first = calibration_.targets[group.parts.front().target];
    const double sd = between_trial_sd(calibration_.hyper, first, latent);
    const bool gated = first.gate.patients > 0 && group.parts.front().part == 0;
    const bool itself = gated && gates_itself(first);

    struct Term {
        Eigen::Index column;
        double logit;
        const ObservedCount* count;
    };
    std::vector<Term> terms;
    terms.reserve(group.parts.size());
    for (const PartPlace& place : group.parts) {
        const Target& target = calibration_.targets[place.target];
        const auto column = Eigen::Index(target.parts[place.part].summary);
        // Only how many respond depends on who reads the scans.
        terms.push_back({column, centre(column) + (place.part == 0 ? target.logit_shift : 0),
                         &std::get<ObservedCount>(data_[place.target][place.part])});
    }
    const auto gate_column = Eigen::Index(first.gate_summary);
    const double gate_logit = gated ? centre(gate_column) + (itself ? first.logit_shift : 0) : 0;
    const auto counts = [&](double effect) {
        LogCurve sum;
        for (const Term& term : terms) sum.add(count_curve(term.logit + effect, *term.count));
        if (gated && !itself) sum.add(gate_curve(gate_logit + effect, first.gate));
        return sum;
    };
    const auto passing = [&](double effect) { return gate_curve(gate_logit + effect, first.gate); };

    const EffectIntegral with_data = integrate_effect(sd, counts);
    const EffectIntegral passed = gated ? integrate_effect(sd, passing) : EffectIntegral{};
    if (slopes == nullptr) return with_data.log_mean - passed.log_mean;
    double by_sd = 0;
    const auto average = [&](const EffectIntegral& integral, const auto& slope_at) {
        double mean = 0;
        for (std::size_t j = 0; j < effect_nodes; ++j)
            if (integral.weight[j] > 1e-9)
                mean += integral.weight[j] * slope_at(sd * integral.standard[j], integral.standard[j]);
        return mean;
    };
    for (const Term& term : terms)
        slopes->centre(term.column) += average(
            with_data, [&](double effect, double) { return count_slope(term.logit + effect, *term.count); });
    if (first.between_trial_hyper >= 0)
        by_sd += average(with_data, [&](double effect, double u) { return u * counts(effect).first; });
    if (gated) {
        const auto slope = [&](double effect, double) { return passing(effect).first; };
        if (!itself) slopes->centre(gate_column) += average(with_data, slope);
        slopes->centre(gate_column) -= average(passed, slope);
        if (first.between_trial_hyper >= 0)
            by_sd -= average(passed, [&](double effect, double u) { return u * passing(effect).first; });
    }
    if (first.between_trial_hyper >= 0)
        slopes->latent(first.between_trial_hyper) +=
            by_sd * slope_of_sd(calibration_.hyper[std::size_t(first.between_trial_hyper)],
                                latent(first.between_trial_hyper));
    return with_data.log_mean - passed.log_mean;
}

double Likelihood::of_value(const PartPlace& place, const Eigen::VectorXd& centre,
                            LikelihoodSlopes* slopes) const {
    const auto column = Eigen::Index(calibration_.targets[place.target].parts[place.part].summary);
    const Datum& datum = data_[place.target][place.part];
    const auto* value = std::get_if<ObservedValue>(&datum);
    const LogCurve curve = value != nullptr ? value_curve(centre(column), *value)
                                            : range_curve(centre(column), std::get<ObservedRange>(datum));
    if (slopes != nullptr) slopes->centre(column) += curve.first;
    return curve.value;
}

double Likelihood::log_density(const Eigen::VectorXd& centre, const Eigen::VectorXd& latent,
                               LikelihoodSlopes* slopes) const {
    double sum = 0;
    for (const EffectGroup& group : groups_) sum += of_group(group, centre, latent, slopes);
    for (const PartPlace& place : values_) sum += of_value(place, centre, slopes);
    return sum;
}

double Likelihood::of_trial(std::size_t trial, const Eigen::VectorXd& centre,
                            const Eigen::VectorXd& latent) const {
    double sum = 0;
    for (const EffectGroup& group : groups_)
        if (trials_.of_target[group.parts.front().target] == trial)
            sum += of_group(group, centre, latent, nullptr);
    for (const PartPlace& place : values_)
        if (trials_.of_target[place.target] == trial) sum += of_value(place, centre, nullptr);
    return sum;
}

}  // namespace twinarm::calibrate
