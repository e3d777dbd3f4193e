// A calibration's results for people (text) and for programs (JSON).
#pragma once

#include <string>
#include <vector>

#include "host/calibrate/check_method.hpp"
#include "host/calibrate/diagnostics.hpp"
#include "host/calibrate/populations.hpp"

namespace twinarm::calibrate {

std::string calibration_table(const Calibration& calibration, const Diagnostics& diagnostics,
                              const std::vector<DrawnPopulation>& populations);
std::string diagnostics_json(const Calibration& calibration, const Diagnostics& diagnostics,
                             const std::vector<DrawnPopulation>& populations);

std::string check_table(const Calibration& calibration, const MethodCheck& check);
std::string check_json(const Calibration& calibration, const MethodCheck& check);

}  // namespace twinarm::calibrate
