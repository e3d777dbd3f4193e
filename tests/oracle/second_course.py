"""The course of the second model: legs between all times at which something happens, each integrated by LSODA."""

import math

import numpy
from scipy.integrate import solve_ivp

import second_model as model

INTERVAL_H = 504.0  # of nivolumab every 21 d, for which its clearance is held
ERADICATED_MM = 1e-3
INDEX = {name: i for i, name in enumerate(model.STATES)}
DRUG = {"aldesleukin": 0, "nktr214": 1, "nivolumab": 2}


def clearance_changes(doses, end_h):
    """Hours at which nivolumab's clearance changes: at a dose, and where the held interval ends without one."""
    changes = []
    given = [dose.hour for dose in doses if dose.drug == "nivolumab" and dose.decision == "given"]
    for hour, following in zip(given, given[1:] + [end_h]):
        while hour < following:
            changes.append(hour)
            hour += INTERVAL_H
    return changes


def hypotension_grade(p, L):
    return sum(L > p[f"toxicity_hypotension_grade{g}"] * p["toxicity_hypotension_resistance"] for g in (1, 2, 3, 4))


def decision(p, dose, s, scans):
    """What the rules of the head-to-head cohort decide on a dose that is due, from this model's own state."""
    grade = hypotension_grade(p, s[INDEX["L"]])
    opens_course = dose.course > 1 and dose.cycle == 1 and dose.number == 1
    if dose.drug == "aldesleukin" and opens_course and scans[-1].measured_mm >= scans[0].measured_mm:
        return "no_further_course"  # rules of a course's end come before those of a dose
    if response(scans) == "PD":
        return "stop"
    if dose.drug == "aldesleukin" and (s[INDEX["L"]] >= p["toxicity_leak_tolerance"] or grade >= 3):
        return "skip"
    if dose.drug == "nktr214" and grade >= 3:
        return "hold"
    return "given"


def response(scans):
    """RECIST 1.1 at the latest scan, of progression only: 20% and 5 mm above the nadir, or a new lesion."""
    nadir = min(scan.measured_mm for scan in scans[:-1]) if len(scans) > 1 else scans[0].measured_mm
    latest = scans[-1]
    grown = latest.measured_mm >= 1.2 * nadir and latest.measured_mm - nadir >= 5
    return "PD" if latest.new_lesion or grown else "other"


def simulate(course, hours):
    """Columns like those of `twinarm show --csv` at `hours`, and the dose decisions that differ from the log."""
    p, kin = course.parameters, model.Kinetics(course.parameters)
    given = [dose for dose in course.doses if dose.decision == "given"]
    held = clearance_changes(course.doses, course.end_h)
    last = max(course.end_h, hours[-1])  # the midnight after a death stands in the course, too
    edges = {0.0, last, *(dose.hour for dose in course.doses), *(d.hour + d.infusion_h for d in given), *held,
             *(scan.hour for scan in course.scans)}
    edges = sorted(edge for edge in edges if edge <= last)
    s, alive, wrong, states = numpy.array(model.start(p)), [1, 1], [], {0.0: (model.start(p), (1, 1))}

    for begin, end in zip(edges, edges[1:]):
        scans = [scan for scan in course.scans if scan.hour <= begin]
        for dose in course.doses:
            if dose.hour == begin and decision(p, dose, s, scans) != dose.decision:
                wrong.append((dose, decision(p, dose, s, scans)))
        infusion = [0.0, 0.0, 0.0]
        for dose in given:
            if dose.hour <= begin < dose.hour + dose.infusion_h:
                infusion[DRUG[dose.drug]] += dose.amount / dose.infusion_h
        middle = max((hour for hour in held if hour <= begin), default=0) + INTERVAL_H / 2
        CLb = kin.nivolumab_clearance(middle)
        inside = [hour for hour in hours if begin < hour < end]
        solution = solve_ivp(lambda t, y: model.slopes(p, kin, infusion, alive, CLb, t, y), (begin, end), s, method="LSODA",
                             t_eval=[*inside, end], rtol=1e-10, atol=1e-12, first_step=min(1e-4, end - begin))
        assert solution.success, solution.message
        s = solution.y[:, -1]
        for hour, y in zip(inside, solution.y.T):
            states[hour] = (y, tuple(alive))
        alive = [int(alive[i] and math.exp(s[INDEX[name]]) >= ERADICATED_MM) for i, name in enumerate(("ln_ys", "ln_yr"))]
        states[end] = (s, tuple(alive))

    return {name: numpy.array(column) for name, column in columns(p, kin, hours, states).items()}, wrong


def columns(p, kin, hours, states):
    base = [p[f"lymphocytes_{cell}_count"] for cell in ("cd8", "nk", "treg", "other")]
    found, markers = {}, model.Markers(p)
    for hour in hours:
        s, alive = states[hour]
        v = dict(zip(model.STATES, s))
        free, one, two, nivolumab = model.concentrations(p, kin, s)
        RO = model.occupancies(p, (free, one, two), v["Q"])
        pools = (v["C"], v["N"], v["R"], v["O"])
        row = {"true_sld": alive[0] * math.exp(v["ln_ys"]) + alive[1] * math.exp(v["ln_yr"]),
               "blood_lymphocytes": v["f"] * sum(b * n for b, n in zip(base, pools)) / sum(base),
               "il2_concentration": free, "one_chain_concentration": one, "two_chain_concentration": two,
               "nivolumab_concentration": nivolumab, "cd8_occupied": RO[0], "nk_occupied": RO[1],
               "treg_occupied": RO[2], "tumour_t_occupied": RO[3], "endothelium_occupied": RO[4],
               **markers.read(hour, v["a_treg"], v["Q"], v["R"]),
               **{name: v[symbol] for name, symbol in model.COLUMNS.items()}}
        for name, value in row.items():
            found.setdefault(name, []).append(value)
    return found
