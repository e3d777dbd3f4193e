// A fixed number of values, indexed by an enum: a state, a slope.
#pragma once

#include "kernels/core/macros.hpp"

TWINARM_BEGIN

template <class V, int N>
struct Vector {
    V value[N];
    TWINARM_HD V& operator[](int i) { return value[i]; }
    TWINARM_HD const V& operator[](int i) const { return value[i]; }
};

TWINARM_END
