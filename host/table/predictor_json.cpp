// Predictors of response as JSON.
#include <nlohmann/json.hpp>

#include "host/base/words.hpp"
#include "host/store/json_parts.hpp"
#include "host/table/predictor_table.hpp"

namespace twinarm::table {

namespace {

using Json = nlohmann::ordered_json;
using store::json_of;

Json json_of(const std::optional<statistics::Auc>& auc) {
    if (!auc) return nullptr;
    return {{"value", auc->value}, {"limits", json_of(auc->limits)}};
}

Json json_of(const trial::ArmPredictors& arm) {
    const trial::PredictorTable& table = arm.table;
    Json predictors = Json::array();
    for (const trial::Predictor& p : table.predictors) {
        Json fifths_responding = Json::array();
        for (const auto& share : p.responding) fifths_responding.push_back(store::or_null(share));
        predictors.push_back({{"trait", p.name},
                              {"auc", json_of(std::optional(p.auc))},
                              {"responders_of_fifth", fifths_responding},
                              {"odds_ratio", store::or_null(p.odds_ratio)},
                              {"odds_limits", p.odds_ratio ? json_of(p.odds_limits) : Json(nullptr)},
                              {"log_odds_together", p.coefficient},
                              {"rank_together", p.rank_together}});
    }
    return {{"id", arm.arm},
            {"patients", table.patients},
            {"responders", table.responders},
            {"auc_together", json_of(table.together)},
            {"predictors", predictors}};
}

}  // namespace

Json predictor_json(const trial::PredictorReport& report) {
    Json list = Json::array();
    for (const trial::ArmPredictors& arm : report.arms) list.push_back(json_of(arm));
    return {{"simulated", true},
            {"note", base::simulated_note},
            {"patients", report.patients},
            {"patients_planned", report.patients_planned},
            {"interrupted", report.interrupted},
            {"arms", list}};
}

}  // namespace twinarm::table
