#!/usr/bin/env python3
"""validation.md is what `cohorts/predictions/validate` makes of the registrations.

Its formulas are checked against numbers that do not come from it: a uniform distribution, a binomial one, and the
meta-analyses of the calibration data.
"""
import importlib.machinery
import importlib.util
import math
import pathlib
import subprocess
import sys
import tomllib

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "cohorts" / "predictions"
problems = []


def equal(what, found, expected, tolerance=0.0):
    if not abs(found - expected) <= tolerance:
        problems.append(f"{what}: {found}, expected {expected}")


sys.dont_write_bytecode = True
sys.path.insert(0, str(FOLDER))
loader = importlib.machinery.SourceFileLoader("validate", str(FOLDER / "validate"))
validate = importlib.util.module_from_spec(importlib.util.spec_from_loader("validate", loader))
loader.exec_module(validate)

# 0 to 9 responders equally likely: P(fewer than 3) + P(3) / 2, ln(1/10), and CRPS in points of a rate of 9 patients:
# (0.1^2 + 0.2^2 + 0.3^2 + 0.6^2 + 0.5^2 + ... + 0^2) 100 / 9.
uniform = [0.1] * 10
equal("PIT", validate.pit(uniform, 3), 0.35, 1e-12)
equal("log score", validate.log_score(uniform, 3), math.log(0.1), 1e-12)
equal("CRPS", validate.crps(uniform, 3), 100 / 9 * (0.01 + 0.04 + 0.09 + 0.36 + 0.25 + 0.16 + 0.09 + 0.04 + 0.01), 1e-9)
equal("CRPS of a certain and right forecast", validate.crps([0, 1, 0], 1), 0)

# The rebuilt distribution has the registered median and interval, within a count of 290.
mass = validate.registered((38.3, 18.3, 61.0), 290)
equal("its sum", sum(mass), 1, 1e-12)
for share, percent in ((0.025, 18.3), (0.5, 38.3), (0.975, 61.0)):
    equal(f"quantile {share}", sum(mass[:round(2.9 * percent)]), share, 0.01)

# Means and tau of the calibration data as published with them: 17.6% and 0.32, 36.6% and 0.34.
data = tomllib.loads((FOLDER / validate.OBSERVED).read_text())["calibration"]
for family, mean, tau in (("il2_mrcc", 17.6, 0.32), ("pd1_melanoma", 36.6, 0.34)):
    found = validate.meta_analysis([(one["responders"], one["n"]) for one in data if one["family"] == family])
    equal(f"mean of {family}", 100 / (1 + math.exp(-found[0])), mean, 0.05)
    equal(f"tau of {family}", found[2], tau, 0.005)
# One more trial of a family without spread and without error is binomial.
certain = validate.rival([(500_000, 1_000_000)] * 3, 2)
for k, expected in enumerate((0.25, 0.5, 0.25)):
    equal(f"binomial {k}", certain[k], expected, 1e-5)

done = subprocess.run([sys.executable, FOLDER / "validate", "--check"], capture_output=True, text=True)
if done.returncode != 0:
    problems.append(done.stderr.strip())
sys.exit("\n".join(problems) or 0)
