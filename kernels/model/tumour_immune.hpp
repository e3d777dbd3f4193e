// Tumour and its T cells: antigen, memory, exhaustion, PD-1 blockade, sensitive and resistant mass.
#pragma once

#include "kernels/core/exp_log.hpp"
#include "kernels/core/parameter.hpp"
#include "kernels/core/units.hpp"
#include "kernels/model/lymphocytes.hpp"
#include "kernels/model/state.hpp"

// clang-format off
#define TWINARM_TUMOUR_IMMUNE(entry)                                                                            \
    entry(baseline_sld, "mm", 150, "sum of longest diameters before treatment, y_0")                            \
    entry(growth_rate, "1/d", 151, "growth rate of SLD before treatment where T cells do not shrink it, g_0")   \
    entry(growth_limit, "mm", 152, "SLD at which growth ends (Gompertz-like)")                                  \
    entry(killing, "1/h", 153, "killing by the T cells of baseline, kap")                                       \
    entry(killing_limit, "1/h", 154, "largest killing rate, k_max")                                             \
    entry(unmatched_killing, "1", 247, "share of baseline killing that growth does not make up for, om")        \
    entry(resistant_fraction, "1", 155, "share of resistant mass at baseline, phi_r")                           \
    entry(resistant_sensitivity, "1", 156, "killing of the resistant over that of the sensitive mass, rho")     \
    entry(spreading_half_memory, "1", 241, "memory that takes half of the resistance away, M_b")                \
    entry(exhaustion, "1", 157, "share of T cell function lost to PD-1 at baseline, H_0")                       \
    entry(pd1_effect, "1", 158, "share of that loss which full PD-1 blockade lifts, eps_pd1")                   \
    entry(exhaustion_relief, "1", 240, "how strongly memory lowers that loss, chi")                             \
    entry(tumour_cd8_turnover, "1/h", 162, "turnover of tumour CD8 that kill, d_E")                             \
    entry(bystander_turnover, "1/h", 242, "turnover of bystander CD8, d_B")                                     \
    entry(bystander_homing, "1", 243, "bystanders per baseline of CD8 that blood gains, h_B")                   \
    entry(crowding, "1", 248, "function lost to bystanders, w_B; below 0: gained")                              \
    entry(chronic_exhaustion, "1", 250, "function lost to sustained signal, x_u; below 0: gained")              \
    entry(tumour_half_signal, "1", 165, "signal of half-maximal effect on tumour T cells, s_T")                 \
    entry(priming, "1/h", 169, "antigen-driven priming, k_pr")                                                  \
    entry(priming_half_killing, "1/h", 170, "killing rate of half-maximal antigen release, K50")                \
    entry(memory_rate, "1/h", 185, "rise of memory towards its level, k_up")                                    \
    entry(memory_gap, "1", 189, "distance from its level at which that rise is half as fast")                   \
    entry(memory_of_signal, "1", 186, "level of memory at full IL-2 signal, m")                                 \
    entry(memory_of_priming, "1", 187, "level that antigen under full PD-1 blockade adds, m_p")                 \
    entry(memory_half_surplus, "1", 188, "surplus of antigen at which half of that is added")                   \
    entry(memory_loss, "1/h", 172, "loss of memory, k_md")                                                      \
    entry(tumour_treg_turnover, "1/h", 174, "turnover of tumour Treg, d_G")                                     \
    entry(treg_of_signal, "1", 244, "tumour Treg that full signal adds, e_G")                                   \
    entry(tumour_treg_half_signal, "1", 245, "signal at which half of them are added, s_G")                     \
    entry(treg_displacement, "1", 246, "loss of tumour Treg to bystanders, c_G")                                \
    entry(treg_of_blood, "1", 251, "tumour Treg that each further baseline of blood Treg adds, t")              \
    entry(treg_suppression, "1", 177, "suppression of killing by tumour Treg, z")                               \
    entry(pdl1_adaptation, "1/h", 178, "adaptation of PD-L1 to interferon-gamma, k_I")                          \
    entry(presentation_half_sld, "mm", 179, "SLD at which half of the released antigen is presented")           \
    entry(priming_half_cd8, "1", 180, "tumour CD8 that halve priming")                                          \
    entry(pdl1_half_effect, "1", 182, "PD-L1 that takes half of the function which it can take")                \
    entry(pdl1_limit, "1", 183, "killing over that of baseline beyond which PD-L1 rises no further")            \
    entry(largest_growth, "1", 184, "growth of a small tumour over that of day 0, at most")                     \
    entry(non_target_clearance, "1", 252, "probability that other lesions vanish where the targets do, nu")
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
/// Share of baseline killing that may be left unmatched by growth, at most.
inline constexpr double largest_unmatched_killing = 0.9;

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
    V matched_killing;      ///< (1 - om) k_0 [1/h]: what growth makes up for
    V antigen_at_baseline;  ///< ag_0
    V effectiveness;        ///< (1 + z) / (1 - lost at baseline)
    V antigen_weight;       ///< (y_0 + y_p) / y_0, y_p the presentation_half_sld
    V pdl1_span;            ///< 1 + h, h the pdl1_half_effect
    V log_limit;
    V per_log_room;  ///< 1 / ln(limit / y_0)
    V growth_per_h;  ///< g_0 [1/h]
    V per_half_signal, per_treg_half_signal, per_priming_half_cd8;
};

