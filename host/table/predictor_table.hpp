// Predictors of response on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "host/trial/predictors.hpp"

namespace twinarm::table {

/// The first `shown` predictors of each arm, 100 columns wide.
std::string predictor_table(const std::vector<trial::ArmPredictors>& arms, std::size_t shown, bool colour);
/// All predictors of all arms, one a line.
std::string predictor_csv(const std::vector<trial::ArmPredictors>& arms);
nlohmann::ordered_json predictor_json(const std::vector<trial::ArmPredictors>& arms);

}  // namespace twinarm::table
