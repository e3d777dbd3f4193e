// One thread of the persistent kernel: patient after patient from a queue that all threads share,
// in one flat loop, so that neither a rejected step nor an edge of one thread stops its warp for long.
#pragma once

#include "kernels/launch/launch_work.cuh"
#include "kernels/patient/simulate_patient.hpp"

// `Warp` is device code in the kernel and host code in tests: nvcc need not check that it can be both.
#define TWINARM_EITHER_SIDE _Pragma("nv_exec_check_disable")

TWINARM_BEGIN

/// The patient that a thread holds. Edges are in double precision, legs in T.
template <class T>
struct PatientLane {
    Course course;
    Leg<T> own_leg;

    TWINARM_HD Leg<T>& leg() { return own_leg; }
    TWINARM_HD void put_new_patient() { put_patient(own_leg, 0, course.leg); }
    TWINARM_HD void put() {
        put_leg(own_leg, 0, course.leg);
        own_leg.drugs.present = course.leg.drugs.present;
    }
    TWINARM_HD void take() { take_leg(own_leg, 0, course.leg); }
};
template <>
struct PatientLane<double> {
    Course course;

    TWINARM_HD Leg<double>& leg() { return course.leg; }
    TWINARM_HD void put_new_patient() {}
    TWINARM_HD void put() {}
    TWINARM_HD void take() {}
};

/// Crosses the edge that the lane has reached, or takes the next patient; opens the leg that follows. False
/// where no patient is left.
TWINARM_EITHER_SIDE
template <class T, class Warp>
TWINARM_HD TWINARM_OUTLINED bool next_leg(PatientLane<T>& lane, const LaunchWork& work, Warp warp) {
    NoObserver observer;
    Course& course = lane.course;
    if (course.under_way) {
        lane.take();
        cross_edge(course, observer);
    }
    if (!course.under_way) {
        do {
            const std::uint64_t item = warp.take(work.next);
            if (item >= item_count(work)) return false;
            const std::uint64_t number = item % work.count;
            const std::int32_t arm = work.arms[item / work.count];
            Outcome& outcome = work.outcomes[number * std::uint64_t(work.arm_count) + std::uint64_t(arm)];
            clear(outcome);
            begin_course(course, *work.study, work.first + number, arm, outcome, observer);
        } while (!course.under_way);
        lane.put_new_patient();
    }
    lane.put();
    open_leg(lane.leg(), true);
    return true;
}

/// Runs until the queue is empty. Lanes at an edge wait until `patience` lanes of the warp do, or
/// until none can continue; the others continue step by step.
TWINARM_EITHER_SIDE
template <class T, class Method = Tsit5, class Warp>
TWINARM_HD inline void run_lane(const LaunchWork& work, int patience, Warp warp) {
    PatientLane<T> lane;
    lane.course.under_way = false;
    bool going = false, done = false;
    for (;;) {
        const int waiting = warp.count(!going && !done), advancing = warp.count(going);
        if (waiting + advancing == 0) return;
        if (waiting > 0 && (waiting >= patience || advancing == 0)) {
            if (!going && !done) {
                done = !next_leg(lane, work, warp);
                going = !done && !leg_is_over(lane.leg());
            }
            warp.join();
        }
        if (going) {
            advance_leg<Method>(lane.leg(), work.study->solver);
            going = !leg_is_over(lane.leg());
        }
        warp.join();
    }
}

TWINARM_END
