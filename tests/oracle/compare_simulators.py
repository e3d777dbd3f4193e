#!/usr/bin/env python3
"""Courses of twinarm against libRoadRunner and COPASI, which simulate the SBML that twinarm exports.

Ends with 1 where one differs (agreement.py says when), with 77 where the simulators are missing.
"""

import argparse
import pathlib
import sys
import tempfile

try:
    import basico  # noqa: F401  (both must be there before anything is run)
    import roadrunner  # noqa: F401

    from agreement import QUANTITIES, Agreement
    from mutations import MUTATIONS
    from simulators import SIMULATORS
    from twinarm_course import ARMS, Twinarm
except ImportError as missing:
    print(f"skipped: {missing}; `cmake --build BUILD --target oracle_venv` installs the simulators")
    sys.exit(77)


def simulated(simulator, file, hours):
    try:
        return SIMULATORS[simulator](file, hours, list(QUANTITIES))
    except RuntimeError as failure:
        print(f"{simulator}, {file.name}: {failure}")
        return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the built twinarm")
    parser.add_argument("--cohort", required=True, help="cohorts/head_to_head.toml")
    parser.add_argument("--patients", type=int, default=100)
    parser.add_argument("--arms", nargs="+", default=ARMS)
    parser.add_argument("--simulators", nargs="+", default=list(SIMULATORS), choices=list(SIMULATORS))
    parser.add_argument("--mutation", choices=list(MUTATIONS), help="put a fault into the SBML and expect to see it")
    parser.add_argument("--report", type=pathlib.Path, help="JSON file for the largest differences")
    options = parser.parse_args()

    agreement = Agreement(followed=0.4)
    with tempfile.TemporaryDirectory() as folder:
        twinarm = Twinarm(options.program, options.cohort, pathlib.Path(folder), options.patients)
        for patient in range(options.patients):
            for arm in options.arms:
                course, file = twinarm.course(patient, arm), twinarm.sbml(patient, arm)
                if options.mutation:
                    file.write_text(MUTATIONS[options.mutation](file.read_text()))
                for simulator in options.simulators:
                    agreement.add(simulator, patient, arm, course, simulated(simulator, file, course["time_h"]))
                file.unlink()

    print(agreement.table())
    if options.report:
        agreement.write(options.report)
    if options.mutation:
        print("the fault was NOT seen" if agreement.holds() else "the fault was seen")
    return int(agreement.holds() == bool(options.mutation))


if __name__ == "__main__":
    sys.exit(main())
