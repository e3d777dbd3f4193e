// The results of a sweep on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/trial/sweep_report.hpp"

namespace twinarm::table {

/// "head_to_head: 6 points of the same 2,000 patients; seed 1."
std::string sweep_title(const trial::SweepReport& sweep);

std::string sweep_table(const trial::SweepReport& sweep);
std::string sweep_csv(const trial::SweepReport& sweep);
nlohmann::ordered_json sweep_json(const trial::SweepReport& sweep);
nlohmann::ordered_json column_json(const trial::ColumnResult& column);

}  // namespace twinarm::table
