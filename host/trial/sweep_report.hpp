// A sweep with its results: a grid of settings, every point in the same patients.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/trial/sweep_tally.hpp"

namespace twinarm::trial {

struct SweepAxis {
    std::string path;
    std::vector<std::string> values;  ///< as `--set` takes them
};

/// A point of the grid with its results.
struct SweepPoint {
    std::vector<std::string> values;  ///< by axis
    std::vector<SweepRow> rows;       ///< by arm
};

struct SweepReport {
    std::string study;
    std::uint64_t seed = 0, patients = 0;  ///< of each point
    std::uint64_t populations = 0;         ///< plausible ones that share the patients; 0: the cohort alone
    std::vector<SweepAxis> axes;
    std::uint64_t planned = 0;       ///< points
    std::vector<SweepPoint> points;  ///< in the order of the grid, the last axis fastest

    bool interrupted() const { return points.size() < planned; }
};

/// Paths over which no number of any arm changes: a misspelt dose, a regimen that no arm has.
std::vector<std::string> axes_without_effect(const SweepReport& sweep);

}  // namespace twinarm::trial
