// Blood lymphocytes under IL-2: margination and rebound, receptor loss, CD25 induction, expansion.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"
#include "kernels/model/state.hpp"

// clang-format off
#define TWINARM_LYMPHOCYTES(entry)                                                                         \
    entry(return_rate, "1/h", 110, "return of marginated lymphocytes, k_ret")                              \
    entry(margination_rate, "1/h", 111, "margination at full occupancy, k_mar")                            \
    entry(margination_half_occupancy, "1", 112, "occupancy of half-maximal margination, o_m")              \
    entry(receptor_synthesis, "1/h", 113, "renewal of surface beta-gamma receptors, k_syn")                \
    entry(receptor_loss, "1/h", 114, "loss of surface receptors at full occupancy, k_down")                \
    entry(cd25_induction_rate, "1/h", 115, "induction of CD25 at full signal, k_q")                        \
    entry(cd25_loss_rate, "1/h", 116, "loss of induced CD25, k_qo")                                        \
    entry(activation_rate, "1/h", 117, "transit of the activation signal, k_a")                            \
    entry(effector_half_signal, "1", 118, "signal of half-maximal CD8 and NK expansion, s_E")              \
    entry(treg_half_signal, "1", 119, "signal of half-maximal Treg expansion, s_R")                        \
    entry(cd8_expansion, "1/h", 120, "maximal CD8 expansion, p_C")                                         \
    entry(nk_expansion, "1/h", 121, "maximal NK expansion, p_N")                                           \
    entry(treg_expansion, "1/h", 122, "maximal Treg expansion, p_R")                                       \
    entry(other_expansion, "1/h", 123, "maximal expansion of other lymphocytes, p_O")                      \
    entry(cd8_turnover, "1/h", 124, "CD8 turnover, d_C")                                                   \
    entry(nk_turnover, "1/h", 125, "NK turnover, d_N")                                                     \
    entry(treg_turnover, "1/h", 126, "Treg turnover, d_R")                                                 \
    entry(other_turnover, "1/h", 127, "turnover of other lymphocytes, d_O")                                \
    entry(cd8_capacity, "1", 128, "CD8 at which expansion ends, K_C")                                      \
    entry(nk_capacity, "1", 129, "NK at which expansion ends, K_N")                                        \
    entry(treg_capacity, "1", 130, "Treg at which expansion ends, K_R")                                    \
    entry(other_capacity, "1", 131, "other lymphocytes at which expansion ends, K_O")                      \
    entry(cd8_count, "1e9/L", 132, "baseline blood CD8 T cells")                                           \
    entry(nk_count, "1e9/L", 133, "baseline blood NK cells")                                               \
    entry(treg_count, "1e9/L", 134, "baseline blood regulatory T cells")                                   \
    entry(other_count, "1e9/L", 135, "baseline other blood lymphocytes")                                   \
    entry(spared_signal, "1", 136, "share of the signal of Treg that receptor loss spares")                \
    entry(tachyphylaxis_rate, "1/h", 137, "receptors that cease to answer, at full CD8 signal, r_U")       \
    entry(tachyphylaxis_recovery, "1/h", 138, "return of their answer, k_U")                               \
    entry(chronic_signal_rate, "1/h", 139, "rate at which the long average follows the CD8 signal, k_u")
// clang-format on

TWINARM_BEGIN

template <class V>
struct Lymphocytes {
    TWINARM_LYMPHOCYTES(TWINARM_FIELD)
};

/// Occupied fraction of the receptors of each cell type.
template <class V>
struct Occupancy {
    V cd8, nk, treg, tumour_t, endothelium;
};

/// Constants of a course.
template <class V>
struct LymphocyteConstants {
    V per_cd8_capacity, per_nk_capacity, per_treg_capacity, per_other_capacity, per_count;
    V unspared_signal;  ///< share of the signal of Treg that goes with the receptors
};

template <class V>
TWINARM_HD inline LymphocyteConstants<V> lymphocyte_constants(const Lymphocytes<V>& p) {
    return {V(1) / p.cd8_capacity,
            V(1) / p.nk_capacity,
            V(1) / p.treg_capacity,
            V(1) / p.other_capacity,
            V(1) / (p.cd8_count + p.nk_count + p.treg_count + p.other_count),
            V(1) - p.spared_signal};
}

