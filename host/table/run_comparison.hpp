// Runs side by side, on a terminal and for machines.
#pragma once

#include <string>

#include "host/trial/run_comparison.hpp"

namespace twinarm::table {

std::string comparison_table(const trial::RunComparison& comparison, bool colour);
std::string comparison_json(const trial::RunComparison& comparison);

}  // namespace twinarm::table
