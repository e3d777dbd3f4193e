#!/usr/bin/env python3
"""Peer: libRoadRunner (CVODE behind compiled SBML) on what `twinarm export` writes: PK as ODEs, doses as events.

Arguments: the built twinarm, then those of every peer."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from serve import serve

os.environ.setdefault("SUNLOGGER_WARNING_FILENAME", "/dev/null")  # CVODE warns of infusions that start at a step's end
PATIENTS = 16  # each course is its own model, compiled when it is loaded


class Solver:
    def __init__(self, problem):
        self.problem, self.models = problem, {}
        self.program, self.folder = sys.argv[1], Path(tempfile.mkdtemp(prefix="roadrunner_"))
        self.arms = [line.split(",")[1] for line in self.recorded_run()]

    def twinarm(self, *arguments):
        subprocess.run([self.program, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)

    def recorded_run(self):
        """Stores the run whose courses are exported, at the reference's tolerance; rows of its first patient."""
        rtol = self.problem.head["reference_rtol"]
        self.twinarm("run", self.problem.head["cohort"], "-n", PATIENTS, "--quiet", "--out", self.folder / "run",
                     "--set", f"solver.relative_tolerance={rtol}", "--set",
                     f"solver.absolute_tolerance={1e-3 * rtol}", "--set", "trial.trials=10")
        lines = [line for line in (self.folder / "run" / "patients.csv").read_text().splitlines() if line[:2] == "0,"]
        assert len(lines) == self.problem.head["arms"]
        return lines

    def load(self, course):
        import roadrunner

        roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
        patient, arm = divmod(course, len(self.arms))
        file = self.folder / f"{course}.xml"
        self.twinarm("export", self.folder / "run", "--patient", patient, "--arm", self.arms[arm], "-o", file)
        return roadrunner.RoadRunner(str(file))

    def prepare(self, request, patients):
        p, arms = self.problem, len(self.arms)
        courses = [patient * arms + arm for patient in patients for arm in range(arms)]
        for course in courses:
            if course not in self.models:
                self.models[course] = self.load(course)
            integrator = self.models[course].getIntegrator()
            integrator.stiff = request["method"] == "BDF"
            integrator.relative_tolerance = request["rtol"]
            integrator.absolute_tolerance = [request["atol"]] * self.models[course].model.getNumRateRules()
            integrator.maximum_num_steps = 10_000_000

        def solve_one(course):
            legs = p.legs[p.first_leg[course]: p.first_leg[course + 1]]
            ends = np.cumsum(legs[:, p.column("leg", "length")])
            read = legs[:, p.column("leg", "scan")] >= 0
            times = np.unique(np.concatenate([[0.0], ends[read], ends[-1:]]))
            model = self.models[course]
            model.resetAll()  # events change parameters too
            try:
                table = model.simulate(times=times.tolist(), selections=["time", "true_sld"])
            except RuntimeError:
                return np.full(read.sum(), np.nan)
            return np.asarray(table)[np.searchsorted(times, ends[read]), 1]

        return lambda: [solve_one(course) for course in courses]


if __name__ == "__main__":
    import importlib.metadata

    serve("roadrunner_peer", {"peer": f"libRoadRunner {importlib.metadata.version('libroadrunner')}",
                              "methods": ["BDF", "Adams"], "patients": PATIENTS})