/// Signal at a blood cell: occupancy times the receptors that are left and still answer. Regulatory T cells
/// recycle the alpha chain: a share of their signal is spared from the loss.
template <class V>
struct Signals {
    V cd8, treg;
};

template <class V>
TWINARM_HD inline Signals<V> signals(const Lymphocytes<V>& p, const LymphocyteConstants<V>& constant,
                                     const Occupancy<V>& occupied, const State<V>& y) {
    const V answering = y[surface_receptor] * (V(1) - y[tachyphylaxis]);
    return {answering * occupied.cd8,
            (p.spared_signal + constant.unspared_signal * answering) * occupied.treg};
}

/// Share of the maximal response at `signal`: signal / (signal + half).
template <class V>
TWINARM_HD inline V saturating(V signal, V half) {
    return signal / (signal + half);
}

/// n' = turnover (1 - n) + expansion * effect * n (1 - n / capacity)+
template <class V>
TWINARM_HD inline V pool_slope(V n, V turnover, V expansion, V effect, V per_capacity) {
    return turnover * (V(1) - n) + expansion * effect * n * maximum(V(1) - n * per_capacity, V(0));
}

/// Slopes of the twelve states of blood and of the signal in the tumour. Cells leave the circulation while
/// the drug is bound, not while receptors last; tumour T cells see too little of it to lose theirs.
/// Source: kernels/README.md, "Blood lymphocytes".
template <class V>
TWINARM_HD TWINARM_INLINED void lymphocyte_slopes(const Lymphocytes<V>& p,
                                                  const LymphocyteConstants<V>& constant,
                                                  const Occupancy<V>& occupied, const State<V>& y,
                                                  State<V>& slope) {
    const Signals<V> s = signals(p, constant, occupied, y);
    const V occupied_most = maximum(occupied.cd8, occupied.nk);
    slope[circulating] =
        p.return_rate * (V(1) - y[circulating]) -
        p.margination_rate * saturating(occupied_most, p.margination_half_occupancy) * y[circulating];
    slope[surface_receptor] = p.receptor_synthesis * (V(1) - y[surface_receptor]) -
                              p.receptor_loss * occupied_most * occupied_most * y[surface_receptor];
    slope[tachyphylaxis] = p.tachyphylaxis_rate * y[cd8_signal] * (V(1) - y[tachyphylaxis]) -
                           p.tachyphylaxis_recovery * y[tachyphylaxis];
    slope[cd25_induction] =
        p.cd25_induction_rate * s.cd8 * (V(1) - y[cd25_induction]) - p.cd25_loss_rate * y[cd25_induction];

    slope[cd8_signal] = p.activation_rate * (s.cd8 - y[cd8_signal]);
    slope[treg_signal] = p.activation_rate * (s.treg - y[treg_signal]);
    slope[tumour_signal] = p.activation_rate * (occupied.tumour_t - y[tumour_signal]);
    slope[chronic_signal] = p.chronic_signal_rate * (y[cd8_signal] - y[chronic_signal]);

    const V effect = saturating(y[cd8_signal], p.effector_half_signal);
    const V treg_effect = saturating(y[treg_signal], p.treg_half_signal);
    slope[cd8] = pool_slope(y[cd8], p.cd8_turnover, p.cd8_expansion, effect, constant.per_cd8_capacity);
    slope[nk] = pool_slope(y[nk], p.nk_turnover, p.nk_expansion, effect, constant.per_nk_capacity);
    slope[treg] =
        pool_slope(y[treg], p.treg_turnover, p.treg_expansion, treg_effect, constant.per_treg_capacity);
    slope[other_lymphocytes] = pool_slope(y[other_lymphocytes], p.other_turnover, p.other_expansion, effect,
                                          constant.per_other_capacity);
}

/// Blood lymphocytes over their baseline: circulating fraction times the pools weighted by their baseline
/// counts. `at(i)` is state i.
template <class V, class At>
TWINARM_HD inline V lymphocyte_fold(const Lymphocytes<V>& p, const LymphocyteConstants<V>& constant,
                                    const At& at) {
    return at(circulating) * constant.per_count *
           (p.cd8_count * at(cd8) + p.nk_count * at(nk) + p.treg_count * at(treg) +
            p.other_count * at(other_lymphocytes));
}

TWINARM_END
