"""Runs: simulated in memory or into a folder, opened again."""

from __future__ import annotations

import json
import os
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import _core
from .cohort import Cohort
from .dask_run import run_into_folder_on, run_on
from .errors import ClosedError, CohortWarning, Diagnostic, InterruptedWarning, UsageError, warn_of
from .inference_data import inference_data
from .plots import Plots
from .progress import Progress, shown
from .results import Results, Summary
from .run_options import Path, engine_of, formats_of, options_of, populations_text
from .tables import Table, flat

if TYPE_CHECKING:
    from distributed import Client


class Run(Results):
    """Virtual patients, each in every arm. A run is in memory (0.8 kB a patient and arm) until it is saved; results are
    computed when they are first asked for."""

    def __init__(self, core: _core.Run, folder: str | None = None) -> None:
        self._open: _core.Run | None = core
        self.folder = folder
        self._charts: dict[int, dict[str, Any]] = {}

    @property
    def _held(self) -> _core.Run:
        if self._open is None:
            raise ClosedError("the run is closed")
        return self._open

    @cached_property
    def _loaded(self) -> Summary:
        summary: Summary = json.loads(self._held.summary())
        return summary

    @property
    def summary(self) -> Summary:
        """summary.json as a dict. Draws the virtual trials when it is first asked for."""
        self._held  # a closed run has none
        return self._loaded

    @property
    def arms(self) -> list[str]:
        """Ids of the arms."""
        return [arm["id"] for arm in self._held.cohort.arms]

    @property
    def interrupted(self) -> bool:
        """Whether the run was stopped before all of its patients were simulated."""
        return self._held.interrupted

    @property
    def patients_done(self) -> int:
        """Patients that were simulated."""
        return self._held.patients_done

    @property
    def seconds(self) -> float:
        """How long they were simulated."""
        return self._held.seconds

    @property
    def failures(self) -> list[tuple[int, str, str]]:
        """The first patients whose simulation failed: number, arm, why. They are rows with a status."""
        return list(self._held.failures)

    @property
    def cohort(self) -> Cohort:
        """What was simulated, without its populations."""
        return Cohort(self._held.cohort.resolved.encode(), "<cohort of the run>")

    @property
    def plot(self) -> Plots:
        """Plots with matplotlib; each returns its axes."""
        return Plots(self)

    def trials(self) -> Table:
        """The virtual trials, one arm of one trial a row."""
        return Table(self._held.trials())

    def survival(self, time: str = "pfs") -> Table:
        """Kaplan-Meier curves of all arms: ``pfs``, ``os`` or ``duration`` (of response), in days."""
        return Table(self._held.survival(time))

    def patients(self, traits: bool = False) -> Table:
        """The columns of patients.csv, one patient in one arm a row; with the parameters that differ between patients where
        ``traits`` is true. A failed patient is a row with a status other than 0."""
        return Table(self._held.patients(traits))

    def courses(self, patients: Iterable[int], columns: Sequence[str] = (), every: str | None = "1 d",
                arms: Sequence[str] = (), progress: Progress = None) -> Table:
        """Courses of many patients, simulated again: one patient in one arm at one time a row. ``columns``: all of them where none
        is named. ``every``: time between two points, None for all points."""
        with shown(progress) as tell:
            return Table(self._held.courses([int(one) for one in patients], list(arms) or [""], list(columns), every or "",
                                            tell))

    def save(self, folder: Path, tables: bool | str | Sequence[str] = False, courses: int = 0, force: bool = False) -> None:
        """Writes the folder that the program writes. ``tables``: ADaM tables, too; True for Parquet, or formats: parquet, xpt,
        dataset-json. ``courses``: so many patients' courses. ``force``: replace the results that are there."""
        self._held.save(os.fspath(folder), force, True, formats_of(tables), courses)

    def report(self, file: Path, sample: int = _core.report_sample) -> int:
        """Writes the run as one HTML page that opens offline; returns its bytes. ``sample``: patients simulated again for it."""
        with self.stored() as folder:
            return _core.report(folder, os.fspath(file), sample)

    def charts(self, sample: int = _core.report_sample) -> dict[str, Any]:
        """The numbers of the report's charts as a dict: swimmer, traits, exposure, benefit_harm, bands and so on. ``sample``:
        patients simulated again for it."""
        if sample not in self._charts:
            with self.stored() as folder:
                self._charts[sample] = json.loads(_core.charts(folder, sample))
        return self._charts[sample]

    def to_inference_data(self) -> Any:
        """A run over populations as an ``arviz.InferenceData`` (needs ArviZ before 1.0): ``posterior`` has orr, cr and dcr of each
        plausible population, ``posterior_predictive`` the orr of virtual trials, ``observed_data`` that of published ones; fractions,
        by arm. Raises UsageError where the cohort is the only population."""
        return inference_data(self)

    def predictors(self, arm: str | None = None) -> Table:
        """Which traits separate the responders of each arm: AUC and the like, farthest from 1/2 first."""
        with self.stored() as folder:
            found = json.loads(_core.predictors(folder, arm or ""))
        rows = [{"arm": one["id"], **flat(trait)} for one in found["arms"] for trait in one["predictors"]]
        return Table({name: [row.get(name) for row in rows] for name in (rows[0] if rows else ("arm",))})

    @contextmanager
    def stored(self) -> Iterator[str]:
        """The folder of the run; a temporary one where it is only in memory."""
        self._held  # a closed run has none
        if self.folder is not None:
            yield self.folder
            return
        with tempfile.TemporaryDirectory(prefix="twinarm_") as parent:
            folder = os.path.join(parent, "run")
            self.save(folder)
            yield folder

    def close(self) -> None:
        """Gives the memory back; what is asked afterwards raises ClosedError."""
        self._open = None

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        if self._open is None:
            return "<twinarm.Run, closed>"
        core = self._held
        return f"<twinarm.Run {core.cohort.id}: {core.patients_done:,} patients{', interrupted' if core.interrupted else ''}>"


