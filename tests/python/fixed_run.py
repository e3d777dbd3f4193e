"""A run whose numbers are written here, so that pictures of it change with the plots and not with the model."""

import math
from types import SimpleNamespace

import twinarm as ta
from twinarm.plots import Plots

ARMS = ["control", "added"]
PATIENTS = 24
ENDS = ("progression", "death", "lost", "after_missed_visits", "death_after_last_visit", "ongoing")


def _response(change):
    return "CR" if change <= -0.95 else "PR" if change <= -0.3 else "SD" if change < 0.2 else "PD"


def _change(place, arm):
    return -1 + 1.6 * place / (PATIENTS - 1) - 0.1 * arm if place else -1.0


class FixedRun:
    arms, patients_done, _held = ARMS, PATIENTS, SimpleNamespace(first_patient=0)

    @property
    def plot(self):
        return Plots(self)

    _require_arms = ta.Results._require_arms

    def orr(self):
        return ta.Table({"arm": ARMS, "label": ["control drug", "control and added drug"], "orr": [0.2, 0.35],
                         "trial_lower": [0.1, 0.2], "trial_upper": [0.32, 0.52]})

    def published(self):
        return ta.Table({"arm": ["control", "control", "added"], "orr": [0.17, 0.25, 0.4], "orr_lower": [0.1, 0.15, 0.28],
                         "orr_upper": [0.27, 0.38, 0.53]})

    def survival(self, time):
        rows = []
        for place, arm in enumerate(ARMS):
            for step in range(13):
                share = math.exp(-step * (0.2 - 0.08 * place))
                lower, upper = (max(0, share - 0.1), min(1, share + 0.1)) if step else (None, None)
                rows.append((arm, 30.4375 * step, share, lower, upper))
        return ta.Table(dict(zip(("arm", "day", "survival", "lower", "upper"), map(list, zip(*rows)))))

    def patients(self, traits=False):
        rows = [(patient, arm, _change(patient, place), _response(_change(patient, place)), 20.0 + 12 * patient + 60 * place)
                for patient in range(PATIENTS) for place, arm in enumerate(ARMS)]
        return ta.Table(dict(zip(("patient", "arm", "best_change", "response", "pfs_d"), map(list, zip(*rows)))))

    def courses(self, patients, columns, every, arms=()):
        rows = [(patient, arm, 7.0 * week,
                 50 * (1 + (patient - 9) / 30) * math.exp((patient - 14) / 200 * week * (1 + ARMS.index(arm))))
                for patient in patients for arm in arms for week in range(13)]
        return _WithUnits(ta.Table(dict(zip(("patient", "arm", "time_d", columns[0]), map(list, zip(*rows))))))

    def charts(self):
        lanes = [{"response": _response(_change(place, 0)), "last_dose_d": None if place == 3 else 250 - 10 * place,
                  "response_d": 40 + place if place < 9 else None, "end_d": 400 - 15 * place, "end": ENDS[place % 6]}
                 for place in range(PATIENTS)]
        traits = [{"label": label, "measurable": measurable,
                   "differences": [[d, d - 0.1, d + 0.12], None if d < 0 else [d / 2, d / 2 - 0.1, d / 2 + 0.1]]}
                  for label, measurable, d in (("tumour burden (SLD)", True, -0.15), ("killing", False, 0.6), ("weight", True, 0.03))]
        quarters = [{"median": 2.0 ** q, "count": 2 + 2 * q, "patients": 20, "lower": 0.03 + 0.08 * q, "upper": 0.3 + 0.12 * q}
                    for q in range(4)]
        harm = [{"severe": s, "severe_limits": [s - 0.05, s + 0.05], "severe_in_trials": [s - 0.1, s + 0.1]} for s in (0.3, 0.55)]
        return {"swimmer": [lanes, lanes[:6]], "traits": {"traits": [*traits, {"label": "fixed", "measurable": True, "differences": []}]},
                "exposure": [{"arm": 0, "label": "drug 600 kIU/kg", "unit": "nmol/L h", "events": [
                                  {"groups": quarters, "curve": [[2.0 ** (q / 4), 0.08 + 0.028 * q, 0.05 + 0.02 * q, 0.12 + 0.034 * q] for q in range(13)]}]}],
                "benefit_harm": [{**one, "orr_limits": [o - 0.04, o + 0.04]} for one, o in zip(harm, (0.2, 0.35))],
                "summary": {"arms": [{"orr_population": {"estimate": o}} for o in (0.2, 0.35)]}}


class _WithUnits:
    units = {"true_sld_mm": "mm"}

    def __init__(self, table):
        self._table = table

    def __getitem__(self, column):
        return self._table[column]
