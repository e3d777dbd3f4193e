// Settings of the integration, as plain data.
#pragma once

#include <cstdint>

namespace twinarm {

struct SolverSettings {
    double relative_tolerance = 1e-4;
    double absolute_tolerance = 1e-7;
    double restart_step_h =
        1e-3;  ///< first step after an infusion starts [h] (science: occupancy jumps within seconds)
    double minimum_step_h = 1e-10;     ///< a smaller one is a failure [h]
    std::int32_t max_steps = 1000000;  ///< trial steps of one patient in one arm
};

}  // namespace twinarm
