// How a sweep was begun: what its results depend on.
#pragma once

#include <string>
#include <vector>

#include "host/store/run_start.hpp"
#include "host/trial/sweep_report.hpp"

namespace twinarm::store {

/// What the results of a sweep depend on.
struct SweepStart {
    RunStart cohort;  ///< without the settings of the grid
    std::vector<trial::SweepAxis> axes;
    std::vector<std::string> arms;    ///< ids of those that are simulated; empty: all
    std::vector<std::string> points;  ///< SHA-256 of each point's settings
};

/// SHA-256 of a resolved cohort, whatever files it was made from.
std::string settings_hash(const std::string& resolved);

/// The first thing of `other` that gives other results than `start`, "the seed is 7, not 1"; empty where all
/// are the same.
std::string difference(const SweepStart& start, const SweepStart& other);

/// One line of JSON.
std::string text_of(const SweepStart& start);
/// Throws DataError with the place, and `remedy`, where the text says something else.
SweepStart read_sweep_start(const std::string& text, const std::string& place, const std::string& remedy);

}  // namespace twinarm::store
