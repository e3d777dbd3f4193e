// The results of a sweep on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "host/study/sweep.hpp"

namespace twinarm::cli {

/// "head_to_head: 6 points of the same 2,000 patients; seed 1."
std::string sweep_title(const study::Sweep& sweep);

std::string sweep_table(const study::Sweep& sweep);
std::string sweep_csv(const study::Sweep& sweep);
nlohmann::ordered_json sweep_json(const study::Sweep& sweep);

}  // namespace twinarm::cli
