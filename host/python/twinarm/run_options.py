"""What a run is asked for, as the library takes it."""

from __future__ import annotations

import os
from collections.abc import Sequence

from . import _core
from .cohort import Cohort
from .errors import UsageError

Path = str | os.PathLike[str]


def formats_of(tables: bool | str | Sequence[str]) -> list[str]:
    """Formats of ADaM tables, by their names. Raises UsageError."""
    if isinstance(tables, bool):
        return ["parquet"] if tables else []
    formats = [tables] if isinstance(tables, str) else list(tables)
    for one in formats:
        if one not in ("parquet", "xpt", "dataset-json"):
            raise UsageError(f"`{one}` is no format of tables\n  Give parquet, xpt or dataset-json.")
    return formats


def populations_text(populations: Path | None) -> str:
    """As the library takes it: "" where the cohort says it, "none" where the cohort is the only population."""
    if populations is None:
        return "none"
    return "" if populations == "default" else os.fspath(populations)


def engine_of(device: str, threads: int, chunk: int = 0) -> _core.EngineOptions:
    """Where a run is simulated. Raises UsageError for a number that is none."""
    for name, value, most in (("threads", threads, 4096), ("chunk", chunk, 2**64 - 1)):
        if isinstance(value, bool) or not 0 <= value <= most or int(value) != value:
            raise UsageError(f"{name}={value!r} is not a whole number from 0 to {most}")
    return _core.EngineOptions(device, int(threads), int(chunk))


def options_of(cohort: Cohort, n: int | None, seed: int | None, first_patient: int) -> _core.CohortOptions:
    """The options of a run. Raises UsageError for a number that is none."""
    for name, value, least in (("n", n, 1), ("seed", seed, 0), ("first_patient", first_patient, 0)):
        if value is not None and not (value == value and not isinstance(value, bool) and least <= value < 2**64
                                      and int(value) == value):
            raise UsageError(f"{name}={value!r} is not a whole number from {least} to {2**64 - 1}")
    return cohort._options(None if n is None else int(n), None if seed is None else int(seed), int(first_patient))
