// Predictive distributions of an arm.
#include "host/trial/arm_predictions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "host/statistics/kaplan_meier.hpp"
#include "host/statistics/proportion.hpp"
#include "host/statistics/weighted.hpp"

namespace twinarm::trial {
namespace {

using statistics::for_each_normal;
using statistics::logit;
using statistics::PopulationValue;
using statistics::share_of_logit;
using statistics::ShareMixture;

constexpr int times = 128;                  // at which curves are kept: a week of two and a half years
constexpr int fine_steps = 40, steps = 20;  // of a trial effect
constexpr int many_patients = 4000;         // beside a trial's effect the luck of more of them is nothing
constexpr double lower = 0.025, upper = 0.975;

/// A share of 0 of all `patients` is not known to be 0.
double open_share(double share, double patients) {
    const double least = 0.5 / (patients + 1);
    return std::clamp(share, least, 1 - least);
}

PredictiveRange range_of(const std::vector<double>& counts) {
    if (counts.empty()) return {};
    const double n = double(counts.size() - 1);
    const auto at = [&](double p) { return statistics::quantile_of_counts(counts, p) / n; };
    return {at(lower), at(0.5), at(upper)};
}

std::optional<double> if_reached(double day) {
    return std::isfinite(day) ? std::optional(day) : std::nullopt;
}

PredictiveRange range_over_populations(const std::vector<double>& values,
                                       const std::vector<double>& weights) {
    if (values.size() < 2) return {};
    const auto at = [&](double p) { return if_reached(statistics::weighted_quantile(values, weights, p)); };
    return {at(lower), at(0.5), at(upper)};
}

std::vector<double> weights_of(const std::vector<PopulationValue>& values) {
    std::vector<double> weights;
    for (const PopulationValue& one : values) weights.push_back(one.weight);
    return weights;
}

}  // namespace

ArmPredictions::ArmPredictions(double horizon_days) {
    for (int i = 1; i <= times; ++i) days_.push_back(horizon_days * i / times);
    pfs_.at.resize(times);
    os_.at.resize(times);
}

void ArmPredictions::add(double weight, double between_trial_sd, const ArmSummary& arm) {
    const std::size_t k = weight_.size();
    weight_.push_back(weight);
    effect_sd_.push_back(between_trial_sd);
    const std::uint64_t completed = arm.patients - arm.patients_failed;
    if (completed == 0) return;
    const auto add_share = [&](Values& to, std::uint64_t count, std::uint64_t of) {
        if (of == 0) return;
        const double share = double(count) / double(of);
        to.push_back({k, weight, share, statistics::unbiased_variance(share, of), double(of)});
    };
    const std::uint64_t complete = arm.bor_counts[std::size_t(Response::CR)];
    const std::uint64_t responders = complete + arm.bor_counts[std::size_t(Response::PR)];
    const std::uint64_t stable = arm.bor_counts[std::size_t(Response::SD)];
    add_share(response_, responders, completed);
    add_share(complete_, complete, completed);
    add_share(stable_, stable, completed);
    add_share(control_, arm.disease_control.count, completed);
    add_curve(arm.pfs, weight, pfs_);
    add_curve(arm.os, weight, os_);
}

void ArmPredictions::add_curve(const statistics::SurvivalSummary& survival, double weight,
                               Curve& curve) const {
    const std::size_t k = weight_.size() - 1;
    const std::uint64_t n = survival.patients;
    std::size_t next = 0;
    double share = 1;
    for (std::size_t i = 0; i < days_.size(); ++i) {
        for (; next < survival.curve.size() && survival.curve[next].day <= days_[i]; ++next)
            share = survival.curve[next].survival;
        curve.at[i].push_back(float(share));
    }
    curve.landmark.resize(survival.landmarks.size());
    for (std::size_t i = 0; i < survival.landmarks.size(); ++i)
        if (const auto alive = survival.landmarks[i].survival)
            curve.landmark[i].push_back(
                {k, weight, *alive, statistics::unbiased_variance(*alive, n), double(n)});
    curve.patients.push_back({k, weight, 0, 0, double(n)});
}

ArmPredictions::Values ArmPredictions::at(const Curve& curve, std::size_t time) const {
    Values values = curve.patients;
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i].value = curve.at[time][i];
        values[i].variance =
            statistics::unbiased_variance(values[i].value, std::uint64_t(values[i].patients));
    }
    return values;
}

/// Of every population, without Monte-Carlo spread; the mean where a population does not have the share.
std::vector<double> ArmPredictions::by_population(const Values& values) const {
    const std::vector<double> own = statistics::own_values(values);
    double sum = 0, all = 0, patients = 0;
    for (const PopulationValue& one : values) {
        sum += one.weight * one.value;
        all += one.weight;
        patients += one.patients;
    }
    std::vector<double> shares(weight_.size(), all > 0 ? open_share(sum / all, patients) : 0.5);
    for (std::size_t i = 0; i < values.size(); ++i)
        shares[values[i].population] = open_share(own[i], patients);
    return shares;
}

