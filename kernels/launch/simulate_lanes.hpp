// One thread of the CPU engine; compiled once for each instruction set.
#pragma once

#include "kernels/core/macros.hpp"
#include "kernels/launch/lane_work.hpp"

TWINARM_BEGIN
/// Simulates the patients of `work` on `lanes` = 1, 2, 4 or 8 doubles, or 1, 4, 8 or 16 floats, side by side.
void simulate_lanes(const LaneWork& work, int lanes);
TWINARM_END
