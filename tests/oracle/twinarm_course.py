"""What the program itself says: a run at tight tolerance, a patient's course, its SBML."""

import csv
import pathlib
import subprocess

import numpy

ARMS = ["aldesleukin", "nktr214", "nivolumab", "nktr214_nivolumab"]
TIGHT = ["--set", "solver.relative_tolerance=1e-10", "--set", "solver.absolute_tolerance=1e-12"]


class Twinarm:
    """One stored run of the head-to-head cohort."""

    def __init__(self, program: str, cohort: str, folder: pathlib.Path, patients: int):
        self.program, self.folder = program, folder
        folder.mkdir(parents=True, exist_ok=True)
        self._call("run", cohort, "-n", str(patients), *TIGHT, "--populations", "none", "--set", "trial.trials=10", "--quiet", "--force",
                   "--out", str(folder / "run"))

    def _call(self, *arguments: str) -> str:
        return subprocess.run([self.program, *arguments], check=True, capture_output=True, text=True).stdout

    def course(self, patient: int, arm: str):
        """Columns of `twinarm show --csv` at every point: the ends of all legs, and every midnight."""
        text = self._call("show", str(self.folder / "run"), str(patient), "--arm", arm, "--csv")
        rows = list(csv.DictReader(text.splitlines()))
        course = {name: numpy.array([float(row[name]) for row in rows]) for name in rows[0]
                  if name not in ("patient", "arm")}
        # Days back to hours: all points are whole minutes, and the file has 17 digits.
        course["time_h"] = numpy.round(course.pop("time_d") * 24 * 60) / 60
        return course

    def sbml(self, patient: int, arm: str) -> pathlib.Path:
        file = self.folder / f"patient_{patient}_{arm}.xml"
        self._call("export", str(self.folder / "run"), "--patient", str(patient), "--arm", arm, "-o", str(file))
        return file
