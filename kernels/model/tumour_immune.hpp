// Tumour and its T cells: expansion, exhaustion, PD-1 blockade, memory, sensitive and resistant mass.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"
#include "kernels/core/units.hpp"
#include "kernels/model/lymphocytes.hpp"
#include "kernels/model/state.hpp"

// clang-format off
#define TWINARM_TUMOUR_IMMUNE(entry)                                                                            \
    entry(baseline_sld, "mm", 150, "sum of longest diameters before treatment, y_0")                            \
    entry(growth_rate, "1/d", 151, "growth rate of SLD before treatment, g_0")                                  \
    entry(growth_limit, "mm", 152, "SLD at which growth ends (Gompertz-like)")                                  \
    entry(killing, "1/h", 153, "killing by the T cells of baseline, kap")                                       \
    entry(killing_limit, "1/h", 154, "largest killing rate, k_max")                                             \
    entry(resistant_fraction, "1", 155, "share of resistant mass at baseline, phi_r")                           \
    entry(resistant_sensitivity, "1", 156, "killing of the resistant over that of the sensitive mass, rho")     \
    entry(exhaustion, "1", 157, "share of T cell function lost to PD-1 at baseline, H_0")                       \
    entry(pd1_effect, "1", 158, "share of that loss which full PD-1 blockade lifts, eps_pd1")                   \
    entry(signal_effect, "1", 159, "share of that loss which full IL-2 signal lifts, om")                       \
    entry(exhaustion_rate, "1/h", 160, "exhaustion, k_x")                                                       \
    entry(reinvigoration_rate, "1/h", 161, "return of exhausted cells under PD-1 blockade, k_r")                \
    entry(tumour_cd8_turnover, "1/h", 162, "turnover of tumour CD8, d_E")                                       \
    entry(tumour_cd8_expansion, "1/h", 163, "expansion of tumour CD8 at full signal, p_E")                      \
    entry(tumour_cd8_capacity, "1", 164, "tumour CD8 at which expansion ends")                                  \
    entry(tumour_half_signal, "1", 165, "signal of half-maximal effect on tumour T cells, s_T")                 \
    entry(tumour_signal_shape, "1", 166, "Hill exponent of that effect, n_H")                                   \
    entry(homing, "1", 167, "share of blood CD8 expansion that reaches the tumour, by")                         \
    entry(lymphokine_killing, "1", 168, "killing by activated blood CD8 (lymphokine-activated), lak")           \
    entry(priming, "1/h", 169, "antigen-driven priming, k_pr")                                                  \
    entry(priming_half_killing, "1/h", 170, "killing rate of half-maximal antigen release, K50")                \
    entry(memory_formation, "1/h", 171, "formation of memory at full signal, k_mem")                            \
    entry(memory_loss, "1/h", 172, "loss of memory, k_md")                                                      \
    entry(memory_capacity, "1", 173, "memory at which formation ends")                                          \
    entry(tumour_treg_turnover, "1/h", 174, "exchange of tumour and blood Treg, d_G")                           \
    entry(tumour_treg_expansion, "1/h", 175, "expansion of tumour Treg at full signal, p_G")                    \
    entry(tumour_treg_capacity, "1", 176, "tumour Treg at which expansion ends")                                \
    entry(treg_suppression, "1", 177, "suppression of killing by tumour Treg, z")                               \
    entry(pdl1_adaptation, "1/h", 178, "adaptation of PD-L1 to interferon-gamma, k_I")                          \
    entry(presentation_half_sld, "mm", 179, "SLD at which half of the released antigen is presented")           \
    entry(priming_half_cd8, "1", 180, "tumour CD8 that halve priming")                                          \
    entry(lymphokine_reference_signal, "1", 181, "CD8 signal at which lymphokine_killing is stated")            \
    entry(pdl1_half_effect, "1", 182, "PD-L1 that takes half of the function which it can take")                \
    entry(pdl1_limit, "1", 183, "killing over that of baseline beyond which PD-L1 rises no further")            \
    entry(largest_growth, "1", 184, "growth of a small tumour over that of day 0, at most")
// clang-format on

TWINARM_BEGIN

template <class V>
struct TumourImmune {
    TWINARM_TUMOUR_IMMUNE(TWINARM_FIELD)
};

