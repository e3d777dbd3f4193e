#!/usr/bin/env python3
"""Registrations are as they were made, nothing writes over them, and `register` writes what its formulas say.

A stand-in for the program (`program`) gives runs whose numbers can be computed by hand.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = ROOT / "cohorts" / "predictions"
sys.dont_write_bytecode = True
sys.path.insert(0, str(FOLDER))
from library import calibration_data, registration_page, rivals, shares

FROZEN = {"first_registration.md": "b0f84912adb6", "first_decision_p06.md": "6e8b5a796d64", "predictions.md": "38568be2a488",
          "predictions.json": "a432dfef01c6", "decision_p06.md": "c34fc3552597"}
CHANGED_SINCE = {}  # files of a registration that have changed for a reason, as a new calibration or an opened trial: file -> reason
problems = []


def true(what, holds):
    if not holds:
        problems.append(what)


def equal(what, found, expected, tolerance=1e-9):
    true(f"{what}: {found}, expected {expected}", abs(found - expected) <= tolerance)


def sha256_of(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def files_are_as_registered():
    listed = dict(reversed(line.split()) for line in (FOLDER / "registrations.sha256").read_text().splitlines())
    for file, start in FROZEN.items():
        true(f"{file} is not the one that was registered", listed.get(file, "").startswith(start))
    for file, sha256 in listed.items():
        true(f"{file} is not what registrations.sha256 says", sha256_of(FOLDER / file) == sha256)
    for file in FOLDER.glob("*_registration.json"):
        true(f"{file.name} is not in registrations.sha256", file.name in listed)
        for name, sha256 in json.loads(file.read_text())["files"].items():
            own = name.startswith("cohorts/predictions/") or name == "cohorts/calibration/populations.csv"
            if own and name not in CHANGED_SINCE:
                true(f"{name} is not the file of {file.name}: mend it, or say in CHANGED_SINCE why it changed", sha256_of(ROOT / name) == sha256)


class Populations:
    def __init__(self, **sd):
        self.weight, self.between_trial_sd = {name: 1 / len(sd) for name in sd}, sd


def shares_are_right():
    one = Populations(a=0.0)
    # Binomial of 2 with 0.5: 0.25, 0.5, 0.25; its median is one of two.
    found = shares.Shares(one, 2).response({"a": (10**6, 2 * 10**6)})["one_trial"]
    true(f"binomial of 2: {found}", found == {"median": 0.5, "lower": 0.0, "upper": 1.0})
    # CR is response times CR of responders, 0.4 of 0.5: 200 of 1,000, with the binomial's interval (sd 12.6).
    part = shares.Shares(one, 1000).part({"a": (5 * 10**6, 10**7)}, {"a": (2 * 10**6, 5 * 10**6)}, {"a": (2 * 10**6, 10**7)},
                                         lambda p, q: p * q)["one_trial"]
    equal("a part of responders", part["median"], 0.2, 0.002)
    equal("its upper limit", part["upper"], 0.225, 0.002)
    # Assessors' odds of response twice those of review: 0.5 becomes 2/3.
    equal("odds", shares.Shares(one, 999, 2.0).response({"a": (10**6, 2 * 10**6)})["one_trial"]["median"], 2 / 3, 0.002)
    # Rates of two populations that differ by less than chance: no spread between them is left.
    alike = shares.own(Populations(a=0.3, b=0.3), {"a": (19, 100), "b": (21, 100)})
    equal("spread taken out", max(alike.values.values()) - min(alike.values.values()), 0)
    equal("their mean", alike.mean, 0.2)
    # Far apart, nearly all of it stays: variance 0.04 with 0.2 0.8 / 9999 taken out.
    apart = shares.own(Populations(a=0.3, b=0.3), {"a": (2000, 10000), "b": (6000, 10000)})
    equal("spread kept", apart.values["b"] - apart.values["a"], 0.4, 0.001)


def rivals_are_right():
    families = calibration_data.families()
    # Klapper, SELECT, Fyfe, PROCLAIM, McDermott, Payne, Yang, as the calibration has them.
    counts = families["high-dose aldesleukin, kidney cancer"].counts["orr"]
    true(f"trials: {counts}", sorted(counts.values()) == [(22, 95), (29, 190), (30, 120), (33, 156), (36, 255), (45, 186), (53, 259)])
    true("parts of a trial are added up", families["PD-1 antibody, kidney cancer"].counts["orr"] == {"HCRN GU16-260": (42, 123)})
    family = calibration_data.Family()
    family.points["os"]["one"] = [(24.0, 0.5, 10**9)]
    family.points["os"]["another"] = [(24.0, 0.5, 10**9)]
    family.points["pfs"] = family.points["os"]
    # A quarter is alive after twice the median; nothing is said of progression-free survival then.
    equal("constant hazard", family.survival("os", 48.0, 1000)["median"], 0.25, 0.002)
    true("no such month", family.survival("pfs", 48.0, 1000) is None)
    # One more trial of 200: the logarithm of its median has sd sqrt(2 / 200) = 0.1.
    equal("a median", family.median_days("os", 200)["median"], 24 * 30.4375, 0.01)
    equal("its upper limit", family.median_days("os", 200)["upper"], 24 * 30.4375 * 1.2165, 0.1)
    equal("the binomial", rivals.one_more_trial([(1, 0.5)], 2)[1], 0.5)


def run(work, *words, **environment):
    return subprocess.run([sys.executable, "-B", *map(str, words)], cwd=work, capture_output=True, text=True, env=os.environ | environment)


def register_writes(work):
    (work / "populations.csv").write_text("population,weight,trial.between_trial_sd\n0,0.5,0.3\n1,0.5,0.3\n")
    shutil.copy(HERE / "program", work / "twinarm")
    words = [FOLDER / "register", work, "made_registration", "--populations", "populations.csv", "--runs", "runs", "--out", work]
    old = run(work, *words, "q04_melanoma_one_centre.toml", TWINARM_OLD="1")
    true(f"an old program: {old.stderr}", old.returncode == 1 and "too old" in old.stderr)
    true("nothing is written then", not (work / "made_registration.json").exists())
    made = run(work, *words, "q03_melanoma_after_pd1.toml", "q04_melanoma_one_centre.toml", "q05_nivolumab_five_years.toml")
    if made.returncode != 0:
        problems.append(made.stderr)
        return
    registration = json.loads((work / "made_registration.json").read_text())
    twins, centre, trial = (design["arms"][0] for design in registration["designs"])
    known = {one["what"]: one for one in twins["quantities"]}
    mean = lambda what: known[what]["populations"]["mean"]
    equal("who progress", mean("who progress under nivolumab"), 0.5)
    equal("their response", mean("ORR"), 0.1)
    equal("their CR", mean("CR"), 0.05)
    equal("their disease control", mean("disease control"), 1, 0.006)
    true("CR in one trial", known["CR"]["one_trial"]["upper"] <= 0.2)
    equal("disease control in one trial", known["disease control"]["one_trial"]["lower"], 1, 0.05)
    equal("minus all", mean("ORR, those who progress minus all"), 0.1 - 0.3)
    equal("free of progression at 6 months", mean("progression-free survival at 6 months"), 1, 0.006)
    equal("and at 12", mean("progression-free survival at 12 months"), 0, 0.006)
    doses = {one["what"]: one for one in centre["quantities"]}["median of doses in the first cycle"]
    equal("doses", doses["one_trial"]["median"], 10)
    days = {one["what"]: one for one in trial["quantities"]}["median time to CR"]
    equal("the fourth scan", days["one_trial"]["median"], 21 * 7)
    page = (work / "made_registration.md").read_text()
    true("the page is what the JSON file says", page == "\n".join(registration_page.page(registration)))
    true("no `None` or `nan` in it", not any(word in page for word in ("None", "nan", "inf")))
    hashes = [line.split() for line in (work / "registrations.sha256").read_text().splitlines()]
    true(f"hashes: {hashes}", hashes == [[sha256_of(work / f"made_registration.{kind}"), f"made_registration.{kind}"] for kind in ("json", "md")])
    before = sha256_of(work / "made_registration.json")
    again = run(work, *words)
    true("a second time is refused", again.returncode == 1 and "never written over" in again.stderr)
    true("and changes nothing", sha256_of(work / "made_registration.json") == before)


def old_programs_refuse(work):
    for words in ([FOLDER / "predict", work, "--out", FOLDER], [FOLDER / "predict", work]):
        true(f"{words[1:]} is refused", run(work, *words).returncode != 0)
    decided = subprocess.run([FOLDER / "decide", work, FOLDER / "decision_p06.md"], capture_output=True, text=True)
    true("decide is refused", decided.returncode != 0 and "never written over" in decided.stderr)


shares_are_right()
rivals_are_right()
with tempfile.TemporaryDirectory() as folder:
    register_writes(pathlib.Path(folder))
    old_programs_refuse(pathlib.Path(folder))
files_are_as_registered()
sys.exit("\n".join(problems) or 0)