template <class V>
TWINARM_HD inline TumourConstants<V> tumour_constants(const TumourImmune<V>& p) {
    TumourConstants<V> c;
    c.lost_at_baseline = minimum(p.exhaustion, V(largest_function_loss));
    const V kill_at_baseline = limited_killing(p.killing, p.killing_limit);
    c.matched_killing =
        (V(1) - minimum(p.unmatched_killing, V(largest_unmatched_killing))) * kill_at_baseline;
    c.antigen_at_baseline = saturating(kill_at_baseline, p.priming_half_killing);
    c.effectiveness = (V(1) + p.treg_suppression) / (V(1) - c.lost_at_baseline);
    c.antigen_weight = (p.baseline_sld + p.presentation_half_sld) / p.baseline_sld;
    c.pdl1_span = V(1) + p.pdl1_half_effect;
    c.log_limit = logarithm(p.growth_limit);
    c.per_log_room = V(1) / logarithm(p.growth_limit / p.baseline_sld);
    c.growth_per_h = p.growth_rate / V(hours_per_day);
    c.per_half_signal = V(1) / p.tumour_half_signal;
    c.per_treg_half_signal = V(1) / p.tumour_treg_half_signal;
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

/// Slopes of the seven tumour states. `alive` is 1 for a clone and 0 once it is eradicated; `pd1_occupied` is
/// the occupied fraction of PD-1. d ln(y_s)/dt = g_0 lg + (1 - om) k_0 - kill: without treatment kill = k_0,
/// so every sensitive clone grows at g_0 - om k_0 on day 0. Source: kernels/README.md, "The tumour and its T
/// cells". Returns d ln(SLD)/dt [1/h].
template <class V>
TWINARM_HD TWINARM_INLINED V tumour_slopes(const TumourImmune<V>& p, const TumourConstants<V>& constant,
                                           const TumourMass<V>& alive, const PresentTumour<V>& tumour,
                                           V pd1_occupied, const State<V>& y, State<V>& slope) {
    const V killers = y[tumour_cd8], bystanders = y[bystander_cd8];
    // Function: what PD-1 takes, less under blockade and with memory; what bystanders and sustained signal
    // take, e^-x to its second order, which has no pole.
    const V driven = minimum(constant.pdl1_span * constant.lost_at_baseline * y[adaptive_pdl1] /
                                 (p.pdl1_half_effect + y[adaptive_pdl1]),
                             V(largest_function_loss));
    const V lost = driven * (V(1) - p.pd1_effect * pd1_occupied) / (V(1) + p.exhaustion_relief * y[memory]);
    const V hindered = p.crowding * bystanders + p.chronic_exhaustion * y[chronic_signal];
    const V effective =
        killers * constant.effectiveness * (V(1) - lost) /
        ((V(1) + p.treg_suppression * y[tumour_treg]) * (V(1) + hindered + V(0.5) * hindered * hindered));

    // Killing; a T cell of baseline has effectiveness 1. Antigen that dying tumour releases, kill / (kill +
    // K50) weighted by the mass that is left; no surplus at baseline by construction.
    const V unlimited = p.killing * effective;
    const V kill = limited_killing(unlimited, p.killing_limit);
    const V burden = tumour.sld * constant.antigen_weight / (tumour.sld + p.presentation_half_sld);
    const V product = unlimited * p.killing_limit;
    const V antigen = burden * (product / (product + p.priming_half_killing * (p.killing_limit + unlimited)));
    const V surplus = antigen - constant.antigen_at_baseline;
    const V primed = surplus * select(surplus < V(0), minimum(killers, V(1)), V(1));

    slope[tumour_cd8] = p.tumour_cd8_turnover * (V(1) + y[memory] - killers) +
                        p.priming * primed / (V(1) + constant.per_priming_half_cd8 * killers);
    slope[bystander_cd8] = p.bystander_turnover * (p.bystander_homing * (y[cd8] - V(1)) - bystanders);

    // Tumour Treg rise with the delayed signal, (a / s_G)^4 / (1 + (a / s_G)^4), and with those of blood.
    const V relative = y[tumour_signal] * constant.per_treg_half_signal, square = relative * relative;
    const V fourth = square * square, beside = V(1) + p.treg_of_blood * (y[treg] - V(1));
    slope[tumour_treg] =
        p.tumour_treg_turnover * ((beside * (V(1) + fourth) + p.treg_of_signal * fourth) /
                                      ((V(1) + fourth) * (V(1) + p.treg_displacement * bystanders)) -
                                  y[tumour_treg]);
    slope[adaptive_pdl1] = p.pdl1_adaptation * (minimum(effective, p.pdl1_limit) - y[adaptive_pdl1]);

    // Memory rises to a level that the strength of signal and antigen sets, not their duration:
    // m (a / s_T)^3 / (1 + (a / s_T)^3) + m_p RO_pd1 q / (q + half surplus).
    const V strength = y[tumour_signal] * constant.per_half_signal, third = strength * strength * strength;
    const V gained = maximum(surplus, V(0)), saturation = gained + p.memory_half_surplus;
    const V level = (p.memory_of_signal * third * saturation +
                     p.memory_of_priming * pd1_occupied * gained * (V(1) + third)) /
                    ((V(1) + third) * saturation);
    const V gap = maximum(level - y[memory], V(0));
    slope[memory] = p.memory_rate * gap * saturating(gap, p.memory_gap) - p.memory_loss * y[memory];

    // Growth slows towards the limit, lg = ln(limit / y) / ln(limit / y_0), between 0 and largest_growth.
    // Memory spreads to antigens of the resistant clone.
    const V room = (constant.log_limit - tumour.log_sld) * constant.per_log_room;
    const V growth = constant.growth_per_h * minimum(maximum(room, V(0)), p.largest_growth);
    const V sensitivity = p.resistant_sensitivity +
                          (V(1) - p.resistant_sensitivity) * saturating(y[memory], p.spreading_half_memory);
    slope[log_sensitive] = alive.sensitive * (growth + constant.matched_killing - kill);
    slope[log_resistant] =
        alive.resistant * (growth + p.resistant_sensitivity * constant.matched_killing - sensitivity * kill);
    return (tumour.mass.sensitive * slope[log_sensitive] + tumour.mass.resistant * slope[log_resistant]) /
           tumour.sld;
}

TWINARM_END
