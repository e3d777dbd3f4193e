// Trials that escalate the dose, as JSON.
#include <nlohmann/json.hpp>

#include "host/store/json_parts.hpp"
#include "host/store/population_json.hpp"
#include "host/table/escalation_table.hpp"
#include "host/trial/boin.hpp"

namespace twinarm::table {

namespace {

using Json = nlohmann::ordered_json;

Json design_json(const cohort::Cohort& cohort) {
    const cohort::EscalationDesign& design = cohort.escalation;
    Json json = {{"design", cohort::name_of(design.rule)},
                 {"dlt_hypotension_grade", design.dlt_grade},
                 {"window_d", design.window_min / 1440.0},
                 {"target", design.target},
                 {"start", cohort.arms[std::size_t(design.levels[std::size_t(design.start)])].id}};
    if (design.rule == cohort::EscalationRule::boin) {
        const trial::BoinBoundaries boundaries = trial::boin_boundaries(design.target);
        json["cohort_size"] = design.cohort_size;
        json["max_patients"] = design.max_patients;
        json["enough_at_level"] = design.enough_at_level > 0 ? Json(design.enough_at_level) : Json(nullptr);
        json["escalate_at_or_below"] = boundaries.escalate;
        json["de_escalate_at_or_above"] = boundaries.de_escalate;
    }
    return json;
}

Json level_json(const trial::EscalationLevel& level) {
    return {{"arm", level.arm},
            {"label", level.label},
            {"dlt_rate", store::json_of(level.dlt_rate)},
            {"p_right", store::json_of(level.is_right)},
            {"p_recommended", store::json_of(level.recommended)},
            {"p_recommended_sd_of_populations", store::or_null(level.recommended_sd)},
            {"p_given", store::json_of(level.given)},
            {"patients", level.patients},
            {"dlts", level.dlts}};
}

}  // namespace

Json escalation_json(const cohort::Cohort& cohort, const trial::EscalationSummary& summary) {
    Json levels = Json::array();
    for (const trial::EscalationLevel& level : summary.levels) levels.push_back(level_json(level));
    return {{"simulated", true},
            {"note", base::simulated_note},
            {"toxicities", "hypotension from vascular leak only"},
            {"escalation", design_json(cohort)},
            {"trials", summary.trials},
            {"levels", levels},
            {"p_none_right", store::json_of(summary.none_is_right)},
            {"p_none_recommended", store::json_of(summary.none_recommended)},
            {"p_recommends_right", store::json_of(summary.right)},
            {"p_recommends_higher", store::json_of(summary.too_high)},
            {"p_recommends_lower", store::json_of(summary.too_low)},
            {"patients", store::json_of(summary.patients)},
            {"dlts", store::json_of(summary.dlts)}};
}

}  // namespace twinarm::table
