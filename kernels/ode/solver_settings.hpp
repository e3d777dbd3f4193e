// Settings of the integration, as plain data.
#pragma once

#include <cstdint>

namespace twinarm {

/// Of the integration inside a leg; edges, doses, endpoints and random numbers are in double precision
/// always.
enum class Precision : std::int32_t { double_precision, single_precision };

struct SolverSettings {
    Precision precision = Precision::double_precision;
    double relative_tolerance = 1e-4;
    double absolute_tolerance = 1e-7;
    double restart_step_h =
        1e-3;  ///< first step after an infusion starts [h] (science: occupancy jumps within seconds)
    double minimum_step_h = 1e-10;     ///< a smaller one is a failure [h]
    std::int32_t max_steps = 1000000;  ///< trial steps of one patient in one arm

    bool operator==(const SolverSettings&) const = default;
};

}  // namespace twinarm
