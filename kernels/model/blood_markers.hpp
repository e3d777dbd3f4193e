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

/// x' = rate (drive - x) over `time` hours, exact for a drive that moves on a line between two readings.
template <class V>
TWINARM_HD inline V follow(V x, V rate, V time, V drive_before, V drive_now) {
    const V turned = rate * time, kept = decay(turned);
    // (1 - e^-kt) / kt, by its series where it would cancel: the next term is below 2e-7.
    const V mean_kept =
        select(turned < V(1e-3), V(1) - V(0.5) * turned, (V(1) - kept) / maximum(turned, V(1e-3)));
    return x * kept + drive_before * (mean_kept - kept) + drive_now * (V(1) - mean_kept);
}

/// The markers `time` hours after the last reading; `at(i)` is state i now.
///   precursors' = k_p (1 + e_S a_treg - precursors)    eosinophils' = k_e (precursors - eosinophils)
///   soluble CD25' = k_s (1 + b_Q Q + b_R (R - 1) - soluble CD25)
/// Interleukin-5 comes from type 2 innate lymphoid cells, whose receptors are taken to be those of Treg.
/// Source: kernels/README.md, "Toxicity".
template <class V, class At>
TWINARM_HD inline BloodMarkers<V> markers_after(const BloodMarkers<V>& before, const Toxicity<V>& p, V time,
                                                const At& at) {
    BloodMarkers<V> now;
    now.precursor_drive = V(1) + p.eosinophil_effect * at(treg_signal);
    now.soluble_cd25_drive =
        V(1) + p.soluble_cd25_of_cd8 * at(cd25_induction) + p.soluble_cd25_of_treg * (at(treg) - V(1));
    now.eosinophil_precursors = follow(before.eosinophil_precursors, p.eosinophil_precursor_rate, time,
                                       before.precursor_drive, now.precursor_drive);
    now.eosinophils = follow(before.eosinophils, p.eosinophil_rate, time, before.eosinophil_precursors,
                             now.eosinophil_precursors);
    now.soluble_cd25 = follow(before.soluble_cd25, p.soluble_cd25_rate, time, before.soluble_cd25_drive,
                              now.soluble_cd25_drive);
    return now;
}

TWINARM_END
