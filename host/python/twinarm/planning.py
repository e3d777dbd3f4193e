"""What comes before a run: what it would take, and plausible populations from published trials."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

from . import _core
from .cohort import Cohort, setting_text
from .progress import Progress, shown
from .run_options import Path, engine_of, formats_of, options_of, populations_text
from .tables import html_table


class Plan:
    """What a run would take. ``report`` is what the program prints as JSON."""

    def __init__(self, report: dict[str, Any]) -> None:
        self.report = report

    @property
    def seconds(self) -> float:
        """How long the run would take here, from a pilot of some patients [s]."""
        return float(self.report["seconds"])

    @property
    def memory_bytes(self) -> int:
        """Memory of a run into a folder [bytes]."""
        return int(self.report["memory_bytes"])

    @property
    def disk_bytes(self) -> int:
        """All files of a run into a folder [bytes]."""
        return int(self.report["disk_bytes"])

    def __repr__(self) -> str:
        return (f"<twinarm.Plan {self.report['study']}: {self.report['patients']:,} patients, {self.seconds:.3g} s, "
                f"{self.disk_bytes / 1e6:.3g} MB of files>")

    def _repr_html_(self) -> str:
        device = self.report["device"]
        rows = [("patients", f"{self.report['patients']:,}"), ("arms", str(len(self.report["arms"]))),
                ("populations", str(self.report["populations"])), ("device", f"{device['kind']}: {device['name']}"),
                ("time", f"{self.seconds:.3g} s"), ("memory", f"{self.memory_bytes / 1e6:.3g} MB"),
                ("files", f"{self.disk_bytes / 1e6:.3g} MB")]
        return html_table(["a run of", str(self.report["study"])], rows)


def plan(cohort: Cohort, n: int | None = None, seed: int | None = None, *, populations: Path | None = "default",
         first_patient: int = 0, threads: int = 0, device: str = "auto", chunk: int = 0, out: Path | None = None,
         tables: bool | str | Sequence[str] = False, courses: int = 0) -> Plan:
    """What ``ta.run`` with the same arguments would take: time [s] of a pilot, memory and disk [bytes]. Writes nothing. Raises
    CohortError, UsageError, FileError, DeviceError.

    >>> import twinarm as ta
    >>> ta.plan(ta.cohort("head_to_head"), n=1000).report["patients"]
    1000
    """
    options = options_of(cohort, n, seed, first_patient)
    read = _core.read_cohort(cohort._file, options)
    return Plan(json.loads(_core.plan(read, options, engine_of(device, threads, chunk), populations_text(populations),
                                      "" if out is None else os.fspath(out), formats_of(tables), courses)))


class Calibration:
    """What a calibration found. ``report`` is the program's diagnostics.json, or check.json of a check, as a dict."""

    def __init__(self, report: dict[str, Any], folder: pathlib.Path) -> None:
        self.report, self.folder = report, folder

    @property
    def populations(self) -> pathlib.Path:
        """The file of plausible populations, for ``ta.run(..., populations=...)``."""
        return self.folder / _core.populations_name

    def __repr__(self) -> str:
        return f"<twinarm.Calibration in {self.folder}>"


def calibrate(file: Path, out: Path, settings: Mapping[str, object] | None = None, *, check: bool = False, truths: int = 200,
              threads: int = 0, force: bool = False, progress: Progress = True, stop: _core.Stop | None = None) -> Calibration:
    """Plausible populations from the published trials that a calibration file names, into the folder ``out``; what is done stays
    there, and the same call goes on with it. ``settings``: other values for keys of the file, by path. ``check``: simulation-based
    calibration of the method with ``truths`` rows as the truth, instead. ``force``: discard the reference table that is there.

    Raises CohortError for mistakes of the file; UsageError, FileError; DataError where the posterior is not resolved (the files
    are written) and VerificationError where a check fails; KeyboardInterrupt where it was interrupted."""
    texts = [setting_text(path, value) for path, value in (settings or {}).items()]
    with shown(progress, " rows") as tell:
        return Calibration(json.loads(_core.calibrate(os.fspath(file), texts, os.fspath(out), force, check, truths, threads, tell,
                                                      stop)), pathlib.Path(out))
