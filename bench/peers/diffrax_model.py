"""The equations of kernels/model in jax.numpy, written again for diffrax; checked against slopes() by check()."""

import jax
import jax.numpy as jnp
import numpy as np

STATES = ("circulating surface_receptor cd25_induction cd8_signal nk_signal treg_signal tumour_signal cd8 nk treg "
          "other_lymphocytes tumour_cd8 exhausted_cd8 tumour_treg memory adaptive_pdl1 log_sensitive log_resistant "
          "leak hypotension eosinophil_precursor eosinophils soluble_cd25 new_lesion_hazard death_hazard").split()
LOG_STATES = np.array([name.startswith("log_") for name in STATES])


def saturating(x, half):
    return x / (x + half)


def biexponential(leg, s):
    rest, fast_part, slow_part, fast, slow = leg
    return rest + fast_part * jnp.exp(-fast * s) + slow_part * jnp.exp(-slow * s)


def drug_levels(d, s):
    """IL-2 (free, 1-PEG, 2-PEG) [nmol/L] and nivolumab [ug/mL]; d: the numbers of kernels' DrugLeg in order."""
    aldesleukin, nktr214, nivolumab = d[:5], d[5:22], d[22:27]
    rest_two, rest_one, own = nktr214[:3]
    two, one = nktr214[3:8], nktr214[8:13]
    release, elimination, one_chain_loss, released_share = nktr214[13:]
    q = jnp.exp(-release * s)
    common = jnp.exp(-elimination * s) * q * q
    two_chain = rest_two + common * jnp.polyval(two[::-1], 1 - q)
    one_chain = rest_one + common * jnp.polyval(one[::-1], q) + own * jnp.exp(-one_chain_loss * s)
    free = biexponential(aldesleukin, s) + released_share * one_chain
    return free, one_chain, two_chain, biexponential(nivolumab, s)


def occupancies(p, ligands, induced_cd25):
    free, one, two = ligands
    one_alpha, two_alpha = p["one_chain_alpha_factor"], p["two_chain_alpha_factor"]
    one_beta = p["one_chain_beta_factor"] * p["beta_factor_spread"]
    two_beta = p["two_chain_beta_factor"] * p["beta_factor_spread"]
    beta = (free + one / one_beta + two / two_beta) / p["beta_dissociation"]
    alpha = (free + one / one_alpha + two / two_alpha) / p["alpha_dissociation"]
    bridge = (free + one / (one_alpha * one_beta) + two / (two_alpha * two_beta)) / (
        p["alpha_dissociation"] * p["assembly"])
    m = (1 + alpha) * (1 + beta)
    result = {}
    for cell in ("cd8", "nk", "treg", "tumour_t", "endothelium", "ilc2"):
        a = p[cell + "_cd25"] + (p["cd8_induced_cd25"] * induced_cd25 if cell == "cd8" else 0)
        b = jnp.minimum(p[cell + "_cd122"], p[cell + "_cd132"])
        total, difference = (a + b) * bridge, (a - b) * bridge
        bridged = 2 * a * bridge / (total + m + jnp.sqrt(m * m + 2 * total * m + difference * difference))
        result[cell] = bridged + (1 - bridged) * (beta / (1 + beta))
    return result


