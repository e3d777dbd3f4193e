// Eosinophils and soluble CD25: nothing depends on them, so they follow the states from reading to reading
// (at least daily) instead of being integrated.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/model/state.hpp"
#include "kernels/model/toxicity.hpp"

TWINARM_BEGIN

/// Each over its baseline, with what drove it at the last reading.
template <class V>
struct BloodMarkers {
    V eosinophil_precursors, eosinophils, soluble_cd25;
    V precursor_drive, soluble_cd25_drive;
};

template <class V>
TWINARM_HD inline BloodMarkers<V> markers_at_rest() {
    return {V(1), V(1), V(1), V(1), V(1)};
}

/// What is left after a time of what was, and the mean of that over the time: e^-kt, (1 - e^-kt) / kt.
template <class V>
struct Decay {
    V kept, mean_kept;
};

template <class V>
TWINARM_HD inline Decay<V> decay_over(V rate, V time) {
    const V turned = rate * time, kept = decay(turned);
    // By its series where it would cancel: the next term is below 2e-7.
    return {kept, select(turned < V(1e-3), V(1) - V(0.5) * turned, (V(1) - kept) / maximum(turned, V(1e-3)))};
}

/// x' = rate (drive - x), exact for a drive that moves on a line between two readings.
template <class V>
TWINARM_HD inline V follow(V x, const Decay<V>& decay, V drive_before, V drive_now) {
    return x * decay.kept + drive_before * (decay.mean_kept - decay.kept) +
           drive_now * (V(1) - decay.mean_kept);
}

/// The decays of the three rates.
template <class V>
struct MarkerDecays {
    Decay<V> precursors, eosinophils, soluble_cd25;
};

template <class V>
TWINARM_HD inline MarkerDecays<V> marker_decays(const Toxicity<V>& p, V time) {
    return {decay_over(p.eosinophil_precursor_rate, time), decay_over(p.eosinophil_rate, time),
            decay_over(p.soluble_cd25_rate, time)};
}

/// The markers after the time of `over`; `at(i)` is state i now.
///   precursors' = k_p (1 + e_S a_treg - precursors)    eosinophils' = k_e (precursors - eosinophils)
///   soluble CD25' = k_s (1 + b_Q Q + b_R (R - 1) - soluble CD25)
/// Interleukin-5 comes from type 2 innate lymphoid cells, whose receptors are taken to be those of Treg.
/// Source: kernels/README.md, "Toxicity".
template <class V, class At>
TWINARM_HD inline BloodMarkers<V> markers_after(const BloodMarkers<V>& before, const Toxicity<V>& p,
                                                const MarkerDecays<V>& over, const At& at) {
    BloodMarkers<V> now;
    now.precursor_drive = V(1) + p.eosinophil_effect * at(treg_signal);
    now.soluble_cd25_drive =
        V(1) + p.soluble_cd25_of_cd8 * at(cd25_induction) + p.soluble_cd25_of_treg * (at(treg) - V(1));
    now.eosinophil_precursors =
        follow(before.eosinophil_precursors, over.precursors, before.precursor_drive, now.precursor_drive);
    now.eosinophils =
        follow(before.eosinophils, over.eosinophils, before.eosinophil_precursors, now.eosinophil_precursors);
    now.soluble_cd25 =
        follow(before.soluble_cd25, over.soluble_cd25, before.soluble_cd25_drive, now.soluble_cd25_drive);
    return now;
}

TWINARM_END
