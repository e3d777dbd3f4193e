// Derivatives of the seven tumour states (tumour_immune.hpp), by the chain rule through killing.
#pragma once

#include "bench/jacobian/clones.hpp"

TWINARM_BEGIN

/// Entries of the five states of the tumour's T cells.
template <class V>
TWINARM_HD inline void tumour_cell_jacobian(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                            const PresentTumour<V>& tumour, const CloneShares<V>& share,
                                            const Saturation<V>& treg_effect, const Changing<V>& pd1_occupied,
                                            const Killing<V>& k, const State<V>& y, Jacobian<V>& j,
                                            State<V>& time) {
    const V functional = y[tumour_cd8], exhausted = y[exhausted_cd8];

    // Antigen: kill / (kill + K50) times weight sld / (sld + y_p).
    const V per_release = V(1) / (k.kill + p.priming_half_killing),
            per_presented = V(1) / (tumour.sld + p.presentation_half_sld);
    const V release = k.kill * per_release;
    const V presented = constant.antigen_weight * tumour.sld * per_presented;
    const V surplus = release * presented - constant.antigen_at_baseline;
    const auto deficit = surplus < V(0), few = functional < V(1);
    const V per_surplus = select(deficit, select(few, functional, V(1)), V(1));
    const V diluted = p.priming / (V(1) + constant.per_priming_half_cd8 * functional);
    const V primed_per_kill =
        diluted * per_surplus * presented * p.priming_half_killing * per_release * per_release;
    const V primed_per_log_sld =  // d presented / d ln(sld) = presented y_p / (sld + y_p)
        diluted * per_surplus * release * presented * p.presentation_half_sld * per_presented;
    const V primed_per_functional =
        diluted * surplus *
        (select(deficit & few, V(1), V(0)) -
         per_surplus * constant.per_priming_half_cd8 / (V(1) + constant.per_priming_half_cd8 * functional));

    const V homed = V(1) + p.homing * (y[cd8] - V(1)), remembered = V(1) + y[memory];
    const V room = V(1) - functional * constant.per_cd8_capacity;
    const auto grows = room > V(0);
    const V expansion = p.tumour_cd8_expansion * functional * select(grows, room, V(0));
    const V exhausting = p.exhaustion_rate * functional;
    pass_killing_on<tumour_cd8>(k.derivatives, primed_per_kill, j, time);
    V& of_functional = j[entry<tumour_cd8, tumour_cd8>];
    of_functional = of_functional + primed_per_functional - p.tumour_cd8_turnover -
                    p.exhaustion_rate * k.lost +
                    p.tumour_cd8_expansion * k.effect *
                        select(grows, room - functional * constant.per_cd8_capacity, V(0));
    V& of_signal = j[entry<tumour_cd8, tumour_signal>];
    of_signal = of_signal + expansion * k.effect_slope - exhausting * k.lost_per_signal;
    V& of_pdl1 = j[entry<tumour_cd8, adaptive_pdl1>];
    of_pdl1 = of_pdl1 - exhausting * k.lost_per_pdl1;
    V& of_cd8 = j[entry<tumour_cd8, cd8>];
    of_cd8 = of_cd8 + p.tumour_cd8_turnover * p.homing * remembered;
    j[entry<tumour_cd8, memory>] = p.tumour_cd8_turnover * homed;
    const V reinvigoration = p.reinvigoration_rate * pd1_occupied.value;
    j[entry<tumour_cd8, exhausted_cd8>] = reinvigoration;
    j[entry<tumour_cd8, log_sensitive>] = primed_per_log_sld * share.sensitive;
    j[entry<tumour_cd8, log_resistant>] = primed_per_log_sld * share.resistant;
    const V reinvigorated_per_h = p.reinvigoration_rate * exhausted * pd1_occupied.per_h;
    time[tumour_cd8] = time[tumour_cd8] - exhausting * k.lost_per_h + reinvigorated_per_h;

    j[entry<exhausted_cd8, tumour_cd8>] = p.exhaustion_rate * k.lost;
    j[entry<exhausted_cd8, exhausted_cd8>] = -p.tumour_cd8_turnover - reinvigoration;
    j[entry<exhausted_cd8, tumour_signal>] = exhausting * k.lost_per_signal;
    j[entry<exhausted_cd8, adaptive_pdl1>] = exhausting * k.lost_per_pdl1;
    time[exhausted_cd8] = exhausting * k.lost_per_h - reinvigorated_per_h;

    const PoolDerivative<V> of_treg =
        pool_derivative(y[tumour_treg], p.tumour_treg_turnover, p.tumour_treg_expansion, treg_effect.value,
                        constant.per_treg_capacity);
    j[entry<tumour_treg, tumour_treg>] = of_treg.per_pool;
    j[entry<tumour_treg, treg>] = p.tumour_treg_turnover;
    j[entry<tumour_treg, treg_signal>] = of_treg.per_effect * treg_effect.slope;
    time[tumour_treg] = V(0);

    j[entry<memory, memory>] = -p.memory_formation * k.effect * constant.per_memory_capacity - p.memory_loss;
    j[entry<memory, tumour_signal>] =
        p.memory_formation * (V(1) - y[memory] * constant.per_memory_capacity) * k.effect_slope;
    time[memory] = V(0);

    const V adaptation = select(k.effective < p.pdl1_limit, p.pdl1_adaptation, V(0));
    j[entry<adaptive_pdl1, tumour_cd8>] = adaptation * k.per_functional;
    j[entry<adaptive_pdl1, tumour_signal>] = adaptation * k.per_lost * k.lost_per_signal;
    j[entry<adaptive_pdl1, adaptive_pdl1>] = adaptation * k.per_lost * k.lost_per_pdl1 - p.pdl1_adaptation;
    j[entry<adaptive_pdl1, tumour_treg>] = adaptation * k.per_treg;
    time[adaptive_pdl1] = adaptation * k.per_lost * k.lost_per_h;
}

/// Entries of the tumour states in `j`, their rates of change in `time`. Names as in tumour_slopes().
template <class V>
TWINARM_HD inline NetGrowth<V> tumour_jacobian(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                               const TumourMass<V>& alive, const PresentTumour<V>& tumour,
                                               const Saturation<V>& treg_effect,
                                               const Changing<V>& pd1_occupied, const State<V>& y,
                                               Jacobian<V>& j, State<V>& time) {
    const Killing<V> k = killing_derivatives(p, constant, pd1_occupied, y);
    const CloneShares<V> share = clone_shares(tumour);
    tumour_cell_jacobian(p, constant, tumour, share, treg_effect, pd1_occupied, k, y, j, time);
    return clone_jacobian(p, constant, alive, tumour, share, k, j, time);
}

TWINARM_END
