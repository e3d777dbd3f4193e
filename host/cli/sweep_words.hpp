// The results of a sweep on a terminal, as CSV and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "host/cli/sweep_grid.hpp"
#include "host/trial/sweep_tally.hpp"

namespace twinarm {

/// A point of the grid with its results.
struct SweepPoint {
    std::vector<std::string> values;  ///< by axis
    std::vector<SweepRow> rows;       ///< by arm
};

/// Paths over which no number of any arm changes: a misspelt dose, a regimen that no arm has.
std::vector<std::string> axes_without_effect(const std::vector<SweepAxis>& axes,
                                             const std::vector<SweepPoint>& points);

std::string sweep_table(const std::vector<SweepAxis>& axes, const std::vector<SweepPoint>& points);
std::string sweep_csv(const std::vector<SweepAxis>& axes, const std::vector<SweepPoint>& points);
nlohmann::ordered_json sweep_json(const std::string& title, const std::vector<SweepAxis>& axes,
                                  const std::vector<SweepPoint>& points);

}  // namespace twinarm
