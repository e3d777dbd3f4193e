"""The equations of kernels/model in jax.numpy, written again for diffrax; checked against slopes() by check()."""

import jax
import jax.numpy as jnp
import numpy as np

STATES = ("circulating surface_receptor cd25_induction cd8_signal treg_signal tumour_signal cd8 nk treg other_lymphocytes "
          "tachyphylaxis chronic_signal tumour_cd8 bystander_cd8 tumour_treg memory adaptive_pdl1 log_sensitive "
          "log_resistant leak new_lesion_hazard death_hazard").split()
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
    in_tumour = (p["tumour_il2"] * free, p["tumour_conjugates"] * one, p["tumour_conjugates"] * two)
    result = {}
    for cell in ("cd8", "nk", "treg", "tumour_t", "endothelium"):
        f, o, t = in_tumour if cell == "tumour_t" else (free, one, two)
        beta = (f + o / one_beta + t / two_beta) / p["beta_dissociation"]
        alpha = (f + o / one_alpha + t / two_alpha) / p["alpha_dissociation"]
        bridge = (f + o / (one_alpha * one_beta) + t / (two_alpha * two_beta)) / (p["alpha_dissociation"] * p["assembly"])
        m = (1 + alpha) * (1 + beta)
        a = p[cell + "_cd25"] + (p["cd8_induced_cd25"] * induced_cd25 if cell == "cd8" else 0)
        b = jnp.minimum(p[cell + "_cd122"], p[cell + "_cd132"])
        total, difference = (a + b) * bridge, (a - b) * bridge
        bridged = 2 * a * bridge / (total + m + jnp.sqrt(m * m + 2 * total * m + difference * difference))
        result[cell] = bridged + (1 - bridged) * (beta / (1 + beta))
    return result


