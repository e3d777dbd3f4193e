// What a search for a design found, on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/trial/design_report.hpp"

namespace twinarm::table {

/// "Maximise orr, mean over the populations; hypotension_grade_3_or_more at most 20.0% in 90% of them".
std::string design_wish(const trial::DesignReport& report);

/// At most 100 columns.
std::string design_table(const trial::DesignReport& report, bool colour);
/// A line for each simulated design.
std::string design_csv(const trial::DesignReport& report);
nlohmann::ordered_json design_json(const trial::DesignReport& report);

}  // namespace twinarm::table