/// A clone below this at the end of a leg is gone for good: it is smaller than a cell.
inline constexpr double eradicated_below_mm = 1e-3;
/// Share of function that exhaustion may take at most: without a cap 1 / (1 - lost) has a pole.
inline constexpr double largest_function_loss = 0.97;
/// The least signal of which a logarithm is taken; its effect, (1e-12 / s_T)^4, is 0 to every digit.
inline constexpr double least_signal = 1e-12;

/// A clone's mass [mm], 0 once eradicated.
template <class V>
struct TumourMass {
    V sensitive, resistant;
};

template <class V>
TWINARM_HD TWINARM_INLINED TumourMass<V> tumour_mass(const State<V>& y, const TumourMass<V>& alive) {
    return {alive.sensitive * exponential_clamped(y[log_sensitive]),
            alive.resistant * exponential_clamped(y[log_resistant])};
}

/// kill / (1 + kill / limit), with one division
template <class V>
TWINARM_HD inline V limited_killing(V unlimited, V limit) {
    return unlimited * limit / (limit + unlimited);
}

/// Constants of a course.
template <class V>
struct TumourConstants {
    V lost_at_baseline;     ///< function lost to PD-1 at baseline, capped
    V kill_at_baseline;     ///< k_0 [1/h]
    V antigen_at_baseline;  ///< ag_0
    V effectiveness;        ///< (1 + z) / (1 - lost at baseline)
    V antigen_weight;       ///< (y_0 + y_p) / y_0, y_p the presentation_half_sld
    V activated_weight;     ///< lak / (its reference signal)^2
    V pdl1_span;            ///< 1 + h, h the pdl1_half_effect
    V log_half_signal, log_limit;
    V per_log_room;  ///< 1 / ln(limit / y_0)
    V growth_per_h;  ///< g_0 [1/h]
    V per_cd8_capacity, per_treg_capacity, per_memory_capacity, per_priming_half_cd8;
};

template <class V>
TWINARM_HD inline TumourConstants<V> tumour_constants(const TumourImmune<V>& p) {
    TumourConstants<V> c;
    c.lost_at_baseline = minimum(p.exhaustion, V(largest_function_loss));
    c.kill_at_baseline = limited_killing(p.killing, p.killing_limit);
    c.antigen_at_baseline = saturating(c.kill_at_baseline, p.priming_half_killing);
    c.effectiveness = (V(1) + p.treg_suppression) / (V(1) - c.lost_at_baseline);
    c.antigen_weight = (p.baseline_sld + p.presentation_half_sld) / p.baseline_sld;
    c.activated_weight =
        p.lymphokine_killing / (p.lymphokine_reference_signal * p.lymphokine_reference_signal);
    c.pdl1_span = V(1) + p.pdl1_half_effect;
    c.log_half_signal = logarithm(p.tumour_half_signal);
    c.log_limit = logarithm(p.growth_limit);
    c.per_log_room = V(1) / logarithm(p.growth_limit / p.baseline_sld);
    c.growth_per_h = p.growth_rate / V(hours_per_day);
    c.per_cd8_capacity = V(1) / p.tumour_cd8_capacity;
    c.per_treg_capacity = V(1) / p.tumour_treg_capacity;
    c.per_memory_capacity = V(1) / p.memory_capacity;
    c.per_priming_half_cd8 = V(1) / p.priming_half_cd8;
    return c;
}

/// Present tumour: mass of the clones, SLD [mm] never below what counts as eradicated, and its logarithm.
template <class V>
struct PresentTumour {
    TumourMass<V> mass;
    V sld, log_sld;
};

template <class V>
TWINARM_HD TWINARM_INLINED PresentTumour<V> present_tumour(const State<V>& y, const TumourMass<V>& alive) {
    const TumourMass<V> mass = tumour_mass(y, alive);
    const V sld = maximum(mass.sensitive + mass.resistant, V(eradicated_below_mm));
    return {mass, sld, logarithm_inside(sld)};
}

