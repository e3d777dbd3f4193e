"""Cohorts: shipped, read, written as a dict, changed."""

from __future__ import annotations

import html
import os
import pathlib
import tomllib
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from . import _core
from .errors import Diagnostic, Error, UsageError
from .tables import Table, html_table
from .toml_text import toml_text, value_text

_CHANGED = ", changed"  # beside a file's name in messages: their lines are those of another text
SHIPPED = pathlib.Path(__file__).parent / "cohorts"


def cohorts() -> list[str]:
    """Names of the shipped cohorts.

    >>> "head_to_head" in cohorts()
    True
    """
    return sorted(file.stem for file in SHIPPED.glob("*.toml"))


class Cohort:
    """What is simulated: patients, arms, rules. It never changes; ``set`` and ``arm`` make another one.

    A cohort is read when something is asked of it, so that mistakes of several changes show together: ``check`` raises all
    of them at once.
    """

    def __init__(self, text: bytes, name: str, settings: Sequence[str] = (), file: _core.CohortFile | None = None) -> None:
        self._own_text, self._name, self._settings = text, name, tuple(settings)
        self._file = file or _core.CohortFile(name, text)

    def _options(self, n: int | None = None, seed: int | None = None, first_patient: int = 0) -> _core.CohortOptions:
        return _core.CohortOptions(self._name, list(self._settings), seed, n, first_patient)

    @cached_property
    def _read(self) -> _core.Cohort:
        return _core.read_cohort(self._file, self._options())

    def set(self, settings: Mapping[str, object]) -> Cohort:
        """Another cohort with other values, by the paths of cohort files: ``{"tumour.growth_rate.median": "0.004 1/d"}``.
        Units as in cohort files.

        >>> cohort("head_to_head").set({"study.patients": 500}).patients
        500
        """
        texts = tuple(setting_text(path, value) for path, value in settings.items())
        return Cohort(self._own_text, self._name, self._settings + texts, self._file)

    def arm(self, id: str, regimens: Sequence[Mapping[str, Any] | str], **design: Any) -> Cohort:
        """Another cohort with one more arm, or another one with this id. A regimen is the name of one that the cohort has, or
        what ``ta.regimen`` returns. ``design``: label, trial_n.

        >>> cohort("head_to_head").arm("fast", [regimen("nktr214", like="nktr214_6ug_q3w", every="14 d")]).arms[-1]
        'fast'
        """
        tree = tomllib.loads(self._own_text.decode())
        arms = tomllib.loads(_core.read_cohort(self._file, _core.CohortOptions(self._name, [])).resolved)["arm"]
        names = []
        for number, given in enumerate(regimens, 1):
            if isinstance(given, str):
                names.append(given)
                continue
            names.append(f"{id}_{number}")
            tree.setdefault("regimen", {})[names[-1]] = dict(given)
        tree["arm"] = [one for one in arms if one["id"] != id] + [{"id": id, "regimens": names, **design}]
        return Cohort(toml_text(tree).encode(), self._name.removesuffix(_CHANGED) + _CHANGED, self._settings)

    def check(self) -> list[Diagnostic]:
        """Raises CohortError with every mistake; returns the warnings.

        >>> cohort("head_to_head").set({"regimen.nktr214_6ug_q3w.dose": "0.1 mg/kg"}).check()[0].message
        '"0.1 mg/kg" is 16.7 times the usual dose of NKTR-214, 0.006 mg/kg (Bentebibel 2019)'
        """
        return [Diagnostic(*one) for one in self._read.warnings]

    def parameters(self) -> Table:
        """name, unit, distribution, status, source and meaning of every parameter.

        >>> table = cohort("head_to_head").parameters()
        >>> table["unit"][table["name"].index("tumour.growth_rate")]
        '1/d'
        """
        return Table(self._read.parameters())

    @property
    def id(self) -> str:
        """The study's id."""
        return self._read.id

    @property
    def title(self) -> str:
        """The study's title."""
        return self._read.title

    @property
    def patients(self) -> int:
        """Patients that a run simulates unless it is told another number."""
        return self._read.patients

    @property
    def seed(self) -> int:
        """Seed of a run unless it is told another one."""
        return self._read.seed

    @property
    def arms(self) -> list[str]:
        """Ids of the arms."""
        return [arm["id"] for arm in self._read.arms]

    @property
    def text(self) -> str:
        """The whole cohort as one file without includes, which reads back to the same patients but names no populations."""
        return self._read.resolved

    def __repr__(self) -> str:
        try:
            return f"<twinarm.Cohort {self.id}: {', '.join(self.arms)}>"
        except Error as error:
            return f"<twinarm.Cohort {self._name} with mistakes:\n{error}>"

    def _repr_html_(self) -> str:
        try:
            rows = [(arm["id"], arm["label"], "; ".join(arm["regimens"]), arm["trial_n"]) for arm in self._read.arms]
        except Error as error:
            return f"<pre>{html.escape(str(error))}</pre>"
        heading = f"<p><b>{html.escape(self.id)}</b>: {html.escape(self.title)}; {self.patients:,} patients</p>"
        return heading + html_table(["arm", "label", "regimens", "n of a trial"], rows)


def setting_text(path: str, value: object) -> str:
    """path=value, as the program's --set takes it. A text stays as it is: "0.004 1/d"."""
    return f"{path}={value if isinstance(value, str) else value_text(value)}"


def cohort(source: str | os.PathLike[str] | Mapping[str, Any]) -> Cohort:
    """A shipped cohort by its name, a cohort file by its path (it ends in .toml, or has a folder), or the contents of one as a
    dict, which may include shipped files. Raises UsageError, FileError; CohortError where the text is no TOML."""
    if isinstance(source, Mapping):
        tree = dict(source)
        if isinstance(tree.get("include"), (list, tuple)):
            tree["include"] = [_shipped_or_here(one) for one in tree["include"]]
        return Cohort(toml_text(tree).encode(), "<dict>")
    name = os.fspath(source)
    if isinstance(source, str) and not name.endswith(".toml") and os.sep not in name:
        if name not in cohorts():
            raise UsageError(f"`{name}` is no shipped cohort\n  Give one of {', '.join(cohorts())}, or the path of a file.")
        name = str(SHIPPED / f"{name}.toml")
    return Cohort(_core.read_text(name), name)


def _shipped_or_here(include: object) -> object:
    if not isinstance(include, str) or os.path.exists(include) or not (SHIPPED / include).exists():
        return include
    return str(SHIPPED / include)


def regimen(drug: str, **keys: Any) -> dict[str, Any]:
    """A regimen for ``Cohort.arm``, by the keys of cohort files: ``regimen("nivolumab", dose="360 mg", every="21 d")``.

    >>> regimen("nivolumab", dose="360 mg", every="21 d")
    {'drug': 'nivolumab', 'dose': '360 mg', 'every': '21 d'}
    """
    return {"drug": drug, **keys}
