// The results of a run for machines: summary.json, described by summary.schema.json.
#include "host/store/summary_json.hpp"

#include <nlohmann/json.hpp>

#include "host/base/build_info.hpp"
#include "host/base/words.hpp"
#include "host/store/json_parts.hpp"
#include "host/store/population_json.hpp"

namespace twinarm::store {

namespace {

using store::json_of;
using ResponseNulls = std::array<Json, response_count>;

template <class Array>
Json by_response(const Array& values) {
    Json json = Json::object();
    for (const Response response : {Response::CR, Response::PR, Response::SD, Response::PD, Response::NE})
        json[base::name_of(response)] = values[std::size_t(response)];
    return json;
}

void add_spreads(Json& json, const trial::OutcomeSpreads& spreads, OutcomeGroup group) {
    for (const OutcomeEntry& entry : outcome_table)
        if (entry.group == group && entry.is_distribution())
            json[spread_key(entry)] = json_of(spreads[entry.index]);
}

Json json_of(const trial::ArmSummary& arm) {
    const bool completed = arm.patients > arm.patients_failed;  // shares of no patients are null, never 0
    ResponseNulls trial_responses;
    for (std::size_t r = 0; r < trial_responses.size(); ++r)
        trial_responses[r] = json_of(arm.trial.best_response[r]);
    Json failures = Json::array(), regimens = Json::array(), grades = Json::object();
    for (const trial::FailureCount& failure : arm.failures)
        failures.push_back({{"status", failure.status}, {"patients", failure.patients}});
    for (const trial::RegimenSummary& regimen : arm.regimens)
        regimens.push_back({{"label", regimen.label},
                            {"doses_given", json_of(regimen.doses_given)},
                            {"doses_held", json_of(regimen.doses_held)}});
    for (std::size_t grade = 0; grade < arm.hypotension.size(); ++grade)
        grades[std::to_string(grade)] = completed ? Json(arm.hypotension[grade]) : Json(nullptr);
    Json json = {{"id", arm.id},
                 {"label", arm.label},
                 {"patients", arm.patients},
                 {"patients_failed", arm.patients_failed},
                 {"failures", failures},
                 {"evaluable", arm.evaluable},
                 {"without_measurable_disease", arm.unmeasurable},
                 {"orr_population", json_of(arm.orr_population)},
                 {"orr_population_evaluable", json_of(arm.orr_evaluable)},
                 {"cr_population", json_of(arm.complete_population)},
                 {"dcr_population", json_of(arm.disease_control)},
                 {"orr_trial", json_of(arm.trial.orr)},
                 {"orr_trial_evaluable", json_of(arm.trial.orr_evaluable)},
                 {"cr_trial", json_of(arm.trial.complete)},
                 {"cr_trial_evaluable", json_of(arm.trial.complete_evaluable)},
                 {"bor_trial", by_response(trial_responses)},
                 {"pfs_median_trial_days", json_of(arm.trial.pfs_median_days)},
                 {"gate", json_of(arm.trial.gate)},
                 {"predictive", json_of(arm.predictive)},
                 {"bor", completed ? by_response(arm.bor) : by_response(ResponseNulls{})},
                 {"bor_counts", by_response(arm.bor_counts)},
                 {"pfs", json_of(arm.pfs)},
                 {"os", json_of(arm.os)},
                 {"duration_of_response", json_of(arm.duration)},
                 {"duration_of_complete_response", json_of(arm.complete_duration)},
                 {"duration_of_partial_response", json_of(arm.partial_duration)},
                 {"shrunk_population", json_of(arm.shrunk)},
                 {"late_responses", json_of(arm.late_responses)},
                 {"orr_severe_hypotension", json_of(arm.orr_severe)},
                 {"orr_no_severe_hypotension", json_of(arm.orr_not_severe)}};
    add_spreads(json, arm.spreads, OutcomeGroup::assessment);
    json["regimens"] = regimens;
    add_spreads(json, arm.spreads, OutcomeGroup::treatment);
    json["responders_first_course_doses"] = json_of(arm.responders_first_course_doses);
    json["worst_hypotension_grade"] = grades;
    add_spreads(json, arm.spreads, OutcomeGroup::extreme);
    if (arm.over_populations) json["over_populations"] = json_of(*arm.over_populations);
    return json;
}

Json json_of(const trial::PooledSummary& pool) {
    Json json = {{"id", pool.id},
                 {"label", pool.label},
                 {"arms", pool.arms},
                 {"arm_n", pool.arm_n},
                 {"n", pool.n},
                 {"orr_population",
                  {{"estimate", or_null(pool.orr_population)},
                   {"mc_standard_error", or_null(pool.monte_carlo_standard_error)},
                   {"limits", pool.orr_population ? json_of(pool.orr_limits) : Json(nullptr)}}},
                 {"orr_population_evaluable", or_null(pool.orr_evaluable)},
                 {"dcr_population", or_null(pool.disease_control)},
                 {"orr_trial", json_of(pool.trial.orr)},
                 {"orr_trial_evaluable", json_of(pool.trial.orr_evaluable)},
                 {"cr_trial", json_of(pool.trial.complete)},
                 {"cr_trial_evaluable", json_of(pool.trial.complete_evaluable)},
                 {"gate", json_of(pool.trial.gate)},
                 {"bor", pool.orr_population ? by_response(pool.bor) : by_response(ResponseNulls{})}};
    if (pool.orr_over_populations) json["orr_over_populations"] = json_of(*pool.orr_over_populations);
    return json;
}

Json json_of(const trial::HeadToHead& pair, bool with_significance) {
    Json versus = {{"n_a", pair.n_a},
                   {"n_b", pair.n_b},
                   {"p_a_greater", json_of(pair.a_greater)},
                   {"p_equal", json_of(pair.equal)},
                   {"p_b_greater", json_of(pair.b_greater)},
                   {"difference", json_of(pair.difference)}};
    if (with_significance) {
        versus["p_a_significant"] = json_of(pair.a_significant);
        versus["p_b_significant"] = json_of(pair.b_significant);
    }
    return versus;
}

Json json_of(const trial::TwinSummary& twins) {
    const auto& difference = twins.difference;
    Json json = {{"arm_a", twins.arm_a},
                 {"arm_b", twins.arm_b},
                 {"patients", twins.patients},
                 {"both", twins.both},
                 {"only_a", twins.only_a},
                 {"only_b", twins.only_b},
                 {"neither", twins.neither},
                 {"difference", difference ? Json(difference->estimate) : Json(nullptr)},
                 {"difference_mc_standard_error",
                  difference ? or_null(difference->monte_carlo_standard_error) : Json(nullptr)},
                 {"difference_limits", difference ? json_of(difference->limits) : Json(nullptr)},
                 {"both_frechet_bounds", json_of(twins.both_bounds)},
                 {"randomised", json_of(twins.randomised, true)},
                 {"randomised_pfs",
                  {{"hazard_ratio", json_of(twins.randomised_pfs.hazard_ratio)},
                   {"p_a_longer_significant", json_of(twins.randomised_pfs.a_longer_significant)},
                   {"p_b_longer_significant", json_of(twins.randomised_pfs.b_longer_significant)}}},
                 {"twin", json_of(twins.twin, false)},
                 {"note", twins.note}};
    if (twins.over_populations) json["over_populations"] = json_of(*twins.over_populations);
    return json;
}

}  // namespace

std::string spread_key(const OutcomeEntry& outcome) {
    return std::string(outcome.stem()) + (outcome.is_time() ? "_days" : "");
}

std::string summary_json(const trial::StudySummary& summary, const SummaryFacts& facts) {
    Json result = {{"schema_version", summary_schema_version},
                   {"simulated", true},
                   {"note", base::simulated_note},
                   {"build", base::build_info().build},
                   {"precision", base::name_of(facts.precision)},
                   {"study",
                    {{"id", summary.id},
                     {"title", summary.title},
                     {"disease", summary.disease},
                     {"seed", facts.seed},
                     {"first_patient", facts.first_patient},
                     {"patients", summary.patients},
                     {"patients_planned", facts.patients_planned},
                     {"interrupted", facts.interrupted},
                     {"patients_failed", summary.patients_failed},
                     {"outcomes_failed", summary.outcomes_failed},
                     {"trials", summary.trials},
                     {"between_trial_sd", summary.between_trial_sd},
                     {"assessor_odds_ratio", summary.assessor_odds_ratio},
                     {"pool_patients", summary.pool_patients},
                     {"pool_limited", summary.pool_limited}}}};
    Json arms = Json::array(), twins = Json::array(), pools = Json::array(), published = Json::array();
    for (const trial::ArmSummary& arm : summary.arms) {
        arms.push_back(json_of(arm));
        for (const trial::PublishedSummary& trial : arm.published)
            published.push_back(json_of(trial, arm.id));
    }
    for (const trial::PooledSummary& pool : summary.pools) {
        pools.push_back(json_of(pool));
        for (const trial::PublishedSummary& trial : pool.published)
            published.push_back(json_of(trial, pool.id));
    }
    for (const trial::TwinSummary& pair : summary.twins) twins.push_back(json_of(pair));
    if (summary.populations) result["populations"] = json_of(*summary.populations);
    result["arms"] = arms;
    result["twins"] = twins;
    result["pools"] = pools;
    result["published"] = published;
    if (facts.endpoints) result["endpoints"] = json_of(*facts.endpoints);
    return result.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace twinarm::store
