// Runs side by side for machines.
#include <nlohmann/json.hpp>

#include "host/store/json_parts.hpp"
#include "host/table/run_comparison.hpp"

namespace twinarm::table {

namespace {

using Json = nlohmann::ordered_json;
using store::json_of;

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json json_of(const statistics::WeightedRate& rate) {
    return {{"estimate", rate.estimate},
            {"mc_standard_error", store::or_null(rate.monte_carlo_standard_error)},
            {"limits", json_of(rate.limits)}};
}

Json json_of(const std::optional<statistics::RateDifference>& difference) {
    if (!difference) return nullptr;
    return {{"estimate", difference->minus.estimate},
            {"mc_standard_error", store::or_null(difference->minus.monte_carlo_standard_error)},
            {"limits", json_of(difference->minus.limits)},
            {"shared_patients", difference->shared}};
}

Json median_json(const statistics::SurvivalSummary& survival) {
    return {{"median_days", store::or_null(survival.median_days)},
            {"median_lower_days", store::or_null(survival.median_lower_days)},
            {"median_upper_days", store::or_null(survival.median_upper_days)},
            {"follow_up_days", survival.follow_up_days}};
}

Json json_of(const std::optional<trial::ComparedArm>& arm) {
    if (!arm) return nullptr;
    return {{"patients", arm->patients},
            {"patients_failed", arm->patients_failed},
            {"orr_population", json_of(arm->orr)},
            {"cr_population", json_of(arm->complete)},
            {"orr_trial", json_of(arm->trial)},
            {"pfs", median_json(arm->pfs)},
            {"os", median_json(arm->os)},
            {"minus_first_run",
             {{"orr_population", json_of(arm->orr_minus_first)},
              {"cr_population", json_of(arm->complete_minus_first)}}}};
}

}  // namespace

std::string comparison_json(const trial::RunComparison& comparison) {
    Json runs = Json::array(), settings = Json::array(), arms = Json::array();
    for (const trial::ComparedRun& run : comparison.runs)
        runs.push_back({{"folder", run.folder},
                        {"study", run.study},
                        {"seed", run.seed},
                        {"first_patient", run.first_patient},
                        {"patients", run.patients},
                        {"patients_planned", run.patients_planned},
                        {"interrupted", run.interrupted},
                        {"endpoints_of", text_or_null(run.endpoints_of)},
                        {"populations", text_or_null(run.populations)}});
    for (const trial::DifferingSetting& setting : comparison.settings) {
        Json values = Json::array();
        for (const auto& value : setting.values) values.push_back(store::or_null(value));
        settings.push_back({{"path", setting.path}, {"values", values}});
    }
    for (std::size_t a = 0; a < comparison.arms.size(); ++a) {
        Json of_runs = Json::array();
        for (const trial::ComparedRun& run : comparison.runs) of_runs.push_back(json_of(run.arms[a]));
        arms.push_back({{"id", comparison.arms[a]}, {"runs", of_runs}});
    }
    const Json json = {{"simulated", true},
                       {"note", base::simulated_note},
                       {"runs", runs},
                       {"settings", settings},
                       {"arms", arms}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace twinarm::table