def run(cohort: Cohort, n: int | None = None, seed: int | None = None, *, populations: Path | None = "default",
        first_patient: int = 0, threads: int = 0, device: str = "auto", chunk: int = 0, progress: Progress = True,
        stop: _core.Stop | None = None, out: Path | None = None, force: bool = False,
        tables: bool | str | Sequence[str] = False, courses: int = 0, client: Client | None = None) -> Run:
    """Simulates ``n`` patients in every arm: the same bytes as the program for the same cohort, seed and n.

    Ctrl-C, or ``stop.stop()`` in another thread, ends it within some seconds; the run then has the patients that are done, and an
    InterruptedWarning says so. ``populations``: "default": those that the cohort names, as many as suit n; a file of others; None
    or "none": the cohort is the only one.
    ``progress``: a bar, or a function of (done, of). ``threads``: 0 for as many as this process may use. Nothing is written unless
    ``out`` names a folder; then the run is that of the folder. ``client``: of Dask, whose workers simulate the shards of the run;
    with ``out``, which all of them must see, each writes its shards there, and the same call goes on with what is there. Raises
    CohortError, UsageError, FileError, DeviceError.
    """
    options = options_of(cohort, n, seed, first_patient)
    read = _core.read_cohort(cohort._file, options)
    warn_of(read.warnings)
    engine = engine_of(device, threads, chunk)
    populations_file = populations_text(populations)
    with shown(progress) as tell:
        if client is not None:
            if stop is not None:
                raise UsageError("client= does not go with stop=\n  Ctrl-C, or client.close(), ends the tasks.")
            if out is None:
                made = Run(run_on(client, read, options, device, populations_file, tell))
            else:
                folder = os.path.abspath(out)
                run_into_folder_on(client, read, options, device, populations_file, folder, force, formats_of(tables), courses,
                                   tell)
                made = open(folder)
        elif out is None:
            made = Run(_core.run(read, options, engine, populations_file, tell, stop))
        else:
            folder = os.fspath(out)
            saved = _core.run_to_folder(read, options, engine, populations_file, folder, force, formats_of(tables), courses,
                                        tell, stop)
            if not saved["published"]:
                raise KeyboardInterrupt(f"interrupted: {folder} keeps {saved['patients_done']:,} patients to go on from")
            made = open(folder)
    for one in made._held.warnings:
        warnings.warn(str(Diagnostic(*one)), CohortWarning, stacklevel=2)
    if made.interrupted:
        core = made._held
        warnings.warn(f"interrupted: {core.patients_done:,} of {core.patients_planned:,} patients were simulated",
                      InterruptedWarning, stacklevel=2)
    return made


def open(folder: Path, progress: Progress = None) -> Run:
    """The run in a folder, with its patients. Raises FileError, DataError, VerificationError where a file is missing or damaged."""
    with shown(progress) as tell:
        return Run(_core.open_run(os.fspath(folder), tell, None), os.fspath(folder))
