// Recorded inside a leg, step by step: readings on a daily grid, the moments of a new lesion and of
// death.
#pragma once

#include <cstddef>

#include "kernels/core/units.hpp"
#include "kernels/model/blood_markers.hpp"
#include "kernels/model/physiology.hpp"

TWINARM_BEGIN

/// A ratio over its baseline: at two days, and its mean over the first nine weeks.
template <class V>
struct RatioInTime {
    V day_7, day_21;  ///< below 0 before that day
    V area;           ///< h, up to `ratio_until_h`
    V latest;
};

inline constexpr double ratio_until_h = 63 * 24;
inline constexpr double clock_rounding_h = 0.02;  ///< of a time of years in single precision

/// What is read of a course at midnights and at leg ends, so that it does not depend on the solver's steps.
template <class V>
struct Readings {
    V leak;                               ///< highest
    V lymphocyte_nadir, lymphocyte_peak;  ///< blood lymphocytes over baseline
    V lymphocyte_peak_h;
    V eosinophil_peak, eosinophil_peak_h, soluble_cd25_peak;  ///< over baseline
    RatioInTime<V> cd8_treg_blood, cd8_treg_tumour;
    V ratio_h;  ///< time that the areas cover
    BloodMarkers<V> markers;
};

template <class V>
TWINARM_HD inline Readings<V> no_readings() {
    const RatioInTime<V> ratio{V(-1), V(-1), V(0), V(1)};
    return {V(0), V(1), V(1), V(0), V(1), V(0), V(1), ratio, ratio, V(0), markers_at_rest<V>()};
}

inline constexpr double unreachable = 1e30;  ///< threshold of an event that cannot happen any more

/// Times are hours from the leg's start; negative where the event has not happened.
template <class V>
struct Watch {
    Readings<V> readings;
    V start;  ///< of the leg, from the start of treatment
    V last_reading;
    V midnight;          ///< the next one
    V lesion_threshold;  ///< cumulative hazard at which a new lesion appears
    V death_threshold;   ///< cumulative hazard of death
    V lesion, death;
};

/// The patient's parameters and constants that readings need.
template <class V>
struct Reader {
    const Lymphocytes<V>& lymphocytes;
    const Toxicity<V>& toxicity;
    const PatientConstants<V>& constant;
};

/// Decays since the last reading: those of a day are constants of the patient.
template <class V>
TWINARM_HD inline MarkerDecays<V> decays_since(const Reader<V>& reader, V passed) {
    const auto a_day = passed == V(hours_per_day);
    if (!any(!a_day)) return reader.constant.over_a_day;
    MarkerDecays<V> over = marker_decays(reader.toxicity, passed);
    const auto of_a_day = [&](Decay<V>& decay, const Decay<V>& day) {
        decay = {select(a_day, day.kept, decay.kept), select(a_day, day.mean_kept, decay.mean_kept)};
    };
    of_a_day(over.precursors, reader.constant.over_a_day.precursors);
    of_a_day(over.eosinophils, reader.constant.over_a_day.eosinophils);
    of_a_day(over.soluble_cd25, reader.constant.over_a_day.soluble_cd25);
    return over;
}

/// `now` hours after the start of treatment, `passed` after the last reading.
template <class V>
TWINARM_HD inline void read_ratio(RatioInTime<V>& ratio, V value, V now, V passed, MaskOf<V> where) {
    const auto first_from = [&](V& at_day, double hour) {
        at_day = select(where & (at_day < V(0)) & (now >= V(hour - clock_rounding_h)), value, at_day);
    };
    first_from(ratio.day_7, 7 * hours_per_day);
    first_from(ratio.day_21, 21 * hours_per_day);
    ratio.area = select(where, ratio.area + V(0.5) * (ratio.latest + value) * passed, ratio.area);
    ratio.latest = select(where, value, ratio.latest);
}

/// Reads the states `at(i)`, `time` hours into the leg, in the lanes in `where`.
template <class V, class At>
TWINARM_HD inline void take_reading(Watch<V>& w, const Reader<V>& reader, MaskOf<V> where, V time,
                                    const At& at) {
    Readings<V>& r = w.readings;
    const V now = w.start + time, passed = time - w.last_reading;
    const auto raise = [&](V& extreme, V value) {
        const auto higher = where & (value > extreme);
        extreme = select(higher, value, extreme);
        return higher;
    };
    const V lymphocytes = lymphocyte_fold(reader.lymphocytes, reader.constant.lymphocytes, at);
    raise(r.leak, at(leak));
    r.lymphocyte_peak_h = select(raise(r.lymphocyte_peak, lymphocytes), now, r.lymphocyte_peak_h);
    r.lymphocyte_nadir = select(where, minimum(lymphocytes, r.lymphocyte_nadir), r.lymphocyte_nadir);

    const BloodMarkers<V> markers =
        markers_after(r.markers, reader.toxicity, decays_since(reader, passed), at);
    r.eosinophil_peak_h = select(raise(r.eosinophil_peak, markers.eosinophils), now, r.eosinophil_peak_h);
    raise(r.soluble_cd25_peak, markers.soluble_cd25);
    V* kept = reinterpret_cast<V*>(&r.markers);
    const V* fresh = reinterpret_cast<const V*>(&markers);
    for (std::size_t k = 0; k < sizeof(markers) / sizeof(V); ++k) kept[k] = select(where, fresh[k], kept[k]);

    const auto early = where & (now <= V(ratio_until_h + clock_rounding_h));
    if (any(early)) {
        read_ratio(r.cd8_treg_blood, at(cd8) / at(treg), now, passed, early);
        read_ratio(r.cd8_treg_tumour, (at(tumour_cd8) + at(bystander_cd8)) / at(tumour_treg), now, passed,
                   early);
        r.ratio_h = select(early, now, r.ratio_h);
    }
    w.last_reading = select(where, time, w.last_reading);
}

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
TWINARM_HD inline void watch_step(Watch<V>& w, const Reader<V>& reader, MaskOf<V> good,
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
        take_reading(w, reader, due, w.midnight, at);
        note(w.midnight, at, w.readings);
        w.midnight = select(due, w.midnight + V(hours_per_day), w.midnight);
    }
    const auto ends = good & !death & (reached >= length);
    if (any(ends)) take_reading(w, reader, ends, length, [&](int i) { return step.trial.end[i]; });
}

TWINARM_END
