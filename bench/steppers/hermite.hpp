// The cubic through both ends of a step and their slopes: dense output of order 3 for any method.
#pragma once

#include "kernels/core/vector.hpp"

TWINARM_BEGIN

/// Value at share `x` of a step of length `h` (Hairer, Norsett, Wanner 1993, formula II.6.7).
template <class V>
TWINARM_HD inline V hermite(V before, V slope_before, V end, V slope_at_end, V h, V x) {
    const V rest = V(1) - x, rise = end - before;
    return rest * before + x * end +
           x * rest * ((V(1) - V(2) * x) * -rise + h * (rest * slope_before - x * slope_at_end));
}

TWINARM_END