/// Slopes of the seven tumour states. `alive` is 1 for a clone and 0 once it is eradicated; `treg_effect` is
/// the share of maximal Treg expansion, `pd1_occupied` the occupied fraction of PD-1. d ln(y_s)/dt = g_0 lg +
/// k_0 - kill and d ln(y_r)/dt = g_0 lg + rho (k_0 - kill): without treatment kill = k_0, so both clones of
/// every patient grow at g_0 on day 0. Source: kernels/README.md, "The tumour and its T cells". Returns
/// d ln(SLD)/dt [1/h].
template <class V>
TWINARM_HD TWINARM_INLINED V tumour_slopes(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                           const TumourMass<V>& alive, const PresentTumour<V>& tumour,
                                           V treg_effect, V pd1_occupied, const State<V>& y,
                                           State<V>& slope) {
    const V functional = y[tumour_cd8], exhausted = y[exhausted_cd8];
    // Terms that do not need the signal's logarithm come before it: the chain of operations below is the
    // longest of all slopes, and a division in it costs double.
    const V effectiveness =
        functional * constant.effectiveness / (V(1) + p.treg_suppression * y[tumour_treg]);
    const V activated = constant.activated_weight * (y[cd8_signal] * y[cd8_signal] * y[cd8]);
    const V burden = tumour.sld * constant.antigen_weight / (tumour.sld + p.presentation_half_sld);
    const V priming = p.priming / (V(1) + constant.per_priming_half_cd8 * functional);

    // Effect of the delayed IL-2 signal a on tumour T cells, (a/s)^n / (1 + (a/s)^n), and what function is
    // lost to PD-1.
    const V steep = p.tumour_signal_shape *
                    (logarithm_inside(maximum(y[tumour_signal], V(least_signal))) - constant.log_half_signal);
    const V effect = logistic(steep);
    const V driven = minimum(constant.pdl1_span * constant.lost_at_baseline * y[adaptive_pdl1] /
                                 (p.pdl1_half_effect + y[adaptive_pdl1]),
                             V(largest_function_loss));
    const V lost = driven * (V(1) - p.pd1_effect * pd1_occupied) * (V(1) - p.signal_effect * effect);

    // Killing; a T cell of baseline has effectiveness 1.
    const V effective = effectiveness * (V(1) - lost);
    const V unlimited = p.killing * (effective + activated);
    const V kill = limited_killing(unlimited, p.killing_limit);

    // Antigen that dying tumour releases, kill / (kill + K50) weighted by the mass that is left; no surplus
    // at baseline by construction.
    const V product = unlimited * p.killing_limit;
    const V antigen = burden * (product / (product + p.priming_half_killing * (p.killing_limit + unlimited)));
    const V surplus = antigen - constant.antigen_at_baseline;
    const V primed = surplus * select(surplus < V(0), minimum(functional, V(1)), V(1));

    const V reinvigorated = p.reinvigoration_rate * pd1_occupied * exhausted;
    slope[tumour_cd8] =
        p.tumour_cd8_turnover * ((V(1) + p.homing * (y[cd8] - V(1))) * (V(1) + y[memory]) - functional) +
        p.tumour_cd8_expansion * effect * functional *
            maximum(V(1) - functional * constant.per_cd8_capacity, V(0)) -
        p.exhaustion_rate * (lost * functional - constant.lost_at_baseline) + reinvigorated +
        priming * primed;
    slope[exhausted_cd8] =
        p.exhaustion_rate * lost * functional - p.tumour_cd8_turnover * exhausted - reinvigorated;
    slope[tumour_treg] = p.tumour_treg_turnover * (y[treg] - y[tumour_treg]) +
                         p.tumour_treg_expansion * treg_effect * y[tumour_treg] *
                             maximum(V(1) - y[tumour_treg] * constant.per_treg_capacity, V(0));
    slope[memory] = p.memory_formation * effect * (V(1) - y[memory] * constant.per_memory_capacity) -
                    p.memory_loss * y[memory];
    slope[adaptive_pdl1] = p.pdl1_adaptation * (minimum(effective, p.pdl1_limit) - y[adaptive_pdl1]);

    // Growth slows towards the limit, lg = ln(limit / y) / ln(limit / y_0), between 0 and
    // largest_growth.
    const V room = (constant.log_limit - tumour.log_sld) * constant.per_log_room;
    const V growth = constant.growth_per_h * minimum(maximum(room, V(0)), p.largest_growth);
    const V relief = constant.kill_at_baseline - kill;
    slope[log_sensitive] = alive.sensitive * (growth + relief);
    slope[log_resistant] = alive.resistant * (growth + p.resistant_sensitivity * relief);
    return (tumour.mass.sensitive * slope[log_sensitive] + tumour.mass.resistant * slope[log_resistant]) /
           tumour.sld;
}

TWINARM_END
