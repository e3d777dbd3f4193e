#!/usr/bin/env python3
"""Courses of twinarm against a second implementation that was written from the documentation (second_model.py).

It takes the patient's parameters, the doses as given and the scans as read from the exported SBML's annotation, solves
the equations with SciPy's LSODA, and decides every dose again. Ends with 1 where a course or a decision differs.
"""

import argparse
import pathlib
import sys
import tempfile

try:
    import scipy  # noqa: F401

    from agreement import Agreement
    from course_file import CourseFile
    from second_course import simulate
    from twinarm_course import ARMS, Twinarm
except ImportError as missing:
    print(f"skipped: {missing}; `cmake --build BUILD --target oracle_venv` installs what it needs")
    sys.exit(77)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the built twinarm")
    parser.add_argument("--cohort", required=True, help="cohorts/head_to_head.toml")
    parser.add_argument("--patients", type=int, nargs="+", default=[4, 10], help="in every arm")
    parser.add_argument("--arms", nargs="+", default=ARMS)
    options = parser.parse_args()

    agreement, decisions, wrong = Agreement(), 0, []
    with tempfile.TemporaryDirectory() as folder:
        twinarm = Twinarm(options.program, options.cohort, pathlib.Path(folder), max(options.patients) + 1)
        for patient in options.patients:
            for arm in options.arms:
                file, course = CourseFile(twinarm.sbml(patient, arm)), twinarm.course(patient, arm)
                other, differing = simulate(file, course["time_h"])
                agreement.add("second model", patient, arm, course, other)
                decisions += len(file.doses)
                wrong += differing

    print(agreement.table())
    print(f"{decisions} decisions on doses, {len(wrong)} differ")
    for dose, decided in wrong:
        print(f"  {dose}: the second model decides {decided}")
    return int(bool(wrong) or not agreement.holds())


if __name__ == "__main__":
    sys.exit(main())
