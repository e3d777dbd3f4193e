// Watched inside a leg, step by step: the moments for a reading, of a new lesion and of death.
#pragma once

#include "kernels/patient/readings.hpp"

TWINARM_BEGIN

inline constexpr double unreachable = 1e30;  ///< threshold of an event that cannot happen any more

/// Times are hours from the leg's start; negative where the event has not happened.
template <class V>
struct Watch {
    Readings<V> readings;
    V midnight;          ///< the next one
    V lesion_threshold;  ///< cumulative hazard at which a new lesion appears
    V death_threshold;   ///< cumulative hazard of death
    V lesion, death;
};

/// An accepted step as a polynomial in time.
template <class Method, class V>
struct AcceptedStep {
    const typename Method::template Trial<V, state_count>& trial;
    const State<V>&before, &slope_before;
    V start, length;  ///< of the step [h]

    TWINARM_HD V at(V time, int state) const {
        return Method::between(trial, before, slope_before, length, (time - start) / length, state);
    }
};

/// When a cumulative hazard that passes its threshold in this step does so: bisection to 1e-9 of the
/// step, or to the last bit.
template <class Method, class V>
TWINARM_HD inline V crossing(const AcceptedStep<Method, V>& step, int hazard, V threshold) {
    V low = step.start, high = step.start + step.length;
    for (int i = 0; i < 30; ++i) {
        const V middle = V(0.5) * (low + high);
        const auto beyond = step.at(middle, hazard) >= threshold;
        low = select(beyond, low, middle);
        high = select(beyond, middle, high);
    }
    return high;
}

/// Watches nothing.
struct NoNote {
    template <class V, class At>
    TWINARM_HD void operator()(V, const At&, const Readings<V>&) const {}
};

/// Watches the lanes whose step was good; they have reached `reached` of a leg of `length`. `note(time, at,
/// readings)` is called at each midnight before the leg's end. Nothing is recorded after death.
template <class Method, class V, class Note>
TWINARM_HD inline void watch_step(Watch<V>& w, const ReadingInputs<V>& inputs, MaskOf<V> good,
                                  const AcceptedStep<Method, V>& step, V reached, V length,
                                  const Note& note) {
    const auto death = good & (step.trial.end[death_hazard] >= w.death_threshold);
    V alive_until = reached;
    if (any(death)) {
        w.death = select(death, minimum(crossing(step, death_hazard, w.death_threshold), reached), w.death);
        alive_until = select(death, w.death, reached);
    }
    const auto lesion = good & (w.lesion < V(0)) & (step.trial.end[new_lesion_hazard] >= w.lesion_threshold);
    if (any(lesion))
        w.lesion = select(lesion, crossing(step, new_lesion_hazard, w.lesion_threshold), w.lesion);

    const auto midnights = [&] { return good & (w.midnight <= alive_until) & (w.midnight < length); };
    for (auto due = midnights(); any(due); due = midnights()) {
        const auto at = [&](int i) { return step.at(w.midnight, i); };
        take_reading(w.readings, inputs, due, w.midnight, at);
        note(w.midnight, at, w.readings);
        w.midnight = select(due, w.midnight + V(hours_per_day), w.midnight);
    }
    const auto ends = good & !death & (reached >= length);
    if (any(ends)) take_reading(w.readings, inputs, ends, length, [&](int i) { return step.trial.end[i]; });
}

TWINARM_END
