// A grid of settings, every point simulated in the same patients.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "host/base/stop_token.hpp"
#include "host/study/make_plan.hpp"
#include "host/study/sweep_grid.hpp"
#include "host/trial/sweep_tally.hpp"

namespace twinarm::study {

/// A point of the grid with its results.
struct SweepPoint {
    std::vector<std::string> values;    ///< by axis
    std::vector<trial::SweepRow> rows;  ///< by arm
};

struct Sweep {
    std::string study;
    std::uint64_t seed = 0, patients = 0;  ///< of the first point
    std::vector<SweepAxis> axes;
    std::uint64_t planned = 0;       ///< points
    std::vector<SweepPoint> points;  ///< in the order of the grid, the last axis fastest
    int signal = 0;                  ///< that ended it early, or 0
    std::vector<base::Diagnostic> warnings;
};

/// Called with the patients done over all points, how many there will be, and the number of arms.
using SweepProgress = std::function<void(std::uint64_t done, std::uint64_t of, int arms)>;

/// Throws CohortError, FileError, UsageError or DeviceError for a mistake at any point before the first
/// patient is simulated.
Sweep run_sweep(const CohortOptions& cohort, const EngineOptions& engine, const std::vector<SweepAxis>& axes,
                const SweepProgress& progress, const base::StopToken& stop);

/// Paths over which no number of any arm changes: a misspelt dose, a regimen that no arm has.
std::vector<std::string> axes_without_effect(const Sweep& sweep);

}  // namespace twinarm::study
