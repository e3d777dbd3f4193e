// Predictors of response on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "host/trial/predictors.hpp"

namespace twinarm::table {

/// The first `shown` predictors of each arm, 100 columns wide.
std::string predictor_table(const trial::PredictorReport& report, std::size_t shown, bool colour);
/// All predictors of all arms, one a line.
std::string predictor_csv(const trial::PredictorReport& report);
nlohmann::ordered_json predictor_json(const trial::PredictorReport& report);

}  // namespace twinarm::table
