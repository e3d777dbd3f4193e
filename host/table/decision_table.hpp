// What trials of two arms would decide, on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "host/trial/decision.hpp"

namespace twinarm::table {

std::string decision_table(const trial::DecisionReport& report, bool colour);
std::string decision_csv(const trial::DecisionReport& report);
nlohmann::ordered_json decision_json(const trial::DecisionReport& report);

}  // namespace twinarm::table
