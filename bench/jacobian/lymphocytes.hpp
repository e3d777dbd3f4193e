// Derivatives of the twelve states of lymphocytes.hpp, one line an entry.
#pragma once

#include "bench/jacobian/pattern.hpp"
#include "bench/jacobian/receptor_occupancy.hpp"

TWINARM_BEGIN

/// d saturating(signal, half) / d signal, with the saturation itself.
template <class V>
struct Saturation {
    V value, slope;
};
template <class V>
TWINARM_HD inline Saturation<V> saturation(V signal, V half) {
    const V per_sum = V(1) / (signal + half);
    return {signal * per_sum, half * per_sum * per_sum};
}

/// Derivatives of pool_slope() with the pool and with its effect.
template <class V>
struct PoolDerivative {
    V per_pool, per_effect;
};
template <class V>
TWINARM_HD inline PoolDerivative<V> pool_derivative(V n, V turnover, V expansion, V effect, V per_capacity) {
    const V room = V(1) - n * per_capacity;
    const auto grows = room > V(0);
    return {expansion * effect * select(grows, room - n * per_capacity, V(0)) - turnover,
            expansion * n * select(grows, room, V(0))};
}

/// Entries of the blood states in `j` and their rates of change at rest of all states in `time`.
template <class V>
TWINARM_HD inline void lymphocyte_jacobian(const Lymphocytes<V>& p, const LymphocyteConstants<V>& constant,
                                           const OccupancyDerivatives<V>& occupied, const State<V>& y,
                                           Jacobian<V>& j, State<V>& time) {
    // Receptors that are left and still answer; the signal of Treg is spared a share of their loss.
    const V surface = y[surface_receptor], answer = V(1) - y[tachyphylaxis], answering = surface * answer;
    const V s_cd8 = answering * occupied.value.cd8;
    const V s_cd8_per_induction = answering * occupied.cd8_per_induction;
    const V s_cd8_per_h = answering * occupied.per_h.cd8;

    const auto cd8_leads = occupied.value.cd8 > occupied.value.nk;
    const V most = select(cd8_leads, occupied.value.cd8, occupied.value.nk);
    const V most_per_induction = select(cd8_leads, occupied.cd8_per_induction, V(0));
    const V most_per_h = select(cd8_leads, occupied.per_h.cd8, occupied.per_h.nk);
    const Saturation<V> margination = saturation(most, p.margination_half_occupancy);
    const V leaving = p.margination_rate * margination.slope * y[circulating];
    j[entry<circulating, circulating>] = -p.return_rate - p.margination_rate * margination.value;
    j[entry<circulating, cd25_induction>] = -leaving * most_per_induction;
    time[circulating] = -leaving * most_per_h;

    const V loss = V(2) * p.receptor_loss * most * surface;
    j[entry<surface_receptor, surface_receptor>] = -p.receptor_synthesis - p.receptor_loss * most * most;
    j[entry<surface_receptor, cd25_induction>] = -loss * most_per_induction;
    time[surface_receptor] = -loss * most_per_h;

    j[entry<tachyphylaxis, cd8_signal>] = p.tachyphylaxis_rate * answer;
    j[entry<tachyphylaxis, tachyphylaxis>] = -p.tachyphylaxis_rate * y[cd8_signal] - p.tachyphylaxis_recovery;
    time[tachyphylaxis] = V(0);

    const V inducible = p.cd25_induction_rate * (V(1) - y[cd25_induction]);
    j[entry<cd25_induction, surface_receptor>] = inducible * answer * occupied.value.cd8;
    j[entry<cd25_induction, tachyphylaxis>] = -inducible * surface * occupied.value.cd8;
    j[entry<cd25_induction, cd25_induction>] =
        inducible * s_cd8_per_induction - p.cd25_induction_rate * s_cd8 - p.cd25_loss_rate;
    time[cd25_induction] = inducible * s_cd8_per_h;

    const V rate = p.activation_rate, treg_rate = rate * constant.unspared_signal * occupied.value.treg;
    j[entry<cd8_signal, surface_receptor>] = rate * answer * occupied.value.cd8;
    j[entry<cd8_signal, tachyphylaxis>] = -rate * surface * occupied.value.cd8;
    j[entry<cd8_signal, cd25_induction>] = rate * s_cd8_per_induction;
    j[entry<treg_signal, surface_receptor>] = treg_rate * answer;
    j[entry<treg_signal, tachyphylaxis>] = -treg_rate * surface;
    j[entry<cd8_signal, cd8_signal>] = j[entry<treg_signal, treg_signal>] = -rate;
    j[entry<tumour_signal, tumour_signal>] = -rate;
    time[cd8_signal] = rate * s_cd8_per_h;
    time[treg_signal] = rate * (p.spared_signal + constant.unspared_signal * answering) * occupied.per_h.treg;
    time[tumour_signal] = rate * occupied.per_h.tumour_t;
    j[entry<chronic_signal, cd8_signal>] = p.chronic_signal_rate;
    j[entry<chronic_signal, chronic_signal>] = -p.chronic_signal_rate;
    time[chronic_signal] = V(0);

    const Saturation<V> effect = saturation(y[cd8_signal], p.effector_half_signal);
    const Saturation<V> treg_effect = saturation(y[treg_signal], p.treg_half_signal);
    const PoolDerivative<V> of_cd8 =
        pool_derivative(y[cd8], p.cd8_turnover, p.cd8_expansion, effect.value, constant.per_cd8_capacity);
    const PoolDerivative<V> of_nk =
        pool_derivative(y[nk], p.nk_turnover, p.nk_expansion, effect.value, constant.per_nk_capacity);
    const PoolDerivative<V> of_treg = pool_derivative(y[treg], p.treg_turnover, p.treg_expansion,
                                                      treg_effect.value, constant.per_treg_capacity);
    const PoolDerivative<V> of_other = pool_derivative(
        y[other_lymphocytes], p.other_turnover, p.other_expansion, effect.value, constant.per_other_capacity);
    j[entry<cd8, cd8>] = of_cd8.per_pool;
    j[entry<cd8, cd8_signal>] = of_cd8.per_effect * effect.slope;
    j[entry<nk, nk>] = of_nk.per_pool;
    j[entry<nk, cd8_signal>] = of_nk.per_effect * effect.slope;
    j[entry<treg, treg>] = of_treg.per_pool;
    j[entry<treg, treg_signal>] = of_treg.per_effect * treg_effect.slope;
    j[entry<other_lymphocytes, other_lymphocytes>] = of_other.per_pool;
    j[entry<other_lymphocytes, cd8_signal>] = of_other.per_effect * effect.slope;
    time[cd8] = time[nk] = time[treg] = time[other_lymphocytes] = V(0);
}

TWINARM_END
