"""Trials of interleukin-2 drugs in virtual patients.

>>> import twinarm as ta
>>> c = ta.cohort("head_to_head").set({"trial.trials": 200})
>>> run = ta.run(c, n=200, seed=1, progress=False)
>>> run.orr()["arm"]
['aldesleukin', 'nktr214', 'nivolumab', 'nktr214_nivolumab']
"""

from ._core import Stop
from ._core import version as __version__
from .cohort import Cohort, cohort, cohorts, regimen
from .errors import (ClosedError, CohortError, CohortWarning, DataError, DeviceError, Diagnostic, Error, FileError,
                     InterruptedWarning, UsageError, VerificationError)
from .operations import Decision, Sweep, compare, decide, endpoints, sweep
from .planning import Calibration, Plan, calibrate, plan
from .results import Results
from .runs import Run, open, run
from .tables import Table

__all__ = [
    "Calibration", "ClosedError", "Cohort", "CohortError", "CohortWarning", "DataError", "Decision", "DeviceError", "Diagnostic",
    "Error", "FileError", "InterruptedWarning", "Plan", "Results", "Run", "Stop", "Sweep", "Table", "UsageError", "VerificationError",
    "__version__", "calibrate", "cohort", "cohorts", "compare", "decide", "endpoints", "open", "plan", "regimen", "run", "sweep"
]
