"""The model once more, from its documentation: the differential equations of one patient with their own symbols.

Written from the equations as they are documented (aldesleukin and NKTR-214 kinetics, nivolumab after Bajaj 2017,
receptor occupancy, 22 states), not from the program. p[...] holds the patient's parameters by the names of the
cohort file. Time in h, amounts in nmol and mg, concentrations in nmol/L and ug/mL, SLD in mm.
"""

import math

# Integrated states: 22 of the patient, then the amounts of the three drugs.
PATIENT = ["f", "D", "U", "Q", "a_cd8", "a_treg", "a_t", "u", "C", "N", "R", "O", "E", "B", "G", "M", "I", "ln_ys", "ln_yr",
           "L", "nl", "dh"]
# The symbols of the states that are columns of `twinarm show --csv`, by the names of the columns.
COLUMNS = {"leak": "L", "cd8": "C", "nk": "N", "treg": "R", "tumour_cd8": "E", "bystander_cd8": "B", "tumour_treg": "G",
           "memory": "M"}
DRUGS = ["A1", "A2", "P6", "P5", "P4", "P3", "P2", "P1c", "B1", "B2"]
STATES = PATIENT + DRUGS


def start(p):
    y0, phi_r = p["tumour_baseline_sld"], p["tumour_resistant_fraction"]
    s = dict.fromkeys(STATES, 0.0)
    s.update(f=1, D=1, C=1, N=1, R=1, O=1, E=1, G=1, I=1, ln_ys=math.log((1 - phi_r) * y0), ln_yr=math.log(phi_r * y0))
    return [float(s[name]) for name in STATES]


class Kinetics:
    """Rate constants of one patient: clearances and volumes at the patient's weight."""

    def __init__(self, p):
        self.p = p
        W = p["covariates_weight"]
        relative = W / p["aldesleukin_reference_weight"]
        slower = p["aldesleukin_half_life_factor"]
        self.CL = p["aldesleukin_clearance"] * relative ** p["aldesleukin_clearance_weight_exponent"] / slower
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


def occupancies(p, plasma, Q):
    """Two receptor pools, three ligands: CD8, NK, Treg, tumour T, endothelium. The fourth sees a share of the plasma's."""
    spread = p["nktr214_beta_factor_spread"]
    fa = [p["aldesleukin_alpha_factor"], p["nktr214_one_chain_alpha_factor"], p["nktr214_two_chain_alpha_factor"]]
    fb = [p["aldesleukin_beta_factor"], p["nktr214_one_chain_beta_factor"] * spread, p["nktr214_two_chain_beta_factor"] * spread]
    Ka, Kb, K2 = p["receptors_alpha_dissociation"], p["receptors_beta_dissociation"], p["receptors_assembly"]
    shares = [p["receptors_tumour_il2"], p["receptors_tumour_conjugates"], p["receptors_tumour_conjugates"]]
    found = []
    for cell in ("cd8", "nk", "treg", "tumour_t", "endothelium"):
        L = [share * l for share, l in zip(shares, plasma)] if cell == "tumour_t" else plasma
        x = sum(l / (Kb * b) for l, b in zip(L, fb))
        o = sum(l / (Ka * a) for l, a in zip(L, fa))
        k = sum(l / (Ka * a * K2 * b) for l, a, b in zip(L, fa, fb))
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


