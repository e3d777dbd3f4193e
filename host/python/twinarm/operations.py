"""What is done with cohorts and runs: sweep, decide, endpoints under other rules, compare."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from . import _core
from .cohort import Cohort, setting_text
from .dask_run import sweep_on
from .errors import UsageError
from .progress import Progress, shown
from .results import Results
from .run_options import Path, engine_of, options_of, populations_text
from .runs import Run
from .tables import Table, flat
from .toml_text import value_text

if TYPE_CHECKING:
    from distributed import Client


def _table(rows: Sequence[Mapping[str, Any]]) -> Table:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [row.get(name) for row in rows] for name in names}
    for name in names:  # of an object that some rows have, as name_estimate and so on, and others have not
        if all(cell is None for cell in columns[name]) and any(one.startswith(f"{name}_") for one in names):
            del columns[name]
    return Table(columns)


class Sweep:
    """A grid of settings in the same patients. ``report`` is what the program prints as JSON."""

    def __init__(self, report: dict[str, Any]) -> None:
        self.report = report

    def table(self) -> Table:
        """One arm at one point of the grid a row: the settings, then what was found."""
        return _table([{**point["settings"], **flat(arm)} for point in self.report["points"] for arm in point["arms"]])

    @property
    def interrupted(self) -> bool:
        """Whether points are missing."""
        return bool(self.report["interrupted"])

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def sweep(cohort: Cohort, over: Mapping[str, Sequence[object]], n: int | None = None, seed: int | None = None, *,
          arms: Sequence[str] = (), populations: Path | None = None, threads: int = 0, device: str = "auto",
          progress: Progress = True, stop: _core.Stop | None = None, client: Client | None = None) -> Sweep:
    """Every combination of the values of ``over``, {path: values}, the last path fastest, in the same patients. ``arms``: ids
    of those that are simulated; all without. ``populations``: a file of plausible ones; the cohort's own numbers without.
    Mistakes of all points are raised before the first patient. Interrupted, it has the points that are whole. ``client``: of
    Dask, whose workers simulate the points, all arms of them and no populations; interrupted, it has none. Raises CohortError,
    UsageError, DeviceError.

    >>> import twinarm as ta
    >>> swept = ta.sweep(ta.cohort("select"), {"trial.n": [50, 100]}, n=50, progress=False)
    >>> swept.table()["trial.n"]
    ['50', '100']
    """
    axes = [(path, [value if isinstance(value, str) else value_text(value) for value in values])
            for path, values in over.items()]
    engine = engine_of(device, threads)
    with shown(progress) as tell:
        if client is not None:
            if arms or populations is not None:
                raise UsageError("client= does not go with arms= and populations=\n  Run such a sweep on this machine.")
            if stop is not None:
                raise UsageError("client= does not go with stop=\n  Ctrl-C, or client.close(), ends the tasks.")
            return Sweep(json.loads(sweep_on(client, cohort._file, options_of(cohort, n, seed, 0), device, axes, tell)))
        return Sweep(json.loads(_core.sweep(cohort._file, options_of(cohort, n, seed, 0), engine, axes, list(arms),
                                            populations_text(populations), tell, stop)))


class Decision:
    """What randomised trials of two arms would decide. ``report`` is what the program prints as JSON."""

    def __init__(self, report: dict[str, Any]) -> None:
        self.report = report

    def trials(self) -> Table:
        """What trials of each size would report, with the added drug as it is, inert, twice as active, and with a synthetic drug
        of known effect (column added_drug)."""
        return _table([{"added_drug": control["added_drug"], **flat(trial)} for control in self.report["controls"]
                       for trial in control["trials"]])

    def staged(self) -> Table:
        """What a trial with a gate reports after it has passed."""
        return _table([flat(one) for one in self.report["staged"]])

    def _repr_html_(self) -> str:
        return self.trials()._repr_html_()


def decide(cohort: Cohort, a: str = "", b: str = "", sizes: Sequence[int] = (50, 100, 200, 400), n: int | None = None,
           seed: int | None = None, *, stage: tuple[int, int] | None = None, odds_ratio: float = 1.5,
           populations: Path | None = None, threads: int = 0, device: str = "auto", progress: Progress = True,
           stop: _core.Stop | None = None) -> Decision:
    """What trials of arm ``a`` (with the added drug) against arm ``b`` would decide, by patients an arm. ``stage``: patients and
    responders of the gate of a staged trial. ``populations``: a file of plausible ones; the cohort's own numbers without."""
    for size in sizes:  # as --sizes of the program
        if not 2 <= size <= 1_000_000:
            raise UsageError(f"sizes: {size!r} is not a whole number from 2 to 1000000")
    options = options_of(cohort, n, seed, 0)
    read = _core.read_cohort(cohort._file, options)
    with shown(progress) as tell:
        return Decision(json.loads(_core.decide(
            read, options, engine_of(device, threads), populations_text(populations), a, b, list(sizes),
            list(stage or ()), odds_ratio, tell, stop)))


@contextmanager
def _folder_of(run: Run | Path) -> Iterator[str]:
    if isinstance(run, Run):
        with run.stored() as folder:
            yield folder
    else:
        yield os.fspath(run)


def endpoints(run: Run | Path, settings: Mapping[str, object], out: Path | None = None, force: bool = False,
              progress: Progress = None) -> Results:
    """Responses and virtual trials of a run, or of its folder, under other rules of [assessment] and [trial]; treatment as it
    was given. ``out``: a folder for them."""
    texts = [setting_text(path, value) for path, value in settings.items()]
    with _folder_of(run) as folder, shown(progress) as tell:
        return Results(json.loads(_core.endpoints(folder, texts, "" if out is None else os.fspath(out), force, tell, None)))


def compare(*runs: Run | Path) -> Table:
    """Runs, or their folders, side by side, and how far each is from the first: one arm of one run a row. ``run`` counts from
    0."""
    with ExitStack() as stack:
        folders = [stack.enter_context(_folder_of(one)) for one in runs]
        found = json.loads(_core.compare(folders))
    return _table([{"arm": arm["id"], "run": number, "study": found["runs"][number]["study"], **flat(one)}
                   for arm in found["arms"] for number, one in enumerate(arm["runs"]) if one is not None])
