// The Jacobian of a leg of the engine, for the Rosenbrock methods.
#pragma once

#include "bench/jacobian/jacobian.hpp"
#include "kernels/patient/course.hpp"

TWINARM_BEGIN

template <class V>
TWINARM_HD TWINARM_OUTLINED Linearised<V> linearise(const LegSystem<V>& system, V elapsed,
                                                    const State<V>& state) {
    const Leg<V>& leg = system.leg;
    return linearised_slopes(leg.patient, leg.constant, leg.drugs, leg.alive, leg.watch.readings.leg_start,
                             elapsed, state);
}

TWINARM_END
