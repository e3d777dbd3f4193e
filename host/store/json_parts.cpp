// The parts of summary.json: rates, distributions, survival, each as one JSON object.
#include "host/store/json_parts.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace twinarm::store {

Json or_null(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}
Json or_null(const std::optional<std::string>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json json_of(const statistics::Interval& interval) {
    return {{"lower", interval.lower}, {"upper", interval.upper}};
}

Json json_of(const std::optional<statistics::Interval>& interval) {
    return interval ? json_of(*interval) : Json(nullptr);
}

Json json_of(const statistics::PopulationRate& rate) {
    return {{"estimate", or_null(rate.estimate)},
            {"mc_standard_error", or_null(rate.monte_carlo_standard_error)},
            {"limits", rate.estimate ? json_of(rate.limits) : Json(nullptr)},
            {"count", rate.count},
            {"of", rate.of},
            {"bounds", json_of(rate.bounds)}};
}

Json json_of(const statistics::DifferenceOfRates& difference) {
    return {{"estimate", difference.estimate},
            {"mc_standard_error", or_null(difference.monte_carlo_standard_error)},
            {"limits", json_of(difference.limits)}};
}

Json json_of(const trial::TrialDistribution& distribution) {
    Json quantiles = Json::array();
    for (const statistics::Quantile& quantile : distribution.quantiles)
        quantiles.push_back(
            {{"p", quantile.p},
             {"value", std::isfinite(quantile.value) ? Json(quantile.value) : Json(nullptr)}});
    return {{"n", distribution.n},
            {"trials", distribution.trials},
            {"mean", distribution.trials == 0 ? Json(nullptr) : Json(distribution.mean)},
            {"sd", distribution.trials < 2 ? Json(nullptr) : Json(distribution.standard_deviation)},
            {"quantiles", quantiles}};
}

Json json_of(const statistics::TrialProbability& probability) {
    return {{"estimate", or_null(probability.estimate)},
            {"mc_standard_error", or_null(probability.monte_carlo_standard_error)},
            {"limits", probability.estimate ? json_of(probability.limits) : Json(nullptr)}};
}

Json json_of(const std::optional<trial::GateSummary>& gate) {
    if (!gate) return nullptr;
    return {{"patients", gate->patients},
            {"responders", gate->responders},
            {"passed", gate->passed},
            {"p_pass", json_of(gate->pass)},
            {"orr_trial", json_of(gate->orr)},
            {"orr_trial_evaluable", json_of(gate->orr_evaluable)},
            {"orr_trial_later", json_of(gate->orr_later)}};
}

Json json_of(const statistics::Spread& spread) {
    if (spread.patients == 0)
        return {{"patients", 0}, {"mean", nullptr}, {"p10", nullptr}, {"p50", nullptr}, {"p90", nullptr}};
    return {{"patients", spread.patients},
            {"mean", spread.mean},
            {"p10", spread.p10},
            {"p50", spread.p50},
            {"p90", spread.p90}};
}

Json json_of(const statistics::SurvivalSummary& survival) {
    Json landmarks = Json::array();
    for (const statistics::Landmark& landmark : survival.landmarks)
        landmarks.push_back({{"months", landmark.months},
                             {"survival", or_null(landmark.survival)},
                             {"limits", json_of(landmark.limits)}});
    return {{"patients", survival.patients},
            {"events", survival.events},
            {"median_days", or_null(survival.median_days)},
            {"median_lower_days", or_null(survival.median_lower_days)},
            {"median_upper_days", or_null(survival.median_upper_days)},
            {"follow_up_days", survival.follow_up_days},
            {"median_follow_up_days", or_null(survival.median_follow_up_days)},
            {"landmarks", landmarks}};
}

Json json_of(const trial::PublishedSummary& trial, const std::string& arm) {
    return {{"arm", arm},
            {"label", trial.label},
            {"role", trial.role},
            {"responders", trial.responders},
            {"n", trial.n},
            {"denominator", trial.evaluable ? "evaluable" : "treated"},
            {"orr", trial.orr},
            {"orr_limits", json_of(trial.orr_limits)},
            {"complete", trial.complete < 0 ? Json(nullptr) : Json(trial.complete)},
            {"complete_rate", or_null(trial.complete_rate)},
            {"complete_limits", json_of(trial.complete_limits)},
            {"source", trial.source}};
}

}  // namespace twinarm::store
