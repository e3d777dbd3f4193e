"""What can go wrong, one class for each exit code of the program."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from typing import NamedTuple


class Diagnostic(NamedTuple):
    """One mistake or warning with its place. Of a setting ``line`` is 0 and ``column`` a letter of its value.

    >>> print(Diagnostic("mine.toml", 4, 11, "no such unit"))
    mine.toml:4:11: no such unit
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        if self.line == 0:
            return f"{self.file}, character {self.column}: {self.message}" if self.column else f"{self.file}: {self.message}"
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Error(Exception):
    """What the package raises. ``code`` is the program's exit code; ``file``, ``line``, ``column`` the place of the
    first mistake, None where it has none; ``diagnostics`` are all of them."""

    code = 1

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = [Diagnostic(*one) for one in diagnostics] or _placed(message)
        self.file: str | None = None
        self.line: int | None = None
        self.column: int | None = None
        if self.diagnostics:
            self.file, self.line, self.column, _ = self.diagnostics[0]


class UsageError(Error, ValueError):
    """A request that makes no sense."""

    code = 2


class ClosedError(UsageError):
    """The run was closed."""


class CohortError(Error, ValueError):
    """A cohort with mistakes: all of them stand in ``diagnostics``."""

    code = 3


class DataError(Error, ValueError):
    """Data that can be read but make no sense: a damaged run."""

    code = 4


class FileError(Error, OSError):
    """A file or folder that cannot be read or written."""

    code = 6


class DeviceError(Error, RuntimeError):
    """A device, an instruction set or a library that is not there."""

    code = 7


class VerificationError(Error, RuntimeError):
    """A result that differs from the one it is compared with."""

    code = 8


class CohortWarning(UserWarning):
    """Something that can be simulated but is rarely meant."""


class InterruptedWarning(UserWarning):
    """A run was stopped: it has the patients that were simulated until then."""


_CLASSES = {one.code: one for one in (UsageError, CohortError, DataError, FileError, DeviceError, VerificationError)}


def _placed(message: str) -> list[Diagnostic]:
    """Of a message that begins with file:line:column."""
    found = re.match(r"([^\n]+?):(\d+):(\d+): (.*)", message, re.S)
    return [Diagnostic(found[1], int(found[2]), int(found[3]), found[4])] if found else []


def from_core(code: int, message: str, diagnostics: Iterable[Diagnostic]) -> Error:
    """The exception of an error of the library, which calls this."""
    return _CLASSES.get(code, Error)(message, diagnostics)


def warn_of(diagnostics: Iterable[tuple[str, int, int, str]]) -> None:
    """Each as a CohortWarning at the line of the caller of the package."""
    for one in diagnostics:
        warnings.warn(str(Diagnostic(*one)), CohortWarning, stacklevel=3)