def slopes(p, drugs, alive, elapsed, state):
    """d state / dt of one patient; p: parameters by name, alive: 1 or 0 for the sensitive and resistant clone."""
    y = dict(zip(STATES, state))
    *ligands, nivolumab = drug_levels(drugs, elapsed)
    occupied = occupancies(p, ligands, y["cd25_induction"])
    surface = y["surface_receptor"]
    spared = p["spared_signal"] + (1 - p["spared_signal"]) * surface
    signal = {"cd8": surface * occupied["cd8"], "nk": surface * occupied["nk"],
              "treg": spared * occupied["treg"], "tumour": spared * occupied["tumour_t"]}
    d = {}

    # Blood
    strongest = jnp.maximum(signal["cd8"], signal["nk"])
    most = jnp.maximum(occupied["cd8"], occupied["nk"])
    d["circulating"] = p["return_rate"] * (1 - y["circulating"]) - p["margination_rate"] * saturating(
        strongest, p["margination_half_signal"]) * y["circulating"]
    d["surface_receptor"] = p["receptor_synthesis"] * (1 - surface) - p["receptor_loss"] * most**2 * surface
    d["cd25_induction"] = (p["cd25_induction_rate"] * signal["cd8"] * (1 - y["cd25_induction"])
                           - p["cd25_loss_rate"] * y["cd25_induction"])
    for cell in ("cd8", "nk", "treg", "tumour"):
        d[cell + "_signal"] = p["activation_rate"] * (signal[cell] - y[cell + "_signal"])
    cd8_effect = saturating(y["cd8_signal"], p["effector_half_signal"])
    treg_effect = saturating(y["treg_signal"], p["treg_half_signal"])
    effects = {"cd8": cd8_effect, "nk": saturating(y["nk_signal"], p["effector_half_signal"]),
               "treg": treg_effect, "other": cd8_effect}
    for cell, effect in effects.items():
        name = "other_lymphocytes" if cell == "other" else cell
        n = y[name]
        d[name] = p[cell + "_turnover"] * (1 - n) + p[cell + "_expansion"] * effect * n * jnp.maximum(
            1 - n / p[cell + "_capacity"], 0)

    # Tumour and its T cells
    mass = alive * jnp.exp(jnp.stack([y["log_sensitive"], y["log_resistant"]]))
    sld = jnp.maximum(mass[0] + mass[1], 1e-3)
    lost_at_baseline = jnp.minimum(p["exhaustion"], 0.97)
    kill_at_baseline = p["killing"] * p["killing_limit"] / (p["killing_limit"] + p["killing"])
    steep = p["tumour_signal_shape"] * jnp.log(jnp.maximum(y["tumour_signal"], 1e-12) / p["tumour_half_signal"])
    effect = 1 / (1 + jnp.exp(-steep))
    half = p["pdl1_half_effect"]
    driven = jnp.minimum((1 + half) * lost_at_baseline * y["adaptive_pdl1"] / (half + y["adaptive_pdl1"]), 0.97)
    pd1_occupied = saturating(nivolumab, p["half_occupancy"])
    lost = driven * (1 - p["pd1_effect"] * pd1_occupied) * (1 - p["signal_effect"] * effect)
    functional, exhausted = y["tumour_cd8"], y["exhausted_cd8"]
    effective = functional * (1 - lost) * (1 + p["treg_suppression"]) / (
        (1 - lost_at_baseline) * (1 + p["treg_suppression"] * y["tumour_treg"]))
    activated = p["lymphokine_killing"] * (y["cd8_signal"] / p["lymphokine_reference_signal"]) ** 2 * y["cd8"]
    unlimited = p["killing"] * (effective + activated)
    kill = unlimited * p["killing_limit"] / (p["killing_limit"] + unlimited)
    antigen = saturating(kill, p["priming_half_killing"]) * sld / (sld + p["presentation_half_sld"]) * (
        p["baseline_sld"] + p["presentation_half_sld"]) / p["baseline_sld"]
    surplus = antigen - saturating(kill_at_baseline, p["priming_half_killing"])
    primed = surplus * jnp.where(surplus < 0, jnp.minimum(functional, 1), 1)
    reinvigorated = p["reinvigoration_rate"] * pd1_occupied * exhausted
    d["tumour_cd8"] = (
        p["tumour_cd8_turnover"] * ((1 + p["homing"] * (y["cd8"] - 1)) * (1 + y["memory"]) - functional)
        + p["tumour_cd8_expansion"] * effect * functional * jnp.maximum(
            1 - functional / p["tumour_cd8_capacity"], 0)
        - p["exhaustion_rate"] * (lost * functional - lost_at_baseline)
        + reinvigorated + p["priming"] * primed / (1 + functional / p["priming_half_cd8"]))
    d["exhausted_cd8"] = (p["exhaustion_rate"] * lost * functional - p["tumour_cd8_turnover"] * exhausted
                          - reinvigorated)
    d["tumour_treg"] = p["tumour_treg_turnover"] * (y["treg"] - y["tumour_treg"]) + p[
        "tumour_treg_expansion"] * treg_effect * y["tumour_treg"] * jnp.maximum(
            1 - y["tumour_treg"] / p["tumour_treg_capacity"], 0)
    d["memory"] = (p["memory_formation"] * effect * (1 - y["memory"] / p["memory_capacity"])
                   - p["memory_loss"] * y["memory"])
    d["adaptive_pdl1"] = p["pdl1_adaptation"] * (jnp.minimum(effective, p["pdl1_limit"]) - y["adaptive_pdl1"])
    room = jnp.log(p["growth_limit"] / sld) / jnp.log(p["growth_limit"] / p["baseline_sld"])
    growth = p["growth_rate"] / 24 * jnp.clip(room, 0, p["largest_growth"])
    relief = kill_at_baseline - kill
    d["log_sensitive"] = alive[0] * (growth + relief)
    d["log_resistant"] = alive[1] * (growth + p["resistant_sensitivity"] * relief)

    # Toxicity and hazards
    d["leak"] = p["leak_rate"] * occupied["endothelium"] * (1 - y["leak"]) - p["leak_recovery"] * y["leak"]
    stimulus = signal["nk"] * y["nk"] + p["hypotension_leak_weight"] * y["leak"]
    d["hypotension"] = (p["hypotension_rate"] * saturating(stimulus, p["hypotension_half_drive"])
                        * (1 - y["hypotension"]) - p["hypotension_recovery"] * y["hypotension"])
    d["eosinophil_precursor"] = p["eosinophil_precursor_rate"] * (
        1 + p["eosinophil_effect"] * occupied["ilc2"] - y["eosinophil_precursor"])
    d["eosinophils"] = p["eosinophil_rate"] * (y["eosinophil_precursor"] - y["eosinophils"])
    d["soluble_cd25"] = p["soluble_cd25_rate"] * (
        1 + p["soluble_cd25_of_cd8"] * y["cd25_induction"] + p["soluble_cd25_of_treg"] * (y["treg"] - 1) - y["soluble_cd25"])
    net_growth = (mass[0] * d["log_sensitive"] + mass[1] * d["log_resistant"]) / sld
    d["new_lesion_hazard"] = p["new_lesion_rate"] / p["reference_growth"] * jnp.maximum(net_growth, 0)
    d["death_hazard"] = p["death_rate"] * jnp.exp(
        p["death_burden_exponent"] * jnp.log(sld / p["death_reference_sld"]))
    return jnp.stack([d[name] for name in STATES])


