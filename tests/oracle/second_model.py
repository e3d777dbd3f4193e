"""The model once more, from its documentation: the differential equations of one patient with their own symbols.

Written from the equations as they are documented (aldesleukin and NKTR-214 kinetics, nivolumab after Bajaj 2017,
receptor occupancy, 25 states), not from the program. p[...] holds the patient's parameters by the names of the
cohort file. Time in h, amounts in nmol and mg, concentrations in nmol/L and ug/mL, SLD in mm.
"""

import math

# Integrated states: 25 of the patient, then the amounts of the three drugs.
PATIENT = ["f", "D", "Q", "aC", "aN", "aR", "aT", "C", "N", "R", "O", "E", "X", "G", "Mm", "I", "ln_ys", "ln_yr", "Lk",
           "Hy", "P1", "Eo", "sR", "nl", "dh"]
# The symbols of the states that are columns of `twinarm show --csv`, by the names of the columns.
COLUMNS = {"leak": "Lk", "hypotension": "Hy", "cd8": "C", "nk": "N", "treg": "R", "tumour_cd8": "E", "exhausted_cd8": "X",
           "tumour_treg": "G", "memory": "Mm", "eosinophils": "Eo", "soluble_cd25": "sR"}
DRUGS = ["A1", "A2", "P6", "P5", "P4", "P3", "P2", "P1c", "B1", "B2"]
STATES = PATIENT + DRUGS


def start(p):
    Hb0 = min(p["tumour_exhaustion"], 0.97)
    y0, phi_r = p["tumour_baseline_sld"], p["tumour_resistant_fraction"]
    s = dict.fromkeys(STATES, 0.0)
    s.update(f=1, D=1, C=1, N=1, R=1, O=1, E=1, G=1, I=1, P1=1, Eo=1, sR=1,
             X=p["tumour_exhaustion_rate"] * Hb0 / p["tumour_tumour_cd8_turnover"],
             ln_ys=math.log((1 - phi_r) * y0), ln_yr=math.log(phi_r * y0))
    return [float(s[name]) for name in STATES]


class Kinetics:
    """Rate constants of one patient: clearances and volumes at the patient's weight."""

    def __init__(self, p):
        self.p = p
        W = p["covariates_weight"]
        relative = W / p["aldesleukin_reference_weight"]
        self.CL = p["aldesleukin_clearance"] * relative ** p["aldesleukin_clearance_weight_exponent"]
        self.V1 = p["aldesleukin_central_volume"] * relative ** p["aldesleukin_volume_weight_exponent"]
        self.Vn = p["nktr214_volume"] * (W / p["nktr214_reference_weight"]) ** p["nktr214_volume_weight_exponent"]
        self.Vb = (p["nivolumab_central_volume"]
                   * (W / p["nivolumab_reference_weight"]) ** p["nivolumab_volume_weight_exponent"]
                   * math.exp(p["nivolumab_volume_male"] * p["covariates_male"]))

    def nivolumab_clearance(self, t):
        """Bajaj 2017: CL exp(Emax t^n / (T50^n + t^n)), covariates on CL."""
        p = self.p
        n, T50 = p["nivolumab_clearance_change_shape"], p["nivolumab_clearance_change_half_time"]
        CL = (p["nivolumab_clearance"]
              * (p["covariates_weight"] / p["nivolumab_reference_weight"]) ** p["nivolumab_clearance_weight_exponent"]
              * math.exp(p["nivolumab_clearance_male"] * p["covariates_male"]
                         + p["nivolumab_clearance_ecog"] * p["covariates_ecog"]))
        return CL * math.exp(p["nivolumab_clearance_change"] * t**n / (T50**n + t**n))


def concentrations(p, kin, s):
    """Free IL-2, 1-PEG, 2-PEG, nivolumab. Fully released IL-2 is at its quasi-steady state."""
    A1, P2, P1, B1 = (s[STATES.index(name)] for name in ("A1", "P2", "P1c", "B1"))
    C1, C2 = P1 / kin.Vn, P2 / kin.Vn
    k10 = kin.CL / kin.V1
    C0 = p["nktr214_last_chain_factor"] * p["nktr214_release_rate"] * C1 * kin.Vn / (k10 * kin.V1)
    return A1 / kin.V1 + C0, C1, C2, B1 / kin.Vb


