// How a stepper gets slopes from a system, and how a single-precision state is summed.
#pragma once

#include "kernels/core/lanes.hpp"
#include "kernels/core/vector.hpp"

TWINARM_BEGIN

/// In single precision the state carries along what rounding took from it (Kahan's sum): a year is some
/// thousand steps, each of which would round again.
template <class V>
inline constexpr bool compensated = sizeof(ScalarOf<V>) == 4;

/// What depends on time alone may be computed once for stages of equal time: a system that has a member
/// `moment(t)` takes what it returns in place of the time.
template <class System, class V>
TWINARM_HD inline auto moment_of(const System& system, V t) {
    if constexpr (requires { system.moment(t); })
        return system.moment(t);
    else
        return t;
}

/// Slopes into `out`; a system that can writes them there itself, which spares a copy.
template <class System, class Moment, class Y>
TWINARM_HD inline void slopes_into(Y& out, const System& system, const Moment& moment, const Y& y) {
    if constexpr (requires { system.slopes_into(out, moment, y); })
        system.slopes_into(out, moment, y);
    else
        out = system(moment, y);
}

TWINARM_END
