// How strong the T cells are and how fast they kill, and the derivatives with all that it depends on.
#pragma once

#include "bench/jacobian/lymphocytes.hpp"

TWINARM_BEGIN

/// One number for each thing that effective T cells depend on, and for time.
template <class V>
struct EffectiveDerivatives {
    V tumour_cd8, bystander_cd8, tumour_treg, memory, adaptive_pdl1, chronic_signal, per_h;
};

/// Writes the derivatives of effective T cells times `factor` into a row of `j` and into `time`.
template <StateIndex row, class V>
TWINARM_HD inline void pass_on(const EffectiveDerivatives<V>& effective, V factor, Jacobian<V>& j,
                               State<V>& time) {
    j[entry<row, tumour_cd8>] = factor * effective.tumour_cd8;
    j[entry<row, bystander_cd8>] = factor * effective.bystander_cd8;
    j[entry<row, tumour_treg>] = factor * effective.tumour_treg;
    j[entry<row, memory>] = factor * effective.memory;
    j[entry<row, adaptive_pdl1>] = factor * effective.adaptive_pdl1;
    j[entry<row, chronic_signal>] = factor * effective.chronic_signal;
    time[row] = factor * effective.per_h;
}

/// Names as in tumour_slopes().
template <class V>
struct Killing {
    V effective;
    EffectiveDerivatives<V> derivatives;    ///< of `effective`
    V unlimited, kill, kill_per_effective;  ///< [1/h]
};

template <class V>
TWINARM_HD inline Killing<V> killing_derivatives(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                                 const Changing<V>& pd1_occupied, const State<V>& y) {
    // Lost function and its derivatives with PD-L1, memory and time.
    const V per_pdl1 = V(1) / (p.pdl1_half_effect + y[adaptive_pdl1]);
    const V asked = constant.pdl1_span * constant.lost_at_baseline * y[adaptive_pdl1] * per_pdl1;
    const auto uncapped = asked < V(largest_function_loss);
    const V driven = select(uncapped, asked, V(largest_function_loss));
    const V driven_slope = select(
        uncapped, p.pdl1_half_effect * constant.pdl1_span * constant.lost_at_baseline * per_pdl1 * per_pdl1,
        V(0));
    const V blocked = V(1) - p.pd1_effect * pd1_occupied.value;
    const V relieved = V(1) / (V(1) + p.exhaustion_relief * y[memory]);
    const V lost = driven * blocked * relieved;
    const V lost_per_pdl1 = driven_slope * blocked * relieved;
    const V lost_per_memory = -lost * p.exhaustion_relief * relieved;
    const V lost_per_h = -driven * relieved * p.pd1_effect * pd1_occupied.per_h;

    // Effective T cells.
    const V suppressed = V(1) / (V(1) + p.treg_suppression * y[tumour_treg]);
    const V hindered = p.crowding * y[bystander_cd8] + p.chronic_exhaustion * y[chronic_signal];
    const V unhindered = V(1) / (V(1) + hindered + V(0.5) * hindered * hindered);
    const V strength = constant.effectiveness * suppressed * unhindered;
    const V per_lost = -y[tumour_cd8] * strength;
    Killing<V> k;
    k.derivatives.tumour_cd8 = (V(1) - lost) * strength;
    k.effective = y[tumour_cd8] * k.derivatives.tumour_cd8;
    const V per_hindered = -k.effective * (V(1) + hindered) * unhindered;
    k.derivatives.bystander_cd8 = per_hindered * p.crowding;
    k.derivatives.tumour_treg = -k.effective * p.treg_suppression * suppressed;
    k.derivatives.memory = per_lost * lost_per_memory;
    k.derivatives.adaptive_pdl1 = per_lost * lost_per_pdl1;
    k.derivatives.chronic_signal = per_hindered * p.chronic_exhaustion;
    k.derivatives.per_h = per_lost * lost_per_h;

    // Killing: d (u L / (L + u)) = (L / (L + u))^2 du.
    k.unlimited = p.killing * k.effective;
    const V limited = p.killing_limit / (p.killing_limit + k.unlimited);
    k.kill = k.unlimited * limited;
    k.kill_per_effective = p.killing * limited * limited;
    return k;
}

TWINARM_END