def parameters_of(problem):
    """[course] arrays by name. (PK parameters, whose names repeat, are already in the legs.)"""
    end = problem.head["course_columns"].index("start")
    return dict(zip(problem.head["course_columns"][2:end], problem.courses[:, 2:end].T))


def check(problem):
    """Raises where the equations differ from slopes() at the check points: by 1e-12 of a rate (or of 0.001/h), with
    NKTR-214 in the body by 1e-8, because its closed form subtracts nearly equal terms soon after a dose."""
    checks = np.fromfile(problem.folder / "checks.f64").reshape(len(problem.courses), -1)
    legs = problem.legs[problem.first_leg[:-1] + checks[:, 0].astype(int)]
    column = lambda name: legs[:, problem.column("leg", name)]
    alive = np.stack([column("alive_sensitive"), column("alive_resistant")], axis=1)
    end = 2 + len(STATES)
    ours = jax.vmap(slopes)(parameters_of(problem), column("drug"), alive, checks[:, 1], checks[:, 2:end])
    error = np.max(np.abs(ours - checks[:, end:]) / (1e-3 + np.abs(checks[:, end:])), axis=1)
    worst = {name: error[column("has_nktr214") == with_it].max() for name, with_it in (("without", 0), ("with", 1))}
    if worst["without"] > 1e-12 or worst["with"] > 1e-8:
        raise AssertionError(f"diffrax_model.py is not the model: {worst}")
    return worst
