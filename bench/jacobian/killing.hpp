// How fast the T cells kill, and the derivatives of killing with all that it depends on.
#pragma once

#include "bench/jacobian/lymphocytes.hpp"

TWINARM_BEGIN

/// One number for each thing that killing depends on, and for time.
template <class V>
struct KillingDerivatives {
    V tumour_cd8, tumour_signal, adaptive_pdl1, tumour_treg, cd8_signal, cd8, per_h;
};

/// Writes the derivatives of killing times `factor` into a row of `j` and into `time`.
template <StateIndex row, class V>
TWINARM_HD inline void pass_killing_on(const KillingDerivatives<V>& kill, V factor, Jacobian<V>& j,
                                       State<V>& time) {
    j[entry<row, tumour_cd8>] = factor * kill.tumour_cd8;
    j[entry<row, tumour_signal>] = factor * kill.tumour_signal;
    j[entry<row, adaptive_pdl1>] = factor * kill.adaptive_pdl1;
    j[entry<row, tumour_treg>] = factor * kill.tumour_treg;
    j[entry<row, cd8_signal>] = factor * kill.cd8_signal;
    j[entry<row, cd8>] = factor * kill.cd8;
    time[row] = factor * kill.per_h;
}

/// Killing with its derivatives, and what lies on the way to it. Names as in tumour_slopes().
template <class V>
struct Killing {
    V effect, effect_slope;                              ///< of the IL-2 signal on tumour T cells
    V lost, lost_per_pdl1, lost_per_signal, lost_per_h;  ///< function lost to PD-1
    V effective, per_functional, per_lost, per_treg;     ///< effective T cells
    V kill;                                              ///< [1/h]
    KillingDerivatives<V> derivatives;
};

template <class V>
TWINARM_HD inline Killing<V> killing_derivatives(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                                 const Changing<V>& pd1_occupied, const State<V>& y) {
    Killing<V> k;
    const V signal = maximum(y[tumour_signal], V(least_signal));
    const V steep = p.tumour_signal_shape * (logarithm(signal) - constant.log_half_signal);
    k.effect = V(1) / (V(1) + exponential(-steep));
    k.effect_slope = k.effect * (V(1) - k.effect) *
                     select(y[tumour_signal] > V(least_signal), p.tumour_signal_shape / signal, V(0));

    // Lost function and its derivatives with PD-L1, the signal and time.
    const V per_pdl1 = V(1) / (p.pdl1_half_effect + y[adaptive_pdl1]);
    const V asked = constant.pdl1_span * constant.lost_at_baseline * y[adaptive_pdl1] * per_pdl1;
    const auto uncapped = asked < V(largest_function_loss);
    const V driven = select(uncapped, asked, V(largest_function_loss));
    const V driven_slope = select(
        uncapped, p.pdl1_half_effect * constant.pdl1_span * constant.lost_at_baseline * per_pdl1 * per_pdl1,
        V(0));
    const V blocked = V(1) - p.pd1_effect * pd1_occupied.value, lifted = V(1) - p.signal_effect * k.effect;
    k.lost = driven * blocked * lifted;
    k.lost_per_pdl1 = driven_slope * blocked * lifted;
    k.lost_per_signal = -driven * blocked * p.signal_effect * k.effect_slope;
    k.lost_per_h = -driven * lifted * p.pd1_effect * pd1_occupied.per_h;

    // Effective T cells.
    const V suppressed = V(1) / (V(1) + p.treg_suppression * y[tumour_treg]);
    const V strength = constant.effectiveness * suppressed;
    k.per_functional = (V(1) - k.lost) * strength;
    k.effective = y[tumour_cd8] * k.per_functional;
    k.per_lost = -y[tumour_cd8] * strength;
    k.per_treg = -k.effective * p.treg_suppression * suppressed;

    // Killing: d (u L / (L + u)) = (L / (L + u))^2 du.
    const V unlimited =
        p.killing * (k.effective + constant.activated_weight * y[cd8_signal] * y[cd8_signal] * y[cd8]);
    const V limited = p.killing_limit / (p.killing_limit + unlimited);
    k.kill = unlimited * limited;
    const V per_effective = p.killing * limited * limited;
    const V per_activated = per_effective * constant.activated_weight * y[cd8_signal];
    k.derivatives.tumour_cd8 = per_effective * k.per_functional;
    k.derivatives.tumour_signal = per_effective * k.per_lost * k.lost_per_signal;
    k.derivatives.adaptive_pdl1 = per_effective * k.per_lost * k.lost_per_pdl1;
    k.derivatives.tumour_treg = per_effective * k.per_treg;
    k.derivatives.cd8_signal = per_activated * V(2) * y[cd8];
    k.derivatives.cd8 = per_activated * y[cd8_signal];
    k.derivatives.per_h = per_effective * k.per_lost * k.lost_per_h;
    return k;
}

TWINARM_END
