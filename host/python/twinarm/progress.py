"""Progress of long work: a bar, a function of the caller, or silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = bool | Callable[[int, int], object] | None
Told = Callable[[int, int], object]


@contextmanager
def shown(progress: Progress, unit: str = " patients") -> Iterator[Told | None]:
    """What the library calls with (done, of). True: a bar of tqdm where it is installed. None and False: nothing."""
    if callable(progress):
        yield progress
        return
    bar_class = _tqdm() if progress else None
    if bar_class is None:
        yield None
        return
    with bar_class(unit=unit, leave=False) as bar:

        def tell(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield tell


def _tqdm() -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None
    return tqdm