def slopes(p, kin, given, alive, CLb, time, s):
    """Of all states. `given`: infusions of aldesleukin, NKTR-214 [nmol/h], nivolumab [mg/h]; `alive`: of both clones."""
    (f, D, U, Q, a_cd8, a_treg, a_t, u, C, N, R, O, E, B, G, M, I, ln_ys, ln_yr, L, _, _,
     A1, A2, P6, P5, P4, P3, P2, P1c, B1, B2) = s
    *plasma, Cn = concentrations(p, kin, s)
    RO_cd8, RO_nk, RO_treg, RO_t, RO_ec = occupancies(p, plasma, Q)
    RO_pd1 = Cn / (Cn + p["nivolumab_half_occupancy"])
    b = lambda name: p["lymphocytes_" + name]
    t = lambda name: p["tumour_" + name]
    x = lambda name: p["toxicity_" + name]
    v = lambda name: p["survival_" + name]
    positive = lambda value: max(value, 0.0)

    o, answering = max(RO_cd8, RO_nk), D * (1 - U)
    S_cd8 = answering * RO_cd8
    S_treg = (b("spared_signal") + (1 - b("spared_signal")) * answering) * RO_treg
    e, e_R = hill(a_cd8, b("effector_half_signal"), 1), hill(a_treg, b("treg_half_signal"), 1)
    pool = lambda n, effect, name: (b(name + "_turnover") * (1 - n)
                                    + b(name + "_expansion") * effect * n * positive(1 - n / b(name + "_capacity")))
    d = [b("return_rate") * (1 - f) - b("margination_rate") * o / (o + b("margination_half_occupancy")) * f,
         b("receptor_synthesis") * (1 - D) - b("receptor_loss") * o**2 * D,
         b("tachyphylaxis_rate") * a_cd8 * (1 - U) - b("tachyphylaxis_recovery") * U,
         b("cd25_induction_rate") * S_cd8 * (1 - Q) - b("cd25_loss_rate") * Q]
    d += [b("activation_rate") * (S - a) for S, a in ((S_cd8, a_cd8), (S_treg, a_treg), (RO_t, a_t))]
    d.append(b("chronic_signal_rate") * (a_cd8 - u))
    d += [pool(C, e, "cd8"), pool(N, e, "nk"), pool(R, e_R, "treg"), pool(O, e, "other")]

    ys, yr = alive[0] * math.exp(ln_ys), alive[1] * math.exp(ln_yr)
    y, y0, yp = max(ys + yr, 1e-3), t("baseline_sld"), t("presentation_half_sld")
    z, h, H_b = t("treg_suppression"), t("pdl1_half_effect"), min(t("exhaustion"), 0.97)
    H = min((1 + h) * H_b * I / (h + I), 0.97) * (1 - t("pd1_effect") * RO_pd1) / (1 + t("exhaustion_relief") * M)
    hindered = t("crowding") * B + t("chronic_exhaustion") * u
    eff = E * (1 + z) / (1 + z * G) * (1 - H) / (1 - H_b) / (1 + hindered + hindered**2 / 2)
    kap, kmax, K50 = t("killing"), t("killing_limit"), t("priming_half_killing")
    kill, k0 = kap * eff / (1 + kap * eff / kmax), kap / (1 + kap / kmax)
    q = kill / (kill + K50) * y / (y + yp) * (y0 + yp) / y0 - k0 / (k0 + K50)
    d.append(t("tumour_cd8_turnover") * (1 + M - E)
             + t("priming") * q * (min(E, 1.0) if q < 0 else 1.0) / (1 + E / t("priming_half_cd8")))
    d.append(t("bystander_turnover") * (t("bystander_homing") * (C - 1) - B))
    target = 1 + t("treg_of_signal") * hill(a_t, t("tumour_treg_half_signal"), 4) + t("treg_of_blood") * (R - 1)
    d.append(t("tumour_treg_turnover") * (target / (1 + t("treg_displacement") * B) - G))
    level = (t("memory_of_signal") * hill(a_t, t("tumour_half_signal"), 3)
             + t("memory_of_priming") * RO_pd1 * positive(q) / (positive(q) + t("memory_half_surplus")))
    gap = positive(level - M)
    d.append(t("memory_rate") * gap**2 / (gap + t("memory_gap")) - t("memory_loss") * M)
    d.append(t("pdl1_adaptation") * (min(eff, t("pdl1_limit")) - I))
    limit, g0 = t("growth_limit"), t("growth_rate") / 24
    growth = g0 * min(max(math.log(limit / y) / math.log(limit / y0), 0), t("largest_growth"))
    w, rho = 1 - min(t("unmatched_killing"), 0.9), t("resistant_sensitivity")
    rho_e = rho + (1 - rho) * M / (M + t("spreading_half_memory"))
    d_ys = alive[0] * (growth + w * k0 - kill)
    d_yr = alive[1] * (growth + rho * w * k0 - rho_e * kill)
    d += [d_ys, d_yr]

    without = x("leak_without_endothelium")
    d.append(x("leak_rate") * RO_nk * (without + (1 - without) * RO_ec) * (1 - L) - x("leak_recovery") * L)
    net = (ys * d_ys + yr * d_yr) / y
    d += [(v("new_lesion_rate") * positive(net) / v("reference_growth") + v("new_lesion_base")) * 2 * y / (y + y0),
          v("death_rate") * v("later_therapy") * v("frailty") * (g0 / v("reference_growth")) ** v("death_growth_exponent")
          * (y / v("death_reference_sld")) ** v("death_burden_exponent") * (1 - math.exp(-time / v("entry_time")))]

    Qa = p["aldesleukin_intercompartmental_clearance"] / p["aldesleukin_half_life_factor"]
    V2 = p["aldesleukin_peripheral_volume"]
    d += [given[0] - (kin.CL + Qa) / kin.V1 * A1 + Qa / V2 * A2, Qa / kin.V1 * A1 - Qa / V2 * A2]
    k, kel = p["nktr214_release_rate"], p["nktr214_elimination_rate"]
    d += [given[1] - (6 * k + kel) * P6, 6 * k * P6 - (5 * k + kel) * P5, 5 * k * P5 - (4 * k + kel) * P4,
          4 * k * P4 - (3 * k + kel) * P3, 3 * k * P3 - (2 * k + kel) * P2,
          2 * k * P2 - (k * p["nktr214_last_chain_factor"] + p["nktr214_one_chain_elimination_rate"]) * P1c]
    Qb, Vp = p["nivolumab_intercompartmental_clearance"], p["nivolumab_peripheral_volume"]
    d += [given[2] - (CLb + Qb) / kin.Vb * B1 + Qb / Vp * B2, Qb / kin.Vb * B1 - Qb / Vp * B2]
    return d


