// Response and toxicity by exposure, on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/trial/exposure_response.hpp"

namespace twinarm::table {

/// 100 columns wide.
std::string exposure_table(const trial::ExposureReport& report, bool colour);
/// A line for each bin and each fit of each arm.
std::string exposure_csv(const trial::ExposureReport& report);
nlohmann::ordered_json exposure_json(const trial::ExposureReport& report);

}  // namespace twinarm::table
