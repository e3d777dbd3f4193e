// The parts of summary.json that a run over plausible populations adds.
#include "host/store/population_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace twinarm::store {

Json json_of(const statistics::PopulationDistribution& distribution) {
    Json quantiles = Json::array();
    for (const statistics::Quantile& quantile : distribution.quantiles)
        quantiles.push_back(
            {{"p", quantile.p},
             {"value", std::isfinite(quantile.value) ? Json(quantile.value) : Json(nullptr)}});
    return {{"populations", distribution.populations},
            {"mean", or_null(distribution.mean)},
            {"sd", or_null(distribution.standard_deviation)},
            {"sd_observed", or_null(distribution.observed_standard_deviation)},
            {"mc_standard_error", or_null(distribution.monte_carlo_standard_error)},
            {"limits", json_of(distribution.limits)},
            {"mc_standard_error_of_one", or_null(distribution.monte_carlo_of_one)},
            {"quantiles", quantiles}};
}

namespace {

Json json_of(const trial::PredictiveRange& range) {
    return {
        {"lower", or_null(range.lower)}, {"median", or_null(range.median)}, {"upper", or_null(range.upper)}};
}

Json json_of(const trial::Predictive& one) {
    return {{"mean", or_null(one.mean)},
            {"populations", json_of(one.populations)},
            {"one_trial", json_of(one.one_trial)}};
}

Json json_of(const std::vector<trial::PredictiveAt>& landmarks) {
    Json json = Json::array();
    for (const trial::PredictiveAt& one : landmarks) {
        json.push_back({{"months", one.months}});
        json.back().update(json_of(one.survival));
    }
    return json;
}

}  // namespace

Json json_of(const trial::ArmPredictive& arm) {
    return {{"n", arm.n},
            {"orr", json_of(arm.orr)},
            {"cr", json_of(arm.complete)},
            {"sd", json_of(arm.stable)},
            {"dcr", json_of(arm.disease_control)},
            {"pfs_median_days", json_of(arm.pfs_median_days)},
            {"os_median_days", json_of(arm.os_median_days)},
            {"pfs_at", json_of(arm.pfs)},
            {"os_at", json_of(arm.os)}};
}

Json json_of(const trial::ArmOverPopulations& arm) {
    Json bor = Json::object(), sensitivities = Json::array();
    for (const Response response : {Response::CR, Response::PR, Response::SD, Response::PD, Response::NE})
        bor[base::name_of(response)] = json_of(arm.bor[std::size_t(response)]);
    for (const trial::Sensitivity& s : arm.sensitivities)
        sensitivities.push_back({{"path", s.path}, {"prcc", s.correlation}, {"limits", json_of(s.limits)}});
    return {{"orr", json_of(arm.orr)},
            {"orr_evaluable", json_of(arm.orr_evaluable)},
            {"cr", json_of(arm.complete)},
            {"bor", bor},
            {"hypotension_grade_3_or_more", json_of(arm.severe_hypotension)},
            {"pfs_median_days", json_of(arm.pfs_median_days)},
            {"os_median_days", json_of(arm.os_median_days)},
            {"sensitivities", sensitivities},
            {"no_sensitivities_because",
             arm.no_sensitivities.empty() ? Json(nullptr) : Json(arm.no_sensitivities)}};
}

Json json_of(const trial::PairOverPopulations& pair) {
    return {{"difference", json_of(pair.difference)},
            {"p_a_greater", json_of(pair.a_greater)},
            {"p_equal", json_of(pair.equal)},
            {"p_b_greater", json_of(pair.b_greater)}};
}

Json json_of(const trial::PopulationsSummary& populations) {
    return {{"file", populations.file},
            {"sha256", populations.sha256},
            {"populations", populations.populations},
            {"populations_in_file", populations.of},
            {"effective", populations.effective},
            {"patients_each", populations.patients_each},
            {"patients_counted", populations.patients_counted}};
}

}  // namespace twinarm::store
