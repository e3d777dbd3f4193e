// What is read of a course at midnights and at ends of legs: extremes, ratios in time, blood markers.
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
    V leak;                                ///< highest
    V lymphocyte_nadir, lymphocyte_peak;   ///< blood lymphocytes over baseline
    V lymphocyte_peak_h;                   ///< when, from the start of treatment
    V eosinophil_peak, eosinophil_peak_h;  ///< over baseline; when
    V soluble_cd25_peak;                   ///< over baseline
    RatioInTime<V> cd8_treg_blood, cd8_treg_tumour;
    V ratio_h;  ///< time that the areas cover
    BloodMarkers<V> markers;
    V leg_start;  ///< from the start of treatment [h]
    V latest;     ///< when the latest was taken, from the leg's start [h]
};

template <class V>
TWINARM_HD inline Readings<V> no_readings() {
    const RatioInTime<V> ratio{V(-1), V(-1), V(0), V(1)};
    return {V(0), V(1), V(1), V(0), V(1), V(0), V(1), ratio, ratio, V(0), markers_at_rest<V>(), V(0), V(0)};
}

/// The patient's parameters and constants that readings need.
template <class V>
struct ReadingInputs {
    const Lymphocytes<V>& lymphocytes;
    const Toxicity<V>& toxicity;
    const PatientConstants<V>& constant;
};

/// Decays since the last reading: those of a day are constants of the patient.
template <class V>
TWINARM_HD inline MarkerDecays<V> decays_since(const ReadingInputs<V>& inputs, V passed, MaskOf<V> where) {
    const auto a_day = passed == V(hours_per_day);
    if (!any(where & !a_day)) return inputs.constant.over_a_day;
    MarkerDecays<V> over = marker_decays(inputs.toxicity, passed);
    const auto of_a_day = [&](Decay<V>& decay, const Decay<V>& day) {
        decay = {select(a_day, day.kept, decay.kept), select(a_day, day.mean_kept, decay.mean_kept)};
    };
    of_a_day(over.precursors, inputs.constant.over_a_day.precursors);
    of_a_day(over.eosinophils, inputs.constant.over_a_day.eosinophils);
    of_a_day(over.soluble_cd25, inputs.constant.over_a_day.soluble_cd25);
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
TWINARM_HD inline void take_reading(Readings<V>& r, const ReadingInputs<V>& inputs, MaskOf<V> where, V time,
                                    const At& at) {
    const V now = r.leg_start + time, passed = time - r.latest;
    const auto raise = [&](V& extreme, V value) {
        const auto higher = where & (value > extreme);
        extreme = select(higher, value, extreme);
        return higher;
    };
    const V lymphocytes = lymphocyte_fold(inputs.lymphocytes, inputs.constant.lymphocytes, at);
    raise(r.leak, at(leak));
    r.lymphocyte_peak_h = select(raise(r.lymphocyte_peak, lymphocytes), now, r.lymphocyte_peak_h);
    r.lymphocyte_nadir = select(where, minimum(lymphocytes, r.lymphocyte_nadir), r.lymphocyte_nadir);

    const BloodMarkers<V> markers =
        markers_after(r.markers, inputs.toxicity, decays_since(inputs, passed, where), at);
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
    r.latest = select(where, time, r.latest);
}

TWINARM_END
