// One patient in one arm between two edges of time: all that is carried from leg to leg.
#pragma once

#include "kernels/dosing/dose_cursor.hpp"
#include "kernels/endpoint/assessment.hpp"
#include "kernels/ode/integrate.hpp"
#include "kernels/patient/drugs.hpp"
#include "kernels/patient/outcome.hpp"
#include "kernels/patient/sample_patient.hpp"
#include "kernels/patient/watch.hpp"

TWINARM_BEGIN

/// What the integration of a leg needs, for one patient or for a pack of them.
template <class V>
struct Leg {
    Patient<V> patient;
    PatientConstants<V> constant;
    DrugLeg<V> drugs;
    TumourMass<V> alive;  ///< 1, or 0 once a clone is eradicated
    Progress<V, state_count> progress;
    Watch<V> watch;
};

/// Error that a state may make in a step: for a logarithm it is a relative error of the quantity itself.
template <class T>
struct ErrorScale {
    T absolute_tolerance, relative_tolerance;
    template <class V>
    TWINARM_HD V operator()(int state, V magnitude) const {
        if (state == log_sensitive || state == log_resistant) return V(relative_tolerance);
        return V(absolute_tolerance) + V(relative_tolerance) * magnitude;
    }
};

/// The equations of one leg, in the form that the steppers use.
template <class V>
struct LegSystem {
    const Leg<V>& leg;

    TWINARM_HD TWINARM_OUTLINED_MOMENT Moment<V> moment(V elapsed) const {
        return moment_of_leg(leg.patient, leg.constant, leg.drugs, leg.watch.readings.leg_start, elapsed);
    }
    TWINARM_HD TWINARM_OUTLINED_SLOPES void slopes_into(State<V>& out, const Moment<V>& now,
                                                        const State<V>& state) const {
        slopes(leg.patient, leg.constant, now, leg.alive, state, out);
    }
    TWINARM_HD State<V> operator()(const Moment<V>& now, const State<V>& state) const {
        State<V> out;
        slopes_into(out, now, state);
        return out;
    }
    TWINARM_HD State<V> operator()(V elapsed, const State<V>& state) const {
        return (*this)(moment(elapsed), state);
    }
};

/// Where a leg has changed its first slopes must be computed again. Not elsewhere: a compensated state is no
/// longer quite the one that the last slopes were computed at, and a lane must not depend on its neighbours'
/// edges.
template <class V>
TWINARM_HD inline void open_leg(Leg<V>& leg, MaskOf<V> changed) {
    const LegSystem<V> system{leg};
    const State<V> fresh = system(leg.progress.elapsed, leg.progress.state);
    State<V>& slope = leg.progress.slope;
    for (int i = 0; i < state_count; ++i) slope[i] = select(changed, fresh[i], slope[i]);
}

/// One trial step in every lane. `note` is called at each midnight inside the leg.
template <class Method = Tsit5, class V, class Note = NoNote>
TWINARM_HD inline void advance_leg(Leg<V>& leg, const SolverSettings& settings, const Note& note = {}) {
    using T = ScalarOf<V>;
    const ErrorScale<T> scale{T(settings.absolute_tolerance), T(settings.relative_tolerance)};
    Progress<V, state_count>& p = leg.progress;
    advance<Method>(
        p, LegSystem<V>{leg}, scale, settings,
        [&](MaskOf<V> good, V start, V length, const typename Method::template Trial<V, state_count>& trial) {
            watch_step(leg.watch,
                       ReadingInputs<V>{leg.patient.lymphocytes, leg.patient.toxicity, leg.constant}, good,
                       AcceptedStep<Method, V>{trial, p.state, p.slope, start, length}, p.elapsed, p.length,
                       note);
        });
}

/// Whether a lane has nothing left to integrate: its leg's end, death or a failure.
template <class V>
TWINARM_HD inline MaskOf<V> leg_is_over(const Leg<V>& leg) {
    return (leg.progress.elapsed >= leg.progress.length) | (leg.progress.failure > V(0)) |
           (leg.watch.death >= V(0));
}

struct Course {
    const Study* study;
    const Arm* arm;
    const ScanSchedule* schedule;
    Outcome* outcome;
    std::uint64_t number;
    Leg<double> leg;
    Drugs<double> drugs;
    EventThresholds thresholds;
    DoseCursor doses[max_regimens];
    double leak_since_dose[max_regimens];  ///< highest until the arm's latest dose, since the regimen's own
    double worst_leak;                     ///< until the arm's latest dose
    std::int32_t first_cycle_doses, first_course_doses, courses_begun;  ///< of the first regimen
    std::int32_t now_min, next_min;  ///< the leg runs from the one to the other
    std::int32_t first_dose_min;     ///< of the arm; -1 before it
    double new_lesion_h;
    Assessment assessment;
    bool under_way;
};

TWINARM_HD inline double hours(std::int32_t minutes) {
    return minutes / 60.0;
}

/// Watches a course without touching it; this one sees nothing.
struct NoObserver {
    TWINARM_HD void at_edge(const Course&) {}
    template <class At, class Markers>
    TWINARM_HD void at_midnight(const Course&, double /*elapsed*/, const At& /*state*/, const Markers&) {}
    TWINARM_HD void at_scan(const Course&, double /*true_mm*/, double /*measured_mm*/, bool /*new_lesion*/) {}
    TWINARM_HD void at_dose(const Course&, int /*regimen*/, int /*rule*/, double /*amount*/) {}
};

TWINARM_END