class Markers:
    """Eosinophils and soluble CD25 from reading to reading: exact for a drive on a line between two readings."""

    def __init__(self, p):
        self.p, self.hour = p, 0.0
        self.precursors = self.eosinophils = self.soluble_cd25 = 1.0
        self.drives = 1.0, 1.0

    def _follow(self, value, rate, hours, before, now):
        k = self.p["toxicity_" + rate] * hours
        kept = math.exp(-k)
        mean_kept = -math.expm1(-k) / k if k > 0 else 1.0
        return value * kept + before * (mean_kept - kept) + now * (1 - mean_kept)

    def read(self, hour, a_treg, Q, R):
        """At a reading."""
        x = lambda name: self.p["toxicity_" + name]
        hours, self.hour = hour - self.hour, hour
        (before_p, before_s), before_e = self.drives, self.precursors
        now_p = 1 + x("eosinophil_effect") * a_treg
        now_s = 1 + x("soluble_cd25_of_cd8") * Q + x("soluble_cd25_of_treg") * (R - 1)
        self.precursors = self._follow(self.precursors, "eosinophil_precursor_rate", hours, before_p, now_p)
        self.eosinophils = self._follow(self.eosinophils, "eosinophil_rate", hours, before_e, self.precursors)
        self.soluble_cd25 = self._follow(self.soluble_cd25, "soluble_cd25_rate", hours, before_s, now_s)
        self.drives = now_p, now_s
        return {"eosinophils": self.eosinophils, "soluble_cd25": self.soluble_cd25}
