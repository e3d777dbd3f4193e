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

/// Receptor occupancy, in the form of its derivation (T = 0 without ligand).
inline double plain_occupancy(const Levels& c, const Patient<double>& p, double A, double B) {
    const double fb = p.nktr214.beta_factor_spread;
    const double L[3] = {c.L0, c.L1, c.L2};
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

/// Slopes of the 25 states; both clones alive.
inline State<double> plain_slopes(const Patient<double>& p, const Levels& c, const State<double>& s) {
    const Receptors<double>& r = p.receptors;
    const double Q = s[cd25_induction], D = s[surface_receptor], f = s[circulating];
    const double RO_C =
        plain_occupancy(c, p, r.cd8_cd25 + Q * r.cd8_induced_cd25, std::min(r.cd8_cd122, r.cd8_cd132));
    const double RO_N = plain_occupancy(c, p, r.nk_cd25, std::min(r.nk_cd122, r.nk_cd132));
    const double RO_R = plain_occupancy(c, p, r.treg_cd25, std::min(r.treg_cd122, r.treg_cd132));
    const double RO_T = plain_occupancy(c, p, r.tumour_t_cd25, std::min(r.tumour_t_cd122, r.tumour_t_cd132));
    const double RO_EC =
        plain_occupancy(c, p, r.endothelium_cd25, std::min(r.endothelium_cd122, r.endothelium_cd132));
    const double RO_ILC2 = plain_occupancy(c, p, r.ilc2_cd25, std::min(r.ilc2_cd122, r.ilc2_cd132));
    const double spared = p.lymphocytes.spared_signal + (1 - p.lymphocytes.spared_signal) * D;
    const double S_C = D * RO_C, S_N = D * RO_N, S_R = spared * RO_R, S_T = spared * RO_T;
    const double ys = std::exp(s[log_sensitive]), yr = std::exp(s[log_resistant]), y = ys + yr;
    const double RO_pd1 = c.Cn / (c.Cn + p.nivolumab.half_occupancy);

    State<double> d;
    const Lymphocytes<double>& b = p.lymphocytes;
    const double aC = s[cd8_signal], aN = s[nk_signal], aR = s[treg_signal], aT = s[tumour_signal];
    const double C = s[cd8], N = s[nk], R = s[treg], O = s[other_lymphocytes];
    const double eC = hill(aC, b.effector_half_signal, 1), eN = hill(aN, b.effector_half_signal, 1),
                 eR = hill(aR, b.treg_half_signal, 1),
                 eT = hill(aT, p.tumour.tumour_half_signal, p.tumour.tumour_signal_shape);
    const double m = std::max(S_C, S_N);
    d[circulating] = b.return_rate * (1 - f) - b.margination_rate * (m / (m + b.margination_half_signal)) * f;
    d[surface_receptor] =
        b.receptor_synthesis * (1 - D) - b.receptor_loss * std::pow(std::max(RO_C, RO_N), 2) * D;
    d[cd25_induction] = b.cd25_induction_rate * S_C * (1 - Q) - b.cd25_loss_rate * Q;
    d[cd8_signal] = b.activation_rate * (S_C - aC);
    d[nk_signal] = b.activation_rate * (S_N - aN);
    d[treg_signal] = b.activation_rate * (S_R - aR);
    d[tumour_signal] = b.activation_rate * (S_T - aT);
    const auto positive = [](double x) { return std::max(x, 0.0); };
    d[cd8] = b.cd8_turnover * (1 - C) + b.cd8_expansion * eC * C * positive(1 - C / b.cd8_capacity);
    d[nk] = b.nk_turnover * (1 - N) + b.nk_expansion * eN * N * positive(1 - N / b.nk_capacity);
    d[treg] = b.treg_turnover * (1 - R) + b.treg_expansion * eR * R * positive(1 - R / b.treg_capacity);
    d[other_lymphocytes] =
        b.other_turnover * (1 - O) + b.other_expansion * eC * O * positive(1 - O / b.other_capacity);

    const TumourImmune<double>& t = p.tumour;
    const double E = s[tumour_cd8], X = s[exhausted_cd8], G = s[tumour_treg], Mm = s[memory],
                 I = s[adaptive_pdl1];
    const double z = t.treg_suppression, Hb0 = std::min(t.exhaustion, 0.97);
    const double hI = t.pdl1_half_effect;
    const double Hb = std::min((1 + hI) * Hb0 * I / (hI + I), 0.97) * (1 - t.pd1_effect * RO_pd1) *
                      (1 - t.signal_effect * eT);
    const double eff = E * (1 + z) / (1 + z * G) * (1 - Hb) / (1 - Hb0);
    const double ku =
        t.killing * (eff + t.lymphokine_killing * std::pow(aC / t.lymphokine_reference_signal, 2) * C);
    const double kill = ku / (1 + ku / t.killing_limit);
    const double k0 = t.killing / (1 + t.killing / t.killing_limit);
    const double ag = kill / (kill + t.priming_half_killing), ag0 = k0 / (k0 + t.priming_half_killing);
    const double y0 = t.baseline_sld, yp = t.presentation_half_sld, w = (y / (y + yp)) * ((y0 + yp) / y0);
    const double q = (ag * w - ag0) * (ag * w < ag0 ? std::min(E, 1.0) : 1);
    d[tumour_cd8] = t.tumour_cd8_turnover * ((1 + t.homing * (C - 1)) * (1 + Mm) - E) +
                    t.tumour_cd8_expansion * eT * E * positive(1 - E / t.tumour_cd8_capacity) -
                    t.exhaustion_rate * (Hb * E - Hb0) + t.reinvigoration_rate * RO_pd1 * X +
                    t.priming * q / (1 + E / t.priming_half_cd8);
    d[exhausted_cd8] =
        t.exhaustion_rate * Hb * E - t.tumour_cd8_turnover * X - t.reinvigoration_rate * RO_pd1 * X;
    d[tumour_treg] = t.tumour_treg_turnover * (R - G) +
                     t.tumour_treg_expansion * eR * G * positive(1 - G / t.tumour_treg_capacity);
    d[memory] = t.memory_formation * eT * (1 - Mm / t.memory_capacity) - t.memory_loss * Mm;
    d[adaptive_pdl1] = t.pdl1_adaptation * (std::min(eff, t.pdl1_limit) - I);
    const double lg =
        std::clamp(std::log(t.growth_limit / y) / std::log(t.growth_limit / y0), 0.0, t.largest_growth);
    const double g0 = t.growth_rate / 24;
    d[log_sensitive] = g0 * lg + k0 - kill;
    d[log_resistant] = g0 * lg + t.resistant_sensitivity * (k0 - kill);

    const Toxicity<double>& x = p.toxicity;
    const double Lk = s[leak], Hy = s[hypotension], P1 = s[eosinophil_precursor], Eo = s[eosinophils];
    d[leak] = x.leak_rate * RO_EC * (1 - Lk) - x.leak_recovery * Lk;
    const double drive = S_N * N + x.hypotension_leak_weight * Lk;
    d[hypotension] = x.hypotension_rate * drive / (drive + x.hypotension_half_drive) * (1 - Hy) -
                     x.hypotension_recovery * Hy;
    d[eosinophil_precursor] = x.eosinophil_precursor_rate * (1 + x.eosinophil_effect * RO_ILC2 - P1);
    d[eosinophils] = x.eosinophil_rate * (P1 - Eo);
    d[soluble_cd25] = x.soluble_cd25_rate *
                      (1 + x.soluble_cd25_of_cd8 * Q + x.soluble_cd25_of_treg * (R - 1) - s[soluble_cd25]);
    const double growth = (ys * d[log_sensitive] + yr * d[log_resistant]) / y;  // d ln(ys + yr) / dt
    d[new_lesion_hazard] = p.survival.new_lesion_rate * std::max(0.0, growth) / p.survival.reference_growth;
    d[death_hazard] = p.survival.death_rate *
                      std::pow(y / p.survival.death_reference_sld, p.survival.death_burden_exponent);
    return d;
}

}  // namespace twinarm::oracle
