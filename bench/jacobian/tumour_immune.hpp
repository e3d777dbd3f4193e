// Derivatives of the seven tumour states (tumour_immune.hpp), by the chain rule through effective T cells.
#pragma once

#include "bench/jacobian/clones.hpp"

TWINARM_BEGIN

/// Surplus of antigen with its derivatives. The value is formed as in tumour_slopes(), so that both lie on
/// the same side of 0, where memory has a kink.
template <class V>
struct Surplus {
    V value, per_effective, per_log_sld;
};
template <class V>
TWINARM_HD inline Surplus<V> surplus_derivatives(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                                 const PresentTumour<V>& tumour, const Killing<V>& k) {
    const V per_presented = V(1) / (tumour.sld + p.presentation_half_sld);
    const V burden = tumour.sld * constant.antigen_weight / (tumour.sld + p.presentation_half_sld);
    const V product = k.unlimited * p.killing_limit;
    const V release = product / (product + p.priming_half_killing * (p.killing_limit + k.unlimited));
    const V per_release = V(1) / (k.kill + p.priming_half_killing);
    const V antigen = burden * release;
    // d burden / d ln(sld) = burden y_p / (sld + y_p)
    return {antigen - constant.antigen_at_baseline,
            burden * p.priming_half_killing * per_release * per_release * k.kill_per_effective,
            antigen * p.presentation_half_sld * per_presented};
}

/// Entries of the tumour's T cells.
template <class V>
TWINARM_HD inline void tumour_cell_jacobian(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                            const CloneShares<V>& share, const Surplus<V>& surplus,
                                            const Killing<V>& k, const State<V>& y, Jacobian<V>& j,
                                            State<V>& time) {
    const V killers = y[tumour_cd8];
    const auto deficit = surplus.value < V(0), few = killers < V(1);
    const V per_surplus = select(deficit, select(few, killers, V(1)), V(1));
    const V per_room = V(1) / (V(1) + constant.per_priming_half_cd8 * killers);
    const V diluted = p.priming * per_room, primed_per_surplus = diluted * per_surplus;
    pass_on<tumour_cd8>(k.derivatives, primed_per_surplus * surplus.per_effective, j, time);
    V& of_killers = j[entry<tumour_cd8, tumour_cd8>];
    of_killers =
        of_killers - p.tumour_cd8_turnover +
        diluted * surplus.value *
            (select(deficit & few, V(1), V(0)) - per_surplus * constant.per_priming_half_cd8 * per_room);
    V& of_memory = j[entry<tumour_cd8, memory>];
    of_memory = of_memory + p.tumour_cd8_turnover;
    j[entry<tumour_cd8, log_sensitive>] = primed_per_surplus * surplus.per_log_sld * share.sensitive;
    j[entry<tumour_cd8, log_resistant>] = primed_per_surplus * surplus.per_log_sld * share.resistant;

    j[entry<bystander_cd8, cd8>] = p.bystander_turnover * p.bystander_homing;
    j[entry<bystander_cd8, bystander_cd8>] = -p.bystander_turnover;
    time[bystander_cd8] = V(0);

    // Treg: their target over 1 + c_G B; d x / (1 + x) = dx / (1 + x)^2 with x = (a / s_G)^4.
    const V relative = y[tumour_signal] * constant.per_treg_half_signal,
            cube = relative * relative * relative;
    const V per_whole = V(1) / (V(1) + cube * relative);
    const V rise = cube * relative * per_whole;
    const V rise_slope = V(4) * cube * constant.per_treg_half_signal * per_whole * per_whole;
    const V displaced = V(1) / (V(1) + p.treg_displacement * y[bystander_cd8]);
    const V target = V(1) + p.treg_of_signal * rise + p.treg_of_blood * (y[treg] - V(1));
    const V pulled = p.tumour_treg_turnover * displaced;
    j[entry<tumour_treg, tumour_signal>] = pulled * p.treg_of_signal * rise_slope;
    j[entry<tumour_treg, treg>] = pulled * p.treg_of_blood;
    j[entry<tumour_treg, bystander_cd8>] = -pulled * target * p.treg_displacement * displaced;
    j[entry<tumour_treg, tumour_treg>] = -p.tumour_treg_turnover;
    time[tumour_treg] = V(0);

    pass_on<adaptive_pdl1>(k.derivatives, select(k.effective < p.pdl1_limit, p.pdl1_adaptation, V(0)), j,
                           time);
    V& of_pdl1 = j[entry<adaptive_pdl1, adaptive_pdl1>];
    of_pdl1 = of_pdl1 - p.pdl1_adaptation;
}

/// Entries of memory: the rise k gap^2 / (gap + half) has the derivative k gap (gap + 2 half) / (gap +
/// half)^2.
template <class V>
TWINARM_HD inline void memory_jacobian(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                       const CloneShares<V>& share, const Changing<V>& pd1_occupied,
                                       const Surplus<V>& surplus, const Killing<V>& k, const State<V>& y,
                                       Jacobian<V>& j, State<V>& time) {
    // Of the signal x / (1 + x) with x = (a / s_T)^3, as above.
    const V strength = y[tumour_signal] * constant.per_half_signal, square = strength * strength;
    const V per_whole = V(1) / (V(1) + square * strength);
    const V effect = square * strength * per_whole;
    const V effect_slope = V(3) * square * constant.per_half_signal * per_whole * per_whole;
    const auto gains = surplus.value > V(0);
    const Saturation<V> primed = saturation(maximum(surplus.value, V(0)), p.memory_half_surplus);
    const V level = p.memory_of_signal * effect + p.memory_of_priming * pd1_occupied.value * primed.value;
    const V gap = maximum(level - y[memory], V(0)), per_sum = V(1) / (gap + p.memory_gap);
    const V rise = p.memory_rate * gap * (gap + V(2) * p.memory_gap) * per_sum * per_sum;

    const V rise_per_surplus =
        rise * select(gains, p.memory_of_priming * pd1_occupied.value * primed.slope, V(0));
    pass_on<memory>(k.derivatives, rise_per_surplus * surplus.per_effective, j, time);
    V& of_memory = j[entry<memory, memory>];
    of_memory = of_memory - rise - p.memory_loss;
    j[entry<memory, tumour_signal>] = rise * p.memory_of_signal * effect_slope;
    j[entry<memory, log_sensitive>] = rise_per_surplus * surplus.per_log_sld * share.sensitive;
    j[entry<memory, log_resistant>] = rise_per_surplus * surplus.per_log_sld * share.resistant;
    time[memory] = time[memory] + rise * p.memory_of_priming * primed.value * pd1_occupied.per_h;
}

/// Entries of the tumour states in `j`, their rates of change in `time`. Names as in tumour_slopes().
template <class V>
TWINARM_HD inline NetGrowth<V> tumour_jacobian(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                               const TumourMass<V>& alive, const PresentTumour<V>& tumour,
                                               const Changing<V>& pd1_occupied, const State<V>& y,
                                               Jacobian<V>& j, State<V>& time) {
    const Killing<V> k = killing_derivatives(p, constant, pd1_occupied, y);
    const CloneShares<V> share = clone_shares(tumour);
    const Surplus<V> surplus = surplus_derivatives(p, constant, tumour, k);
    tumour_cell_jacobian(p, constant, share, surplus, k, y, j, time);
    memory_jacobian(p, constant, share, pd1_occupied, surplus, k, y, j, time);
    return clone_jacobian(p, constant, alive, tumour, share, k, y[memory], j, time);
}

TWINARM_END
