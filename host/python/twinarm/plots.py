"""Plots of a run with matplotlib: ``run.plot.orr()`` and the like. Each returns its axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .runs import Run

DAYS_PER_MONTH = 30.4375
SIMULATED = "simulated, not patients"
COLOURS = {"CR": "#1b7837", "PR": "#7fbf7b", "SD": "#bdbdbd", "PD": "#d6604d", "NE": "#ffffff"}


def _axes(axes: Axes | None, height: float = 4) -> Axes:
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(7, height), layout="constrained")[1] if axes is None else axes


class Plots:
    """What can be drawn of a run. Every function takes ``ax``, axes to draw into, and returns them."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def orr(self, ax: Axes | None = None) -> Axes:
        """Response rates: of all virtual patients (point), the 95% range of one trial (bar), published trials with exact 95% limits
        (open squares)."""
        rows = self._run.orr().rows()
        ax = _axes(ax, 1 + 0.7 * len(rows))
        for place, row in enumerate(rows):
            if row["orr"] is None:
                continue
            if row["trial_lower"] is not None:
                ax.plot([100 * row["trial_lower"], 100 * row["trial_upper"]], [place, place], lw=6, alpha=0.35, color="C0",
                        solid_capstyle="butt", label=None if place else "95% of virtual trials")
            ax.plot(100 * row["orr"], place, "o", color="C0", label=None if place else "all virtual patients")
        self._published(ax, [row["arm"] for row in rows])
        ax.set_yticks(range(len(rows)), [row["label"] for row in rows])
        ax.invert_yaxis()
        ax.set(xlabel="objective response rate [%]", xlim=(0, None), title=SIMULATED)
        ax.legend(fontsize="small")
        return ax

    def _published(self, ax: Axes, arms: Sequence[str]) -> None:
        shown: dict[str, int] = {}
        for trial in self._run.published().rows():
            if trial["arm"] not in arms:
                continue
            shown[trial["arm"]] = shown.get(trial["arm"], 0) + 1
            place = arms.index(trial["arm"]) + 0.12 + 0.12 * shown[trial["arm"]]
            rate = 100 * trial["orr"]
            ax.errorbar(rate, place, xerr=[[rate - 100 * trial["orr_lower"]], [100 * trial["orr_upper"] - rate]], fmt="s",
                        mfc="white", ms=4, lw=1, color="C1", label=None if sum(shown.values()) > 1 else "published trials")

    def km(self, time: str = "pfs", arms: Sequence[str] = (), at: Sequence[float] | None = None, ax: Axes | None = None) -> Axes:
        """Kaplan-Meier curves with 95% limits and, below the axis, numbers at risk at the months ``at`` (of all patients, also in a run
        over populations)."""
        rows = self._run.survival(time).rows()
        chosen = list(arms) or list(dict.fromkeys(row["arm"] for row in rows))
        self._run._require_arms(*chosen)
        ax = _axes(ax, 4 + 0.2 * len(chosen))
        for arm in chosen:
            steps = [row for row in rows if row["arm"] == arm]
            months = [row["day"] / DAYS_PER_MONTH for row in steps]
            line, = ax.step(months, [row["survival"] for row in steps], where="post", label=arm)
            known = [(m, row["lower"], row["upper"]) for m, row in zip(months, steps) if row["lower"] is not None]
            if known:
                at_months, lower, upper = zip(*known)
                ax.fill_between(at_months, lower, upper, step="post", alpha=0.15, color=line.get_color(), lw=0)
        ax.set(xlabel="months", ylabel={"pfs": "progression-free", "os": "alive"}.get(time, "still responding"), xlim=(0, None),
               ylim=(0, 1.02), title=SIMULATED)
        ax.legend(fontsize="small")
        self._numbers_at_risk(ax, time, chosen, list(at) if at is not None else [t for t in ax.get_xticks() if t >= 0])
        return ax

    def _numbers_at_risk(self, ax: Axes, time: str, arms: Sequence[str], months: Sequence[float]) -> None:
        counted = at_risk(self._run, time, arms, [month * DAYS_PER_MONTH for month in months])
        end = ax.get_xlim()[1]
        for place, arm in enumerate(arms):
            low = -0.2 - 0.07 * place
            ax.text(-0.01, low, arm, transform=ax.transAxes, ha="right", fontsize="x-small")
            for month, number in zip(months, counted[arm]):
                if month <= end:
                    ax.text(month, low, f"{number:,}", transform=ax.get_xaxis_transform(), ha="center", fontsize="x-small")
        ax.text(-0.01, -0.13, "at risk", transform=ax.transAxes, ha="right", fontsize="x-small", weight="bold")

    def waterfall(self, arm: str | None = None, patients: int = 200, ax: Axes | None = None) -> Axes:
        """Best change of the sum of diameters, one bar a patient, coloured by best response: of the first evaluable patients."""
        arm = self._arm(arm)
        table = self._run.patients()
        cells = zip(table["arm"], table["best_change"], table["response"])
        found = [(change, response) for of, change, response in cells if of == arm and change is not None][:patients]
        found.sort(reverse=True)
        ax = _axes(ax)
        ax.bar(range(len(found)), [100 * min(change, 1) for change, _ in found], width=1,
               color=[COLOURS[response] for _, response in found])
        for level in (20, -30):
            ax.axhline(level, color="grey", lw=0.7, ls=":")
        for response in ("CR", "PR", "SD", "PD"):
            ax.bar(0, 0, color=COLOURS[response], label=response)
        ax.set(xlabel=f"{len(found)} evaluable patients of {arm}", ylabel="best change [%], at most 100", xticks=[],
               title=SIMULATED)
        ax.legend(fontsize="small")
        return ax

    def spider(self, patients: int = 100, arm: str | None = None, ax: Axes | None = None) -> Axes:
        """True change of the sum of diameters over time, one line a patient: the first ``patients`` of the run."""
        arm = self._arm(arm)
        first, done = self._run._held.first_patient, self._run.patients_done
        table = self._run.courses(range(first, first + min(patients, done)), columns=["true_sld_mm"], every="7 d", arms=[arm])
        ax = _axes(ax)
        courses: dict[int, tuple[list[float], list[float]]] = {}
        for patient, day, size in zip(table["patient"], table["time_d"], table["true_sld_mm"]):
            days, sizes = courses.setdefault(patient, ([], []))
            days.append(day / DAYS_PER_MONTH)
            sizes.append(size)
        for days, sizes in courses.values():
            if sizes[0] > 0:
                ax.plot(days, [100 * (min(size / sizes[0], 2) - 1) for size in sizes], lw=0.6, alpha=0.5, color="C0")
        for level in (20, -30):
            ax.axhline(level, color="grey", lw=0.7, ls=":")
        ax.set(xlabel="months", ylabel="change of the true sum of diameters [%], at most 100", title=f"{arm}: {SIMULATED}")
        return ax

    def bands(self, column: str, every: str = "1 d", patients: int = 200, ax: Axes | None = None) -> Axes:
        """Median and 90% band over patients of a column of their courses, in each arm."""
        import numpy as np

        first, done = self._run._held.first_patient, self._run.patients_done
        table = self._run.courses(range(first, first + min(patients, done)), columns=[column], every=every)
        values: dict[str, dict[float, list[float]]] = {}
        for arm, day, value in zip(table["arm"], table["time_d"], table[column]):
            values.setdefault(arm, {}).setdefault(round(day), []).append(value)
        ax = _axes(ax)
        for arm, by_day in values.items():
            days = sorted(by_day)
            low, middle, high = np.array([np.quantile(by_day[day], (0.05, 0.5, 0.95)) for day in days]).T
            line, = ax.plot(days, middle, label=arm)
            ax.fill_between(days, low, high, alpha=0.15, color=line.get_color(), lw=0)
        unit = table.units[column]
        ax.set(xlabel="days", ylabel=column + (f" [{unit}]" if unit else ""), title=f"median and 90% of patients: {SIMULATED}")
        ax.legend(fontsize="small")
        return ax

    def _arm(self, arm: str | None) -> str:
        self._run._require_arms(arm)
        if arm is None and len(self._run.arms) > 1:
            raise UsageError(f"the run has several arms\n  Give arm=, one of {', '.join(self._run.arms)}.")
        return arm or self._run.arms[0]


def at_risk(run: Run, time: str, arms: Sequence[str], days: Sequence[float]) -> dict[str, list[int]]:
    """Patients that are observed without an event just before each day, by arm; times to the nearest day, as in the curves."""
    times: dict[str, list[float]] = {arm: [] for arm in arms}
    table = run.patients()
    for arm, day in zip(table["arm"], table[f"{time}_d"]):
        if arm in times and day is not None:
            times[arm].append(math.floor(day + 0.5))
    return {arm: [sum(one >= day for one in times[arm]) for day in days] for arm in arms}
