"""The recorded courses (problem.json and its files of doubles) as numpy arrays."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FLOOR_MM = 1.0  # errors of a smaller SLD are taken relative to this; complete response begins at 5 mm


@dataclass
class Problem:
    folder: Path
    head: dict
    courses: np.ndarray  # [course, column]
    legs: np.ndarray  # [leg, column], the legs of all courses one after another
    visits: np.ndarray  # true SLD at every visit after baseline, course by course
    first_leg: np.ndarray  # [course + 1]
    first_visit: np.ndarray  # [course + 1]

    def column(self, table, name):
        """Index, or slice where a name stands for several columns in a row."""
        places = [i for i, column in enumerate(self.head[table + "_columns"]) if column == name]
        return places[0] if len(places) == 1 else slice(places[0], places[-1] + 1)

    def visits_of(self, patients):
        return self.visits[: self.first_visit[patients * self.head["arms"]]]

    def errors(self, sld_mm, patients):
        """Relative error at each visit; infinite where the peer has no number."""
        reference = self.visits_of(patients)
        error = np.abs(sld_mm - reference) / np.maximum(reference, FLOOR_MM)
        return np.where(np.isfinite(error), error, np.inf)


def read_problem(folder):
    folder = Path(folder)
    head = json.loads((folder / "problem.json").read_text())

    def table(name):
        numbers = np.fromfile(folder / f"{name}s.f64")
        return numbers.reshape(-1, len(head[name + "_columns"]))

    courses = table("course")
    count_of = lambda name: courses[:, head["course_columns"].index(name)].astype(int)
    offsets = lambda counts: np.concatenate([[0], np.cumsum(counts)])
    return Problem(folder, head, courses, table("leg"), np.fromfile(folder / "visits.f64"),
                   offsets(count_of("legs")), offsets(count_of("visits")))
