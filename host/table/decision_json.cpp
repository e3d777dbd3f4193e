// What trials of two arms would decide, as JSON.
#include <nlohmann/json.hpp>

#include "host/store/json_parts.hpp"
#include "host/store/population_json.hpp"
#include "host/table/decision_table.hpp"

namespace twinarm::table {

namespace {
using Json = nlohmann::ordered_json;
}  // namespace

Json decision_json(const trial::DecisionReport& report) {
    Json controls = Json::array(), staged = Json::array();
    for (const trial::DecisionControl& control : report.controls) {
        Json trials = Json::array();
        for (const trial::HeadToHead& trial : control.trials)
            trials.push_back({{"n_an_arm", trial.n_a},
                              {"difference", store::json_of(trial.difference)},
                              {"p_greater", store::json_of(trial.a_greater)},
                              {"p_significant", store::json_of(trial.a_significant)},
                              {"p_against_significant", store::json_of(trial.b_significant)}});
        controls.push_back({{"added_drug", control.name},
                            {"population_difference", store::json_of(control.difference)},
                            {"p_population_greater", store::json_of(control.greater)},
                            {"trials", trials}});
    }
    for (const trial::StagedEstimate& e : report.staged) {
        const auto& on = e.went_on;
        staged.push_back(
            {{"n", e.n},
             {"p_pass", store::json_of(e.pass)},
             {"rate", e.rate},
             {"rate_passed", on ? Json(on->rate) : Json(nullptr)},
             {"observed_passed", on ? Json(on->observed) : Json(nullptr)},
             {"later_passed", on ? Json(on->later) : Json(nullptr)},
             {"bias", on ? Json(on->bias()) : Json(nullptr)},
             {"mc_standard_error", on ? store::or_null(on->monte_carlo_standard_error) : Json(nullptr)}});
    }
    return {{"simulated", true},
            {"note", base::simulated_note},
            {"arm", report.arm},
            {"against", report.against},
            {"added", report.added},
            {"controls", controls},
            {"gate", report.gate.patients == 0
                         ? Json(nullptr)
                         : Json{{"patients", report.gate.patients}, {"responders", report.gate.responders}}},
            {"staged", staged}};
}

}  // namespace twinarm::table
