"""The look of plots: colours of the report's style sheet (host/report/page/style.css), matplotlib's own font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ARM_COLOURS = ("#0072b2", "#d55e00", "#00805c", "#b0508a", "#8a6d00", "#2b8cbe", "#6a3d9a", "#555f6b")
RESPONSE_COLOURS = {"CR": "#08488e", "PR": "#5b9bd5", "SD": "#c3c9d1", "PD": "#e08214", "NE": "#7b8794"}
INK, SOFT, GRID = "#1b2430", "#5a6675", "#e9edf2"
DAYS_PER_MONTH = 30.4375
SIMULATED = "simulated, not patients"

STYLE: dict[str, Any] = {
    "axes.edgecolor": SOFT, "axes.grid": True, "axes.axisbelow": True, "grid.color": GRID, "axes.spines.top": False,
    "axes.spines.right": False, "axes.titlesize": "medium", "axes.labelcolor": INK, "text.color": INK, "xtick.color": SOFT,
    "ytick.color": SOFT, "legend.fontsize": "small", "legend.frameon": False, "font.family": "DejaVu Sans"
}


def colour(arms: Sequence[str], arm: str) -> str:
    """Of an arm, by its place among all arms of the run: the same in every plot."""
    return ARM_COLOURS[list(arms).index(arm) % len(ARM_COLOURS)]


@contextmanager
def drawn(axes: Axes | None, height: float = 4) -> Iterator[Axes]:
    """Axes to draw into, in the style: new ones of 7 x ``height`` inches where none are given."""
    import matplotlib
    import matplotlib.pyplot as plt

    # Not rc_context: it would forget that a notebook's first figure turned interactive mode on.
    before = {name: matplotlib.rcParams[name] for name in STYLE}
    matplotlib.rcParams.update(STYLE)
    try:
        yield plt.subplots(figsize=(7, height), layout="constrained")[1] if axes is None else axes
    finally:
        matplotlib.rcParams.update(before)
