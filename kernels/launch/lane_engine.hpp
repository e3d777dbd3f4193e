// A pack of patients at once, each lane with its own clock; a lane takes the next patient when its patient is
// done.
#pragma once

#include "kernels/launch/lane_work.hpp"
#include "kernels/patient/simulate_patient.hpp"

TWINARM_BEGIN

template <class T, int N, class Method = Tsit5>
struct Lanes {
    using V = Pack<T, N>;
    Leg<V> leg;
    Course<T> course[N];
    NoObserver observer;

    /// Writes the leg that lane i's course has just begun into the pack.
    void put(int i, bool new_patient) {
        const Leg<T>& from = course[i].leg;
        if (new_patient) {
            T value[parameter_count];
            for_each_parameter(from.patient, [&](const T& field, int k) { value[k] = field; });
            for_each_parameter(leg.patient, [&](V& field, int k) { field.set(i, value[k]); });
            leg.constant = patient_constants(leg.patient);
        }
        T number[64];
        int count = 0;
        for_each_number(from.drugs, [&](const T& x) { number[count++] = x; });
        count = 0;
        for_each_number(leg.drugs, [&](V& x) { x.set(i, number[count++]); });
        leg.alive.sensitive.set(i, from.alive.sensitive);
        leg.alive.resistant.set(i, from.alive.resistant);
        for (int k = 0; k < state_count; ++k) leg.progress.state[k].set(i, from.progress.state[k]);
        leg.progress.elapsed.set(i, from.progress.elapsed);
        leg.progress.length.set(i, from.progress.length);
        leg.progress.step.set(i, from.progress.step);
        leg.progress.accepted.set(i, from.progress.accepted);
        leg.progress.rejected.set(i, from.progress.rejected);
        leg.progress.failure.set(i, T(0));
        count = 0;
        for_each_watched(from.watch, [&](const T& x) { number[count++] = x; });
        count = 0;
        for_each_watched(leg.watch, [&](V& x) { x.set(i, number[count++]); });
    }

    /// Reads lane i back into its course.
    void take(int i) {
        Progress<T, state_count>& to = course[i].leg.progress;
        for (int k = 0; k < state_count; ++k) to.state[k] = leg.progress.state[k][i];
        to.elapsed = leg.progress.elapsed[i];
        to.step = leg.progress.step[i];
        to.accepted = leg.progress.accepted[i];
        to.rejected = leg.progress.rejected[i];
        to.failure = leg.progress.failure[i];
        T number[64];
        int count = 0;
        for_each_watched(leg.watch, [&](const V& x) { number[count++] = x[i]; });
        count = 0;
        for_each_watched(course[i].leg.watch, [&](T& x) { x = number[count++]; });
    }

    /// A lane without a patient: a leg that never ends.
    void idle(int i) {
        leg.progress.elapsed.set(i, T(0));
        leg.progress.length.set(i, T(1e30));
        leg.progress.step.set(i, T(1));
        leg.progress.failure.set(i, T(0));
        leg.progress.accepted.set(i, T(-1e30));
        for_each_watched(leg.watch, [&](V& x) { x.set(i, T(unreachable)); });
        leg.watch.midnight.set(i, T(1e36));  // beyond the end of the leg that never ends
        leg.watch.death.set(i, T(never));
        course[i].under_way = false;
    }

    bool begin(int i, const LaneWork& work) {
        std::uint64_t number;
        while (work.next(work.queue, number)) {
            begin_course(
                course[i], *work.study, work.first + number, work.arm,
                work.outcomes[number * std::uint64_t(work.study->arm_count) + std::uint64_t(work.arm)],
                observer);
            if (!course[i].under_way) continue;
            put(i, true);
            return true;
        }
        idle(i);
        return false;
    }

    void note_presence() {
        leg.drugs.present = {};
        for (const Course<T>& c : course) {
            if (!c.under_way) continue;
            leg.drugs.present.aldesleukin |= c.leg.drugs.present.aldesleukin;
            leg.drugs.present.nktr214 |= c.leg.drugs.present.nktr214;
            leg.drugs.present.nivolumab |= c.leg.drugs.present.nivolumab;
        }
    }

    void run(const LaneWork& work) {
        for_each_parameter(leg.patient, [&](V& field, int) { field = V(1); });
        for (int i = 0; i < N; ++i) course[i].under_way = false;
        int busy = 0;
        for (int i = 0; i < N; ++i) busy += begin(i, work) ? 1 : 0;
        bool stale = true;
        while (busy > 0) {
            if (stale) {
                note_presence();
                open_leg(leg);
            }
            advance_leg<Method>(leg, work.study->solver);
            const Mask<T, N> at_edge = leg_is_over(leg);
            stale = any(at_edge);
            if (!stale) continue;
            for (int i = 0; i < N; ++i) {
                if (!at_edge[i]) continue;
                if (!course[i].under_way) {
                    idle(i);
                    continue;
                }
                take(i);
                cross_edge(course[i], observer);
                if (course[i].under_way)
                    put(i, false);
                else if (!begin(i, work))
                    --busy;
            }
        }
    }
};

TWINARM_END
