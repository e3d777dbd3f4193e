// Distance of a computed number from the true one, in units in the last place of the true one.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace twinarm {

template <class T>
double ulps(T computed, long double truth) {
    if (std::isinf(computed) && std::isinf(truth)) return (computed > 0) == (truth > 0) ? 0 : INFINITY;
    const int exponent = std::max(std::ilogb(truth), std::numeric_limits<T>::min_exponent - 1);
    const long double unit = std::ldexp(1.0L, exponent - (std::numeric_limits<T>::digits - 1));
    return double(std::abs((static_cast<long double>(computed) - truth) / unit));
}

}  // namespace twinarm
