"""Bands of a column of courses over patients, with the residual error of what is observed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist
from typing import Any

from .errors import UsageError
from .tables import Table

_STEPS = 19  # of the residual error: its quantiles at (k + 1/2) / 19
Band = tuple[list[float], list[float], list[float], list[float]]


def with_residual(values: Sequence[float], cv: float, sd: float) -> list[float]:
    """Each value with the quantiles of its residual error: log-normal with coefficient of variation ``cv`` and median 1, then
    normal with standard deviation ``sd`` in the unit of the values. No draws: the same band every time.

    >>> spread = with_residual([100.0], cv=0.2, sd=0)
    >>> [round(one) for one in (spread[0], spread[9], spread[-1])]
    [68, 100, 147]
    """
    if not (0 <= cv < math.inf and 0 <= sd < math.inf):
        raise UsageError(f"residual_cv={cv!r}, residual_sd={sd!r}: finite numbers from 0 on")
    if cv == 0 and sd == 0:
        return list(values)
    normal = [NormalDist().inv_cdf((k + 0.5) / _STEPS) for k in range(_STEPS)]
    factors = [math.exp(math.sqrt(math.log1p(cv * cv)) * z) for z in normal] if cv > 0 else [1.0]
    added = [sd * z for z in normal] if sd > 0 else [0.0]
    return [value * factor + more for value in values for factor in factors for more in added]


def band(by_day: Mapping[float, Sequence[float]], cv: float, sd: float) -> Band:
    """Days, and the 5%, 50% and 95% quantiles over patients at each."""
    import numpy as np

    days = sorted(by_day)
    low, middle, high = np.array([np.quantile(with_residual(by_day[day], cv, sd), (0.05, 0.5, 0.95)) for day in days]).T
    return days, list(low), list(middle), list(high)


def observed_points(observed: Any, column: str, arms: Sequence[str]) -> list[tuple[str | None, float, float]]:
    """Arm (None where the table has none), day and value of each row of a table with ``time_d`` and ``column``, and perhaps
    ``arm``: a Table, a DataFrame, a dict of columns. Rows without a value are left out. Raises UsageError."""
    names = list(observed.columns if hasattr(observed, "columns") else observed)
    missing = [name for name in ("time_d", column) if name not in names]
    if missing:
        raise UsageError(f"observed= has no column `{missing[0]}`\n  It has {', '.join(map(str, names))}.")
    of_rows = list(observed["arm"]) if "arm" in names else [None] * len(list(observed["time_d"]))
    for arm in of_rows:
        if arm is not None and arm not in arms:
            raise UsageError(f"observed= names the arm `{arm}`\n  The run has {', '.join(arms)}.")
    return [(arm, float(day), float(value)) for arm, day, value in zip(of_rows, observed["time_d"], observed[column])
            if value is not None and value == value]


def courses_by_day(courses: Table, column: str) -> dict[str, dict[float, list[float]]]:
    """Values of all patients by arm and day."""
    values: dict[str, dict[float, list[float]]] = {}
    for arm, day, value in zip(courses["arm"], courses["time_d"], courses[column]):
        values.setdefault(arm, {}).setdefault(round(day), []).append(value)
    return values
