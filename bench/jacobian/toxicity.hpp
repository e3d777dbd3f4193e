// Derivatives of the five toxicity states (toxicity.hpp).
#pragma once

#include "bench/jacobian/lymphocytes.hpp"

TWINARM_BEGIN

template <class V>
TWINARM_HD inline void toxicity_jacobian(const Toxicity<V>& p, const OccupancyDerivatives<V>& occupied,
                                         const State<V>& y, Jacobian<V>& j, State<V>& time) {
    j[entry<leak, leak>] = -p.leak_rate * occupied.value.endothelium - p.leak_recovery;
    time[leak] = p.leak_rate * occupied.per_h.endothelium * (V(1) - y[leak]);

    const V nk_stimulus = y[surface_receptor] * occupied.value.nk;
    const V stimulus = nk_stimulus * y[nk] + p.hypotension_leak_weight * y[leak];
    const Saturation<V> rise = saturation(stimulus, p.hypotension_half_drive);
    const V per_stimulus = p.hypotension_rate * rise.slope * (V(1) - y[hypotension]);
    j[entry<hypotension, surface_receptor>] = per_stimulus * occupied.value.nk * y[nk];
    j[entry<hypotension, nk>] = per_stimulus * nk_stimulus;
    j[entry<hypotension, leak>] = per_stimulus * p.hypotension_leak_weight;
    j[entry<hypotension, hypotension>] = -p.hypotension_rate * rise.value - p.hypotension_recovery;
    time[hypotension] = per_stimulus * y[surface_receptor] * occupied.per_h.nk * y[nk];

    j[entry<eosinophil_precursor, eosinophil_precursor>] = -p.eosinophil_precursor_rate;
    time[eosinophil_precursor] = p.eosinophil_precursor_rate * p.eosinophil_effect * occupied.per_h.ilc2;
    j[entry<eosinophils, eosinophil_precursor>] = p.eosinophil_rate;
    j[entry<eosinophils, eosinophils>] = -p.eosinophil_rate;
    time[eosinophils] = V(0);

    j[entry<soluble_cd25, cd25_induction>] = p.soluble_cd25_of_cd8 * p.soluble_cd25_rate;
    j[entry<soluble_cd25, treg>] = p.soluble_cd25_of_treg * p.soluble_cd25_rate;
    j[entry<soluble_cd25, soluble_cd25>] = -p.soluble_cd25_rate;
    time[soluble_cd25] = V(0);
}

TWINARM_END
