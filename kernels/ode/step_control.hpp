// Whether a trial step is good, and how long the next one may be: sees only numbers.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/vector.hpp"

TWINARM_BEGIN

/// Root mean square of error over scale; infinite where it is not a number.
template <class V, int N, class Scale>
TWINARM_HD inline V error_norm(const Vector<V, N>& error, const Vector<V, N>& before,
                               const Vector<V, N>& after, const Scale& scale) {
    V sum = V(0);
    for (int i = 0; i < N; ++i) {
        const V share = error[i] / scale(i, maximum(absolute(before[i]), absolute(after[i])));
        sum = sum + share * share;
    }
    const V norm = square_root(sum / V(N));
    return select(norm <= V(1e30), norm, V(1e30));
}

/// Next step over this one: 0.9 norm^(-exponent), exponent one over the order of the error of a step; between
/// a fifth and ten.
template <class V>
TWINARM_HD inline V step_factor(V norm, double exponent) {
    using T = ScalarOf<V>;
    const V wanted =
        V(T(0.9)) * exponential_clamped(V(T(-exponent)) * logarithm_inside(maximum(norm, V(T(1e-12)))));
    return minimum(maximum(wanted, V(T(0.2))), V(T(10)));
}

TWINARM_END