def occupancies(p, L, Q):
    """Two receptor pools, three ligands: CD8, NK, Treg, tumour T, endothelium, ILC2."""
    spread = p["nktr214_beta_factor_spread"]
    fa = [1, p["nktr214_one_chain_alpha_factor"], p["nktr214_two_chain_alpha_factor"]]
    fb = [1, p["nktr214_one_chain_beta_factor"] * spread, p["nktr214_two_chain_beta_factor"] * spread]
    Ka, Kb, K2 = p["receptors_alpha_dissociation"], p["receptors_beta_dissociation"], p["receptors_assembly"]
    x = sum(l / (Kb * b) for l, b in zip(L, fb))
    o = sum(l / (Ka * a) for l, a in zip(L, fa))
    k = sum(l / (Ka * a * K2 * b) for l, a, b in zip(L, fa, fb))
    found = []
    for cell in ("cd8", "nk", "treg", "tumour_t", "endothelium", "ilc2"):
        A = p[f"receptors_{cell}_cd25"] + (Q * p["receptors_cd8_induced_cd25"] if cell == "cd8" else 0)
        B = min(p[f"receptors_{cell}_cd122"], p[f"receptors_{cell}_cd132"])
        T = 0.0
        if k > 0:
            S = A + B + (1 + o) * (1 + x) / k
            T = 2 * A * B / (S + math.sqrt(S * S - 4 * A * B))
        found.append((T + (B - T) * x / (1 + x)) / B)
    return found


def hill(a, s, n):
    r = (max(a, 0.0) / s) ** n
    return r / (1 + r)


