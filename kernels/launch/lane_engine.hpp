// A pack of patients side by side, each lane with its own clock; a lane takes the next patient when its
// patient is done.
#pragma once

#include "kernels/launch/lane_work.hpp"
#include "kernels/patient/simulate_patient.hpp"

TWINARM_BEGIN

template <class T, int N, class Method = Tsit5>
struct Lanes {
    using V = Pack<T, N>;
    Leg<V> leg;
    Course course[N];
    NoObserver observer;
    std::uint64_t trial_steps = 0;  ///< of the pack: how busy its lanes were

    /// A lane without a patient: a leg that never ends.
    void idle(int i) {
        leg.progress.elapsed.set(i, T(0));
        leg.progress.length.set(i, T(1e30));
        leg.progress.step.set(i, T(1));
        leg.progress.failure.set(i, T(0));
        leg.progress.accepted.set(i, T(-1e30));
        leg.watch.midnight.set(i, T(1e36));  // beyond the end of the leg that never ends
        leg.watch.lesion_threshold.set(i, T(unreachable));
        leg.watch.death_threshold.set(i, T(unreachable));
        leg.watch.lesion.set(i, T(never));
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
            put_patient(leg, i, course[i].leg);
            put_leg(leg, i, course[i].leg);
            return true;
        }
        idle(i);
        return false;
    }

    void note_presence() {
        leg.drugs.present = {};
        for (const Course& c : course) {
            if (!c.under_way) continue;
            for_each_drug([&](auto slot) { slot.of(leg.drugs.present) |= slot.of(c.leg.drugs.present); });
        }
    }

    void run(const LaneWork& work) {
        for (int i = 0; i < N; ++i) course[i].under_way = false;
        int busy = 0;
        for (int i = 0; i < N; ++i) busy += begin(i, work) ? 1 : 0;
        // A lane that never had a patient computes with the first one's numbers, which are finite.
        for (int i = busy; i < N && busy > 0; ++i) put_patient(leg, i, course[0].leg);
        bool stale = true;
        Mask<T, N> changed = leg.progress.elapsed <= V(T(0));  // all lanes
        while (busy > 0) {
            if (stale) {
                note_presence();
                open_leg(leg, changed);
            }
            advance_leg<Method>(leg, work.study->solver);
            ++trial_steps;
            changed = leg_is_over(leg);
            stale = any(changed);
            if (!stale) continue;
            for (int i = 0; i < N; ++i) {
                if (!changed[i]) continue;
                if (!course[i].under_way) {
                    idle(i);
                    continue;
                }
                take_leg(leg, i, course[i].leg);
                cross_edge(course[i], observer);
                if (course[i].under_way)
                    put_leg(leg, i, course[i].leg);
                else if (!begin(i, work))
                    --busy;
            }
        }
    }
};

TWINARM_END
