// What trials of two arms would decide, on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "host/trial/decision.hpp"

namespace twinarm {

std::string decision_table(const DecisionReport& report, bool colour);
std::string decision_csv(const DecisionReport& report);
nlohmann::ordered_json decision_json(const DecisionReport& report);

}  // namespace twinarm
