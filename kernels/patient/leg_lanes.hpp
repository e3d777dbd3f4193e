// A leg in double precision goes into a lane of a pack, or into a leg of another precision, and comes back.
#pragma once

#include "kernels/patient/course.hpp"

TWINARM_BEGIN

/// Sets lane i of every number of a struct that is made of numbers only.
template <template <class> class Numbers, class V>
TWINARM_HD inline void set_lanes(Numbers<V>& to, int i, const Numbers<double>& from) {
    constexpr int count = sizeof(Numbers<double>) / sizeof(double);
    static_assert(sizeof(Numbers<V>) == count * sizeof(V));
    V* target = reinterpret_cast<V*>(&to);
    const double* source = reinterpret_cast<const double*>(&from);
    for (int k = 0; k < count; ++k) set_lane(target[k], i, ScalarOf<V>(source[k]));
}
template <template <class> class Numbers, class V>
TWINARM_HD inline void get_lanes(Numbers<double>& to, const Numbers<V>& from, int i) {
    constexpr int count = sizeof(Numbers<double>) / sizeof(double);
    static_assert(sizeof(Numbers<V>) == count * sizeof(V));
    double* target = reinterpret_cast<double*>(&to);
    const V* source = reinterpret_cast<const V*>(&from);
    for (int k = 0; k < count; ++k) target[k] = double(lane(source[k], i));
}

/// Sets what is constant for a course.
template <class V>
TWINARM_HD inline void put_patient(Leg<V>& leg, int i, const Leg<double>& from) {
    set_lanes(leg.patient, i, from.patient);
    set_lanes(leg.constant, i, from.constant);
}

/// Sets what a new leg changes. `leg.drugs.present` is set by the caller, for all lanes together.
template <class V>
TWINARM_HD inline void put_leg(Leg<V>& leg, int i, const Leg<double>& from) {
    using T = ScalarOf<V>;
    for_each_drug([&](auto slot) { set_lanes(slot.of(leg.drugs), i, slot.of(from.drugs)); });
    set_lanes(leg.alive, i, from.alive);
    set_lanes(leg.watch, i, from.watch);
    Progress<V, state_count>& to = leg.progress;
    const Progress<double, state_count>& p = from.progress;
    for (int k = 0; k < state_count; ++k) {
        const T rounded = T(p.state[k]);
        set_lane(to.state[k], i, rounded);
        if constexpr (compensated<V>) set_lane(to.lost[k], i, T(p.state[k] - double(rounded)));
    }
    set_lane(to.elapsed, i, T(p.elapsed));
    set_lane(to.length, i, T(p.length));
    set_lane(to.step, i, T(p.step));
    set_lane(to.accepted, i, T(p.accepted));
    set_lane(to.rejected, i, T(p.rejected));
    set_lane(to.failure, i, T(0));
}

/// Copies back what integration changed.
template <class V>
TWINARM_HD inline void take_leg(const Leg<V>& leg, int i, Leg<double>& to) {
    get_lanes(to.watch, leg.watch, i);
    const Progress<V, state_count>& from = leg.progress;
    Progress<double, state_count>& p = to.progress;
    for (int k = 0; k < state_count; ++k) {
        p.state[k] = double(lane(from.state[k], i));
        if constexpr (compensated<V>) p.state[k] += double(lane(from.lost[k], i));
    }
    p.elapsed = double(lane(from.elapsed, i));
    p.step = double(lane(from.step, i));
    p.accepted = double(lane(from.accepted, i));
    p.rejected = double(lane(from.rejected, i));
    p.failure = double(lane(from.failure, i));
}

TWINARM_END