Predictive ArmPredictions::share(const Values& all, const ShareMixture& mixture, int n) const {
    Predictive made;
    if (all.empty()) return made;
    made.mean = statistics::over_populations(all).mean;
    made.populations = range_over_populations(statistics::own_values(all), weights_of(all));
    made.one_trial = range_of(mixture.counts(n));
    return made;
}

Predictive ArmPredictions::median(const Curve& curve, int patients) const {
    const int n = std::min(patients, many_patients);
    Predictive made;
    std::vector<double> medians(weight_.size(), std::numeric_limits<double>::infinity());
    // The median is reached by a time at which at least half of the patients have had the event.
    double before = 0, day_before = 0;
    const auto set = [&](std::optional<double>& quantile, double p, double reached, double day) {
        if (!quantile && reached >= p)
            quantile = day_before + (day - day_before) * (p - before) / (reached - before);
    };
    for (std::size_t i = 0; i < days_.size() && !curve.patients.empty(); ++i) {
        const std::vector<double> survival = by_population(at(curve, i));
        for (std::size_t k = 0; k < survival.size(); ++k)
            if (survival[k] <= 0.5) medians[k] = std::min(medians[k], days_[i]);
        if (made.one_trial.upper) continue;
        ShareMixture mixture;
        for (std::size_t k = 0; k < survival.size(); ++k)
            for_each_normal(steps, [&](double z, double weight) {
                mixture.add(1 - share_of_logit(logit(survival[k]) + z * effect_sd_[k]), weight * weight_[k]);
            });
        const std::vector<double> counts = mixture.counts(n);
        double reached = 0;
        for (int x = (n + 1) / 2; x <= n; ++x) reached += counts[std::size_t(x)];
        set(made.one_trial.lower, lower, reached, days_[i]);
        set(made.one_trial.median, 0.5, reached, days_[i]);
        set(made.one_trial.upper, upper, reached, days_[i]);
        before = reached;
        day_before = days_[i];
    }
    made.populations = range_over_populations(medians, weight_);
    return made;
}

std::vector<PredictiveAt> ArmPredictions::landmarks(const Curve& curve, int n) const {
    std::vector<PredictiveAt> made;
    for (std::size_t i = 0; i < curve.landmark.size(); ++i) {
        // Of populations with short follow-up only those know it in which everybody has had the event.
        if (curve.landmark[i].empty() || curve.landmark[i].size() < curve.patients.size()) continue;
        const std::vector<double> survival = by_population(curve.landmark[i]);
        ShareMixture mixture;
        for (std::size_t k = 0; k < survival.size(); ++k)
            for_each_normal(fine_steps, [&](double z, double weight) {
                mixture.add(share_of_logit(logit(survival[k]) + z * effect_sd_[k]), weight * weight_[k]);
            });
        made.push_back({statistics::landmark_months[i], share(curve.landmark[i], mixture, n)});
    }
    return made;
}

ArmPredictive ArmPredictions::predict(int n, double assessor_odds_ratio) const {
    ArmPredictive made;
    made.n = n;
    if (response_.empty()) return made;
    const double assessor = std::log(assessor_odds_ratio);
    const std::vector<double> response = by_population(response_);
    // Shares of part of the patients follow from shares of all: few responders would say little of CR among
    // them.
    const auto among = [&](const Values& part, bool responders, bool with_responders) {
        std::vector<double> shares = by_population(part);
        for (std::size_t k = 0; k < shares.size(); ++k)
            shares[k] = std::clamp((shares[k] - (with_responders ? response[k] : 0)) /
                                       (responders ? response[k] : 1 - response[k]),
                                   1e-6, 1 - 1e-6);
        return shares;
    };
    const std::vector<double> complete = among(complete_, true, false), stable = among(stable_, false, false),
                              control = among(control_, false, true);
    ShareMixture orr, cr, sd, dcr;
    for (std::size_t k = 0; k < weight_.size(); ++k)
        for_each_normal(fine_steps, [&](double z, double weight) {
            const double w = weight * weight_[k];
            const double responding = share_of_logit(logit(response[k]) + assessor + z * effect_sd_[k]);
            orr.add(responding, w);
            for_each_normal(steps, [&](double own, double own_weight) {
                const auto moved = [&](double share) {
                    return share_of_logit(logit(share) + own * effect_sd_[k]);
                };
                cr.add(responding * moved(complete[k]), w * own_weight);
                sd.add((1 - responding) * moved(stable[k]), w * own_weight);
                dcr.add(responding + (1 - responding) * moved(control[k]), w * own_weight);
            });
        });
    made.orr = share(response_, orr, n);
    made.complete = share(complete_, cr, n);
    made.stable = share(stable_, sd, n);
    made.disease_control = share(control_, dcr, n);
    made.pfs_median_days = median(pfs_, n);
    made.os_median_days = median(os_, n);
    made.pfs = landmarks(pfs_, n);
    made.os = landmarks(os_, n);
    return made;
}

}  // namespace twinarm::trial
