// How a Rosenbrock method asks a system for its Jacobian.
#pragma once

#include "kernels/core/vector.hpp"

TWINARM_BEGIN

/// The derivatives of a system's slopes with state and time: from its member `linearise(t, y)`, or from a
/// function `linearise(system, t, y)` beside a system of the engine, which has no such member.
template <class System, class V, int N>
TWINARM_HD inline auto linearised(const System& system, V t, const Vector<V, N>& y) {
    if constexpr (requires { system.linearise(t, y); })
        return system.linearise(t, y);
    else
        return linearise(system, t, y);
}

TWINARM_END