def slopes(p, kin, given, alive, CLb, s):
    """Of all states. `given`: infusions of aldesleukin, NKTR-214 [nmol/h], nivolumab [mg/h]; `alive`: of both clones."""
    (f, D, Q, aC, aN, aR, aT, C, N, R, O, E, X, G, Mm, I, ln_ys, ln_yr, Lk, Hy, P1, Eo, sR, _, _,
     A1, A2, P6, P5, P4, P3, P2, P1c, B1, B2) = s
    *L, Cn = concentrations(p, kin, s)
    RO_C, RO_N, RO_R, RO_T, RO_EC, RO_ILC2 = occupancies(p, L, Q)
    S_C, S_N = D * RO_C, D * RO_N
    b = lambda name: p["lymphocytes_" + name]
    spared = b("spared_signal") + (1 - b("spared_signal")) * D
    S_R, S_T = spared * RO_R, spared * RO_T
    RO_pd1 = Cn / (Cn + p["nivolumab_half_occupancy"])
    t = lambda name: p["tumour_" + name]
    x = lambda name: p["toxicity_" + name]

    eC, eN = hill(aC, b("effector_half_signal"), 1), hill(aN, b("effector_half_signal"), 1)
    eR, eT = hill(aR, b("treg_half_signal"), 1), hill(aT, t("tumour_half_signal"), t("tumour_signal_shape"))
    m = max(S_C, S_N)
    positive = lambda value: max(value, 0.0)
    pool = lambda n, e, name: (b(name + "_turnover") * (1 - n)
                               + b(name + "_expansion") * e * n * positive(1 - n / b(name + "_capacity")))
    d = [b("return_rate") * (1 - f) - b("margination_rate") * m / (m + b("margination_half_signal")) * f,
         b("receptor_synthesis") * (1 - D) - b("receptor_loss") * max(RO_C, RO_N) ** 2 * D,
         b("cd25_induction_rate") * S_C * (1 - Q) - b("cd25_loss_rate") * Q]
    d += [b("activation_rate") * (S - a) for S, a in ((S_C, aC), (S_N, aN), (S_R, aR), (S_T, aT))]
    d += [pool(C, eC, "cd8"), pool(N, eN, "nk"), pool(R, eR, "treg"), pool(O, eC, "other")]

    ys, yr = alive[0] * math.exp(ln_ys), alive[1] * math.exp(ln_yr)
    y, y0 = max(ys + yr, 1e-3), t("baseline_sld")
    z, Hb0 = t("treg_suppression"), min(t("exhaustion"), 0.97)
    hI = t("pdl1_half_effect")
    Hb = (min((1 + hI) * Hb0 * I / (hI + I), 0.97) * (1 - t("pd1_effect") * RO_pd1) * (1 - t("signal_effect") * eT))
    eff = E * (1 + z) / (1 + z * G) * (1 - Hb) / (1 - Hb0)
    activated = t("lymphokine_killing") * (aC / t("lymphokine_reference_signal")) ** 2 * C
    ku, kap, kmax = t("killing") * (eff + activated), t("killing"), t("killing_limit")
    kill, k0 = ku / (1 + ku / kmax), kap / (1 + kap / kmax)
    K50 = t("priming_half_killing")
    yp = t("presentation_half_sld")
    w = y / (y + yp) * (y0 + yp) / y0
    surplus = kill / (kill + K50) * w - k0 / (k0 + K50)
    q = surplus * (min(E, 1.0) if surplus < 0 else 1.0)
    d.append(t("tumour_cd8_turnover") * ((1 + t("homing") * (C - 1)) * (1 + Mm) - E)
             + t("tumour_cd8_expansion") * eT * E * positive(1 - E / t("tumour_cd8_capacity"))
             - t("exhaustion_rate") * (Hb * E - Hb0) + t("reinvigoration_rate") * RO_pd1 * X
             + t("priming") * q / (1 + E / t("priming_half_cd8")))
    d.append(t("exhaustion_rate") * Hb * E - t("tumour_cd8_turnover") * X - t("reinvigoration_rate") * RO_pd1 * X)
    d.append(t("tumour_treg_turnover") * (R - G)
             + t("tumour_treg_expansion") * eR * G * positive(1 - G / t("tumour_treg_capacity")))
    d.append(t("memory_formation") * eT * (1 - Mm / t("memory_capacity")) - t("memory_loss") * Mm)
    d.append(t("pdl1_adaptation") * (min(eff, t("pdl1_limit")) - I))
    limit = t("growth_limit")
    growth = t("growth_rate") / 24 * min(max(math.log(limit / y) / math.log(limit / y0), 0), t("largest_growth"))
    d_ys = alive[0] * (growth + k0 - kill)
    d_yr = alive[1] * (growth + t("resistant_sensitivity") * (k0 - kill))
    d += [d_ys, d_yr]

    drive = S_N * N + x("hypotension_leak_weight") * Lk
    d += [x("leak_rate") * RO_EC * (1 - Lk) - x("leak_recovery") * Lk,
          x("hypotension_rate") * drive / (drive + x("hypotension_half_drive")) * (1 - Hy)
          - x("hypotension_recovery") * Hy,
          x("eosinophil_precursor_rate") * (1 + x("eosinophil_effect") * RO_ILC2 - P1),
          x("eosinophil_rate") * (P1 - Eo),
          x("soluble_cd25_rate") * (1 + x("soluble_cd25_of_cd8") * Q + x("soluble_cd25_of_treg") * (R - 1) - sR),
          p["survival_new_lesion_rate"] * positive((ys * d_ys + yr * d_yr) / y) / p["survival_reference_growth"],
          p["survival_death_rate"] * (y / p["survival_death_reference_sld"]) ** p["survival_death_burden_exponent"]]

    Qa, V2 = p["aldesleukin_intercompartmental_clearance"], p["aldesleukin_peripheral_volume"]
    d += [given[0] - (kin.CL + Qa) / kin.V1 * A1 + Qa / V2 * A2, Qa / kin.V1 * A1 - Qa / V2 * A2]
    k, kel = p["nktr214_release_rate"], p["nktr214_elimination_rate"]
    d += [given[1] - (6 * k + kel) * P6, 6 * k * P6 - (5 * k + kel) * P5, 5 * k * P5 - (4 * k + kel) * P4,
          4 * k * P4 - (3 * k + kel) * P3, 3 * k * P3 - (2 * k + kel) * P2,
          2 * k * P2 - (k * p["nktr214_last_chain_factor"] + p["nktr214_one_chain_elimination_rate"]) * P1c]
    Qb, Vp = p["nivolumab_intercompartmental_clearance"], p["nivolumab_peripheral_volume"]
    d += [given[2] - (CLb + Qb) / kin.Vb * B1 + Qb / Vp * B2, Qb / kin.Vb * B1 - Qb / Vp * B2]
    return d