def slopes(p, drugs, alive, start, elapsed, state):
    """d state / dt of one patient, `elapsed` hours into a leg that begins `start` hours after the start of treatment.

    p: parameters by name; alive: 1 or 0 for the sensitive and resistant clone.
    """
    y = dict(zip(STATES, state))
    *ligands, nivolumab = drug_levels(drugs, elapsed)
    occupied = occupancies(p, ligands, y["cd25_induction"])
    d = {}

    # Blood
    answering = y["surface_receptor"] * (1 - y["tachyphylaxis"])
    signal = {"cd8": answering * occupied["cd8"],
              "treg": (p["spared_signal"] + (1 - p["spared_signal"]) * answering) * occupied["treg"],
              "tumour": occupied["tumour_t"]}
    most = jnp.maximum(occupied["cd8"], occupied["nk"])
    d["circulating"] = p["return_rate"] * (1 - y["circulating"]) - p["margination_rate"] * saturating(
        most, p["margination_half_occupancy"]) * y["circulating"]
    d["surface_receptor"] = (p["receptor_synthesis"] * (1 - y["surface_receptor"])
                             - p["receptor_loss"] * most**2 * y["surface_receptor"])
    d["tachyphylaxis"] = (p["tachyphylaxis_rate"] * y["cd8_signal"] * (1 - y["tachyphylaxis"])
                          - p["tachyphylaxis_recovery"] * y["tachyphylaxis"])
    d["cd25_induction"] = (p["cd25_induction_rate"] * signal["cd8"] * (1 - y["cd25_induction"])
                           - p["cd25_loss_rate"] * y["cd25_induction"])
    for cell, of in signal.items():
        d[cell + "_signal"] = p["activation_rate"] * (of - y[cell + "_signal"])
    d["chronic_signal"] = p["chronic_signal_rate"] * (y["cd8_signal"] - y["chronic_signal"])
    effect = saturating(y["cd8_signal"], p["effector_half_signal"])
    effects = {"cd8": effect, "nk": effect, "treg": saturating(y["treg_signal"], p["treg_half_signal"]), "other": effect}
    for cell, of in effects.items():
        name = "other_lymphocytes" if cell == "other" else cell
        n = y[name]
        d[name] = p[cell + "_turnover"] * (1 - n) + p[cell + "_expansion"] * of * n * jnp.maximum(
            1 - n / p[cell + "_capacity"], 0)

    # Tumour and its T cells
    mass = alive * jnp.exp(jnp.stack([y["log_sensitive"], y["log_resistant"]]))
    sld = jnp.maximum(mass[0] + mass[1], 1e-3)
    lost_at_baseline = jnp.minimum(p["exhaustion"], 0.97)
    kill_at_baseline = p["killing"] * p["killing_limit"] / (p["killing_limit"] + p["killing"])
    half = p["pdl1_half_effect"]
    driven = jnp.minimum((1 + half) * lost_at_baseline * y["adaptive_pdl1"] / (half + y["adaptive_pdl1"]), 0.97)
    pd1_occupied = saturating(nivolumab, p["half_occupancy"])
    lost = driven * (1 - p["pd1_effect"] * pd1_occupied) / (1 + p["exhaustion_relief"] * y["memory"])
    killers, bystanders = y["tumour_cd8"], y["bystander_cd8"]
    hindered = p["crowding"] * bystanders + p["chronic_exhaustion"] * y["chronic_signal"]
    effective = killers * (1 - lost) * (1 + p["treg_suppression"]) / (
        (1 - lost_at_baseline) * (1 + p["treg_suppression"] * y["tumour_treg"]) * (1 + hindered + hindered**2 / 2))
    unlimited = p["killing"] * effective
    kill = unlimited * p["killing_limit"] / (p["killing_limit"] + unlimited)
    antigen = saturating(kill, p["priming_half_killing"]) * sld / (sld + p["presentation_half_sld"]) * (
        p["baseline_sld"] + p["presentation_half_sld"]) / p["baseline_sld"]
    surplus = antigen - saturating(kill_at_baseline, p["priming_half_killing"])
    primed = surplus * jnp.where(surplus < 0, jnp.minimum(killers, 1), 1)
    d["tumour_cd8"] = (p["tumour_cd8_turnover"] * (1 + y["memory"] - killers)
                       + p["priming"] * primed / (1 + killers / p["priming_half_cd8"]))
    d["bystander_cd8"] = p["bystander_turnover"] * (p["bystander_homing"] * (y["cd8"] - 1) - bystanders)
    brought = saturating((y["tumour_signal"] / p["tumour_treg_half_signal"]) ** 4, 1)
    d["tumour_treg"] = p["tumour_treg_turnover"] * (
        (1 + p["treg_of_signal"] * brought + p["treg_of_blood"] * (y["treg"] - 1))
        / (1 + p["treg_displacement"] * bystanders) - y["tumour_treg"])
    gained = jnp.maximum(surplus, 0)
    level = (p["memory_of_signal"] * saturating((y["tumour_signal"] / p["tumour_half_signal"]) ** 3, 1)
             + p["memory_of_priming"] * pd1_occupied * saturating(gained, p["memory_half_surplus"]))
    gap = jnp.maximum(level - y["memory"], 0)
    d["memory"] = p["memory_rate"] * gap * saturating(gap, p["memory_gap"]) - p["memory_loss"] * y["memory"]
    d["adaptive_pdl1"] = p["pdl1_adaptation"] * (jnp.minimum(effective, p["pdl1_limit"]) - y["adaptive_pdl1"])
    room = jnp.log(p["growth_limit"] / sld) / jnp.log(p["growth_limit"] / p["baseline_sld"])
    growth = p["growth_rate"] / 24 * jnp.clip(room, 0, p["largest_growth"])
    matched = (1 - jnp.minimum(p["unmatched_killing"], 0.9)) * kill_at_baseline
    own = p["resistant_sensitivity"]
    sensitivity = own + (1 - own) * saturating(y["memory"], p["spreading_half_memory"])
    d["log_sensitive"] = alive[0] * (growth + matched - kill)
    d["log_resistant"] = alive[1] * (growth + own * matched - sensitivity * kill)

    # Toxicity and hazards
    without = p["leak_without_endothelium"]
    d["leak"] = (p["leak_rate"] * occupied["nk"] * (without + (1 - without) * occupied["endothelium"]) * (1 - y["leak"])
                 - p["leak_recovery"] * y["leak"])
    net_growth = (mass[0] * d["log_sensitive"] + mass[1] * d["log_resistant"]) / sld
    d["new_lesion_hazard"] = (p["new_lesion_rate"] / p["reference_growth"] * jnp.maximum(net_growth, 0)
                              + p["new_lesion_base"]) * 2 * sld / (sld + p["baseline_sld"])
    d["death_hazard"] = p["death_rate"] * p["later_therapy"] * p["frailty"] * jnp.exp(
        p["death_growth_exponent"] * jnp.log(p["growth_rate"] / 24 / p["reference_growth"])
        + p["death_burden_exponent"] * jnp.log(sld / p["death_reference_sld"])) * (
            1 - jnp.exp(-(start + elapsed) / p["entry_time"]))
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
    ours = jax.vmap(slopes)(parameters_of(problem), column("drug"), alive, column("start"), checks[:, 1], checks[:, 2:end])
    error = np.max(np.abs(ours - checks[:, end:]) / (1e-3 + np.abs(checks[:, end:])), axis=1)
    worst = {name: error[column("has_nktr214") == with_it].max() for name, with_it in (("without", 0), ("with", 1))}
    if worst["without"] > 1e-12 or worst["with"] > 1e-8:
        raise AssertionError(f"diffrax_model.py is not the model: {worst}")
    return worst
