// Derivatives of the eleven blood states (lymphocytes.hpp), one line an entry.
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
                                           const OccupancyDerivatives<V>& occupied,
                                           const Saturation<V>& treg_effect, const State<V>& y,
                                           Jacobian<V>& j, State<V>& time) {
    // Signals: s_cd8 and s_nk go with the surface receptors, those of Treg and tumour T cells are spared a
    // share.
    const V surface = y[surface_receptor], spared = p.spared_signal + constant.unspared_signal * surface;
    const V s_cd8 = surface * occupied.value.cd8, s_nk = surface * occupied.value.nk;
    const V s_cd8_per_induction = surface * occupied.cd8_per_induction;
    const V s_cd8_per_h = surface * occupied.per_h.cd8, s_nk_per_h = surface * occupied.per_h.nk;

    const auto cd8_signal_leads = s_cd8 > s_nk;
    const V strongest = select(cd8_signal_leads, s_cd8, s_nk);
    const V strongest_per_surface = select(cd8_signal_leads, occupied.value.cd8, occupied.value.nk);
    const Saturation<V> margination = saturation(strongest, p.margination_half_signal);
    const V leaving = p.margination_rate * margination.slope * y[circulating];
    j[entry<circulating, circulating>] = -p.return_rate - p.margination_rate * margination.value;
    j[entry<circulating, surface_receptor>] = -leaving * strongest_per_surface;
    j[entry<circulating, cd25_induction>] = -leaving * select(cd8_signal_leads, s_cd8_per_induction, V(0));
    time[circulating] = -leaving * select(cd8_signal_leads, s_cd8_per_h, s_nk_per_h);

    const auto cd8_leads = occupied.value.cd8 > occupied.value.nk;
    const V most = select(cd8_leads, occupied.value.cd8, occupied.value.nk);
    const V loss = V(2) * p.receptor_loss * most * surface;
    j[entry<surface_receptor, surface_receptor>] = -p.receptor_synthesis - p.receptor_loss * most * most;
    j[entry<surface_receptor, cd25_induction>] = -loss * select(cd8_leads, occupied.cd8_per_induction, V(0));
    time[surface_receptor] = -loss * select(cd8_leads, occupied.per_h.cd8, occupied.per_h.nk);

    const V inducible = p.cd25_induction_rate * (V(1) - y[cd25_induction]);
    j[entry<cd25_induction, surface_receptor>] = inducible * occupied.value.cd8;
    j[entry<cd25_induction, cd25_induction>] =
        inducible * s_cd8_per_induction - p.cd25_induction_rate * s_cd8 - p.cd25_loss_rate;
    time[cd25_induction] = inducible * s_cd8_per_h;

    const V rate = p.activation_rate;
    j[entry<cd8_signal, surface_receptor>] = rate * occupied.value.cd8;
    j[entry<cd8_signal, cd25_induction>] = rate * s_cd8_per_induction;
    j[entry<nk_signal, surface_receptor>] = rate * occupied.value.nk;
    j[entry<treg_signal, surface_receptor>] = rate * constant.unspared_signal * occupied.value.treg;
    j[entry<tumour_signal, surface_receptor>] = rate * constant.unspared_signal * occupied.value.tumour_t;
    j[entry<cd8_signal, cd8_signal>] = j[entry<nk_signal, nk_signal>] = -rate;
    j[entry<treg_signal, treg_signal>] = j[entry<tumour_signal, tumour_signal>] = -rate;
    time[cd8_signal] = rate * s_cd8_per_h;
    time[nk_signal] = rate * s_nk_per_h;
    time[treg_signal] = rate * spared * occupied.per_h.treg;
    time[tumour_signal] = rate * spared * occupied.per_h.tumour_t;

    const Saturation<V> cd8_effect = saturation(y[cd8_signal], p.effector_half_signal);
    const Saturation<V> nk_effect = saturation(y[nk_signal], p.effector_half_signal);
    const PoolDerivative<V> of_cd8 =
        pool_derivative(y[cd8], p.cd8_turnover, p.cd8_expansion, cd8_effect.value, constant.per_cd8_capacity);
    const PoolDerivative<V> of_nk =
        pool_derivative(y[nk], p.nk_turnover, p.nk_expansion, nk_effect.value, constant.per_nk_capacity);
    const PoolDerivative<V> of_treg = pool_derivative(y[treg], p.treg_turnover, p.treg_expansion,
                                                      treg_effect.value, constant.per_treg_capacity);
    const PoolDerivative<V> of_other =
        pool_derivative(y[other_lymphocytes], p.other_turnover, p.other_expansion, cd8_effect.value,
                        constant.per_other_capacity);
    j[entry<cd8, cd8>] = of_cd8.per_pool;
    j[entry<cd8, cd8_signal>] = of_cd8.per_effect * cd8_effect.slope;
    j[entry<nk, nk>] = of_nk.per_pool;
    j[entry<nk, nk_signal>] = of_nk.per_effect * nk_effect.slope;
    j[entry<treg, treg>] = of_treg.per_pool;
    j[entry<treg, treg_signal>] = of_treg.per_effect * treg_effect.slope;
    j[entry<other_lymphocytes, other_lymphocytes>] = of_other.per_pool;
    j[entry<other_lymphocytes, cd8_signal>] = of_other.per_effect * cd8_effect.slope;
    time[cd8] = time[nk] = time[treg] = time[other_lymphocytes] = V(0);
}

TWINARM_END
