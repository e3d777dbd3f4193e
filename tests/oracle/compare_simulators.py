#!/usr/bin/env python3
"""Courses of twinarm against libRoadRunner and COPASI, which simulate the SBML that twinarm exports.

A value x of twinarm and a value s of a simulator agree where |x - s| <= 1e-4 max(|x|, floor), at every end of a leg and
every midnight, scans and doses among them. Ends with 1 where one does not, with 77 where the simulators are missing.
"""

import argparse
import json
import pathlib
import sys
import tempfile

try:
    import numpy

    from mutations import MUTATIONS
    from simulators import SIMULATORS
    from twinarm_course import ARMS, Twinarm

    import basico  # noqa: F401  (both simulators must be there before anything is run)
    import roadrunner  # noqa: F401
except ImportError as missing:
    print(f"skipped: {missing}; `cmake --build BUILD --target oracle_venv` installs the simulators")
    sys.exit(77)

TOLERANCE = 1e-4

# Quantity of the SBML: column of `twinarm show --csv`, floor, unit. Floors are far below what matters: a scan reads
# less than 5 mm as 0, a lymphocyte count has two digits, the lowest EC50 is 0.01 nmol/L, half of PD-1 is occupied at
# 0.6 ug/mL, doses are omitted from a leak of about 0.4 on.
QUANTITIES = {
    "true_sld": ("true_sld_mm", 1.0, "mm"),
    "blood_lymphocytes": ("lymphocytes", 0.01, "of baseline"),
    "il2_concentration": ("il2_nmol_per_l", 1e-4, "nmol/L"),
    "one_chain_concentration": ("one_chain_nmol_per_l", 1e-4, "nmol/L"),
    "two_chain_concentration": ("two_chain_nmol_per_l", 1e-4, "nmol/L"),
    "nivolumab_concentration": ("nivolumab_ug_per_ml", 0.01, "ug/mL"),
    "leak": ("leak", 1e-3, "1"),
    "hypotension": ("hypotension", 1e-3, "1"),
    "cd8": ("cd8", 0.01, "of baseline"),
    "nk": ("nk", 0.01, "of baseline"),
    "treg": ("treg", 0.01, "of baseline"),
    "tumour_cd8": ("tumour_cd8", 0.01, "of baseline"),
    "exhausted_cd8": ("exhausted_cd8", 0.01, "of baseline"),
    "tumour_treg": ("tumour_treg", 0.01, "of baseline"),
    "memory": ("memory", 0.01, "1"),
    "eosinophils": ("eosinophils", 0.01, "of baseline"),
    "soluble_cd25": ("soluble_cd25", 0.01, "of baseline"),
    "cd8_occupied": ("occupancy_cd8", 1e-3, "1"),
    "nk_occupied": ("occupancy_nk", 1e-3, "1"),
    "treg_occupied": ("occupancy_treg", 1e-3, "1"),
    "tumour_t_occupied": ("occupancy_tumour_t", 1e-3, "1"),
    "endothelium_occupied": ("occupancy_endothelium", 1e-3, "1"),
    "ilc2_occupied": ("occupancy_ilc2", 1e-3, "1"),
}


def largest_difference(course, simulated, quantity):
    """max |x - s| / max(|x|, floor), and the hour of it."""
    column, floor, _ = QUANTITIES[quantity]
    x, s = course[column], simulated[quantity]
    difference = numpy.abs(x - s) / numpy.maximum(numpy.abs(x), floor)
    difference[~numpy.isfinite(difference)] = numpy.inf
    worst = int(difference.argmax())
    return float(difference[worst]), float(course["time_h"][worst])


def compare(twinarm, patients, arms, simulators, mutate=None):
    """Yields patient, arm, simulator, quantity, difference, hour."""
    for patient in patients:
        for arm in arms:
            course = twinarm.course(patient, arm)
            file = twinarm.sbml(patient, arm)
            if mutate:
                file.write_text(mutate(file.read_text()))
            for simulator in simulators:
                try:
                    simulated = SIMULATORS[simulator](file, course["time_h"], list(QUANTITIES))
                except RuntimeError as failure:
                    print(f"{simulator}: patient {patient}, {arm}: {failure}")
                    simulated = {quantity: numpy.full_like(course["time_h"], numpy.inf) for quantity in QUANTITIES}
                for quantity in QUANTITIES:
                    yield (patient, arm, simulator, quantity, *largest_difference(course, simulated, quantity))
            file.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the built twinarm")
    parser.add_argument("--cohort", required=True, help="cohorts/head_to_head.toml")
    parser.add_argument("--patients", type=int, default=100)
    parser.add_argument("--arms", nargs="+", default=ARMS)
    parser.add_argument("--simulators", nargs="+", default=list(SIMULATORS), choices=list(SIMULATORS))
    parser.add_argument("--mutation", choices=list(MUTATIONS), help="spoil the SBML first and expect to see it")
    parser.add_argument("--report", type=pathlib.Path, help="JSON file for the largest differences")
    options = parser.parse_args()

    worst, compared = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        twinarm = Twinarm(options.program, options.cohort, pathlib.Path(folder), options.patients)
        for patient, arm, simulator, quantity, difference, hour in compare(
                twinarm, range(options.patients), options.arms, options.simulators,
                MUTATIONS.get(options.mutation)):
            compared += 1
            key = (simulator, quantity)
            if key not in worst or difference > worst[key][0]:
                worst[key] = (difference, patient, arm, hour)

    print(f"{options.patients} patients x {len(options.arms)} arms; largest |x - s| / max(|x|, floor), allowed {TOLERANCE}")
    for (simulator, quantity), (difference, patient, arm, hour) in worst.items():
        _, floor, unit = QUANTITIES[quantity]
        mark = "" if difference <= TOLERANCE else "   DIFFERS"
        print(f"  {simulator:14} {quantity:24} {difference:8.1e}  floor {floor:g} {unit:12} patient {patient}, {arm}, "
              f"hour {hour:g}{mark}")
    if options.report:
        options.report.write_text(json.dumps(
            [{"simulator": s, "quantity": q, "floor": QUANTITIES[q][1], "unit": QUANTITIES[q][2], "difference": d,
              "patient": p, "arm": a, "hour": h} for (s, q), (d, p, a, h) in worst.items()], indent=1) + "\n")
    assert compared == options.patients * len(options.arms) * len(options.simulators) * len(QUANTITIES)
    differs = any(difference > TOLERANCE for difference, *_ in worst.values())
    if options.mutation:
        print("the mutation was seen" if differs else "the mutation was NOT seen")
        return 0 if differs else 1
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
