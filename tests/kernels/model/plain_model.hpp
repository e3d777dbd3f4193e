// The equations of kernels/README.md once more, written down line by line with its own symbols and std::pow:
// the oracle of the model's equations.
#pragma once

#include <algorithm>
#include <cmath>

#include "kernels/model/physiology.hpp"

namespace twinarm::oracle {

/// What the algebraic part needs of the drugs: nmol/L and ug/mL.
struct Levels {
    double L0, L1, L2, Cn;
};

/// Receptor occupancy of ligands l of which lambda_f and lambda_c of what is in plasma reach the cell, in the
/// form of its derivation (T = 0 without ligand).
inline double plain_occupancy(const Levels& c, const Patient<double>& p, double A, double B,
                              double lambda_f = 1, double lambda_c = 1) {
    const double fb = p.nktr214.beta_factor_spread;
    const double L[3] = {lambda_f * c.L0, lambda_c * c.L1, lambda_c * c.L2};
    const double fa_l[3] = {1, p.nktr214.one_chain_alpha_factor, p.nktr214.two_chain_alpha_factor};
    const double fb_l[3] = {1, p.nktr214.one_chain_beta_factor * fb, p.nktr214.two_chain_beta_factor * fb};
    double x = 0, o = 0, k = 0;
    for (int l = 0; l < 3; ++l) {
        const double Kd_a = p.receptors.alpha_dissociation * fa_l[l];
        const double Kd_b = p.receptors.beta_dissociation * fb_l[l];
        x += L[l] / Kd_b;
        o += L[l] / Kd_a;
        k += L[l] / (Kd_a * p.receptors.assembly * fb_l[l]);
    }
    if (k == 0) return 0;
    const double M = (1 + o) * (1 + x) / k, S = A + B + M;
    const double T = 2 * A * B / (S + std::sqrt(S * S - 4 * A * B));
    return (T + (B - T) * x / (1 + x)) / B;
}

inline double hill(double a, double s, double n) {
    return std::pow(a / s, n) / (1 + std::pow(a / s, n));
}

/// Slopes of the 22 states `time` hours after the start of treatment; both clones alive.
inline State<double> plain_slopes(const Patient<double>& p, const Levels& c, double time,
                                  const State<double>& s) {
    const Receptors<double>& r = p.receptors;
    const double Q = s[cd25_induction], D = s[surface_receptor], U = s[tachyphylaxis], f = s[circulating];
    const double RO_C =
        plain_occupancy(c, p, r.cd8_cd25 + Q * r.cd8_induced_cd25, std::min(r.cd8_cd122, r.cd8_cd132));
    const double RO_N = plain_occupancy(c, p, r.nk_cd25, std::min(r.nk_cd122, r.nk_cd132));
    const double RO_R = plain_occupancy(c, p, r.treg_cd25, std::min(r.treg_cd122, r.treg_cd132));
    const double RO_T = plain_occupancy(c, p, r.tumour_t_cd25, std::min(r.tumour_t_cd122, r.tumour_t_cd132),
                                        r.tumour_il2, r.tumour_conjugates);
    const double RO_EC =
        plain_occupancy(c, p, r.endothelium_cd25, std::min(r.endothelium_cd122, r.endothelium_cd132));
    const double RO_pd1 = c.Cn / (c.Cn + p.nivolumab.half_occupancy);

    State<double> d;
    const Lymphocytes<double>& b = p.lymphocytes;
    const auto positive = [](double x) { return std::max(x, 0.0); };
    const double S_cd8 = D * (1 - U) * RO_C;
    const double S_treg = (b.spared_signal + (1 - b.spared_signal) * D * (1 - U)) * RO_R;
    const double a_cd8 = s[cd8_signal], a_treg = s[treg_signal], a_t = s[tumour_signal],
                 u = s[chronic_signal];
    const double C = s[cd8], N = s[nk], R = s[treg], O = s[other_lymphocytes];
    const double o = std::max(RO_C, RO_N);
    d[circulating] =
        b.return_rate * (1 - f) - b.margination_rate * o / (o + b.margination_half_occupancy) * f;
    d[surface_receptor] = b.receptor_synthesis * (1 - D) - b.receptor_loss * o * o * D;
    d[tachyphylaxis] = b.tachyphylaxis_rate * a_cd8 * (1 - U) - b.tachyphylaxis_recovery * U;
    d[cd25_induction] = b.cd25_induction_rate * S_cd8 * (1 - Q) - b.cd25_loss_rate * Q;
    d[cd8_signal] = b.activation_rate * (S_cd8 - a_cd8);
    d[treg_signal] = b.activation_rate * (S_treg - a_treg);
    d[tumour_signal] = b.activation_rate * (RO_T - a_t);
    d[chronic_signal] = b.chronic_signal_rate * (a_cd8 - u);
    const double e = hill(a_cd8, b.effector_half_signal, 1), e_R = hill(a_treg, b.treg_half_signal, 1);
    d[cd8] = b.cd8_turnover * (1 - C) + b.cd8_expansion * e * C * positive(1 - C / b.cd8_capacity);
    d[nk] = b.nk_turnover * (1 - N) + b.nk_expansion * e * N * positive(1 - N / b.nk_capacity);
    d[treg] = b.treg_turnover * (1 - R) + b.treg_expansion * e_R * R * positive(1 - R / b.treg_capacity);
    d[other_lymphocytes] =
        b.other_turnover * (1 - O) + b.other_expansion * e * O * positive(1 - O / b.other_capacity);

    const TumourImmune<double>& t = p.tumour;
    const double E = s[tumour_cd8], B = s[bystander_cd8], G = s[tumour_treg], M = s[memory],
                 I = s[adaptive_pdl1];
    const double z = t.treg_suppression, h = t.pdl1_half_effect, H_b = std::min(t.exhaustion, 0.97);
    const double H = std::min((1 + h) * H_b * I / (h + I), 0.97) * (1 - t.pd1_effect * RO_pd1) /
                     (1 + t.exhaustion_relief * M);
    const double x_h = t.crowding * B + t.chronic_exhaustion * u;
    const double eff = E * (1 + z) / (1 + z * G) * (1 - H) / (1 - H_b) / (1 + x_h + std::pow(x_h, 2) / 2);
    const double u_k = t.killing * eff, kill = u_k / (1 + u_k / t.killing_limit);
    const double k_0 = t.killing / (1 + t.killing / t.killing_limit);
    const double y_s = std::exp(s[log_sensitive]), y_r = std::exp(s[log_resistant]),
                 y = std::max(y_s + y_r, 1e-3);
    const double y_0 = t.baseline_sld, y_p = t.presentation_half_sld;
    const double ag = kill / (kill + t.priming_half_killing) * y / (y + y_p) * (y_0 + y_p) / y_0;
    const double q = ag - k_0 / (k_0 + t.priming_half_killing);
    d[tumour_cd8] = t.tumour_cd8_turnover * (1 + M - E) +
                    t.priming * q * (q < 0 ? std::min(E, 1.0) : 1) / (1 + E / t.priming_half_cd8);
    d[bystander_cd8] = t.bystander_turnover * (t.bystander_homing * (C - 1) - B);
    d[tumour_treg] =
        t.tumour_treg_turnover *
        ((1 + t.treg_of_signal * hill(a_t, t.tumour_treg_half_signal, 4) + t.treg_of_blood * (R - 1)) /
             (1 + t.treg_displacement * B) -
         G);
    const double level = t.memory_of_signal * hill(a_t, t.tumour_half_signal, 3) +
                         t.memory_of_priming * RO_pd1 * positive(q) / (positive(q) + t.memory_half_surplus);
    const double gap = positive(level - M);
    d[memory] = t.memory_rate * gap * gap / (gap + t.memory_gap) - t.memory_loss * M;
    d[adaptive_pdl1] = t.pdl1_adaptation * (std::min(eff, t.pdl1_limit) - I);
    const double lg =
        std::clamp(std::log(t.growth_limit / y) / std::log(t.growth_limit / y_0), 0.0, t.largest_growth);
    const double g_0 = t.growth_rate / 24, w = 1 - std::min(t.unmatched_killing, 0.9);
    const double rho = t.resistant_sensitivity, rho_e = rho + (1 - rho) * M / (M + t.spreading_half_memory);
    d[log_sensitive] = g_0 * lg + w * k_0 - kill;
    d[log_resistant] = g_0 * lg + rho * w * k_0 - rho_e * kill;

    const Toxicity<double>& x = p.toxicity;
    const double v = x.leak_without_endothelium;
    d[leak] = x.leak_rate * RO_N * (v + (1 - v) * RO_EC) * (1 - s[leak]) - x.leak_recovery * s[leak];

    const Survival<double>& m = p.survival;
    const double growth = (y_s * d[log_sensitive] + y_r * d[log_resistant]) / y;  // d ln(y_s + y_r) / dt
    d[new_lesion_hazard] =
        (m.new_lesion_rate * positive(growth) / m.reference_growth + m.new_lesion_base) * 2 * y / (y + y_0);
    d[death_hazard] = m.death_rate * m.later_therapy * m.frailty *
                      std::pow(g_0 / m.reference_growth, m.death_growth_exponent) *
                      std::pow(y / m.death_reference_sld, m.death_burden_exponent) *
                      (1 - std::exp(-time / m.entry_time));
    return d;
}

}  // namespace twinarm::oracle
