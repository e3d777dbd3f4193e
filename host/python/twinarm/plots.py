"""Plots of a run with matplotlib: ``run.plot.orr()`` and the like. Each returns its axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .prediction_bands import band, courses_by_day, observed_points
from .report_plots import ReportPlots
from .style import DAYS_PER_MONTH, RESPONSE_COLOURS, SIMULATED, SOFT, colour, drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .runs import Run


class Plots(ReportPlots):
    """What can be drawn of a run. Every function takes ``ax``, axes to draw into, and returns them."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def orr(self, ax: Axes | None = None) -> Axes:
        """Response rates: of all virtual patients (point), the 95% range of one trial (bar), published trials with exact 95% limits
        (open squares)."""
        rows = self._run.orr().rows()
        with drawn(ax, 1 + 0.7 * len(rows)) as axes:
            for place, row in enumerate(rows):
                if row["orr"] is None:
                    continue
                of = colour(self._run.arms, row["arm"])
                if row["trial_lower"] is not None:
                    axes.plot([100 * row["trial_lower"], 100 * row["trial_upper"]], [place, place], lw=6, alpha=0.35, color=of,
                            solid_capstyle="butt", label=None if place else "95% of virtual trials")
                axes.plot(100 * row["orr"], place, "o", color=of, label=None if place else "all virtual patients")
            self._published(axes, [row["arm"] for row in rows])
            axes.set_yticks(range(len(rows)), [row["label"] for row in rows])
            axes.invert_yaxis()
            axes.set(xlabel="objective response rate [%]", xlim=(0, None), title=SIMULATED)
            axes.legend()
        return axes

    def _published(self, axes: Axes, arms: Sequence[str]) -> None:
        shown: dict[str, int] = {}
        for trial in self._run.published().rows():
            if trial["arm"] not in arms:
                continue
            shown[trial["arm"]] = shown.get(trial["arm"], 0) + 1
            place = arms.index(trial["arm"]) + 0.12 + 0.12 * shown[trial["arm"]]
            rate = 100 * trial["orr"]
            axes.errorbar(rate, place, xerr=[[rate - 100 * trial["orr_lower"]], [100 * trial["orr_upper"] - rate]], fmt="s",
                        mfc="white", ms=4, lw=1, color=SOFT, label=None if sum(shown.values()) > 1 else "published trials")

    def km(self, time: str = "pfs", arms: Sequence[str] = (), at: Sequence[float] | None = None, ax: Axes | None = None) -> Axes:
        """Kaplan-Meier curves with 95% limits and, below the axis, numbers at risk at the months ``at`` (of all patients, also in a run
        over populations)."""
        rows = self._run.survival(time).rows()
        chosen = list(arms) or list(dict.fromkeys(row["arm"] for row in rows))
        self._run._require_arms(*chosen)
        with drawn(ax, 4 + 0.2 * len(chosen)) as axes:
            for arm in chosen:
                steps = [row for row in rows if row["arm"] == arm]
                months = [row["day"] / DAYS_PER_MONTH for row in steps]
                of = colour(self._run.arms, arm)
                axes.step(months, [row["survival"] for row in steps], where="post", label=arm, color=of)
                known = [(m, row["lower"], row["upper"]) for m, row in zip(months, steps) if row["lower"] is not None]
                if known:
                    at_months, lower, upper = zip(*known)
                    axes.fill_between(at_months, lower, upper, step="post", alpha=0.15, color=of, lw=0)
            axes.set(xlabel="months", ylabel={"pfs": "progression-free", "os": "alive"}.get(time, "still responding"), xlim=(0, None),
                   ylim=(0, 1.02), title=SIMULATED)
            axes.legend()
            self._numbers_at_risk(axes, time, chosen, list(at) if at is not None else [t for t in axes.get_xticks() if t >= 0])
        return axes

    def _numbers_at_risk(self, axes: Axes, time: str, arms: Sequence[str], months: Sequence[float]) -> None:
        counted = at_risk(self._run, time, arms, [month * DAYS_PER_MONTH for month in months])
        end = axes.get_xlim()[1]
        for place, arm in enumerate(arms):
            low = -0.2 - 0.07 * place
            axes.text(-0.01, low, arm, transform=axes.transAxes, ha="right", fontsize="x-small")
            for month, number in zip(months, counted[arm]):
                if month <= end:
                    axes.text(month, low, f"{number:,}", transform=axes.get_xaxis_transform(), ha="center", fontsize="x-small")
        axes.text(-0.01, -0.13, "at risk", transform=axes.transAxes, ha="right", fontsize="x-small", weight="bold")

    def waterfall(self, arm: str | None = None, patients: int = 200, ax: Axes | None = None) -> Axes:
        """Best change of the sum of diameters, one bar a patient, coloured by best response: of the first evaluable patients."""
        arm = self._arm(arm)
        table = self._run.patients()
        cells = zip(table["arm"], table["best_change"], table["response"])
        found = [(change, response) for of, change, response in cells if of == arm and change is not None][:patients]
        found.sort(reverse=True)
        with drawn(ax) as axes:
            axes.bar(range(len(found)), [100 * min(change, 1) for change, _ in found], width=1,
                   color=[RESPONSE_COLOURS[response] for _, response in found])
            _limits_of_response(axes)
            for response in ("CR", "PR", "SD", "PD"):
                axes.bar(0, 0, color=RESPONSE_COLOURS[response], label=response)
            axes.set(xlabel=f"{len(found)} evaluable patients of {arm}", ylabel="best change [%], at most 100", xticks=[],
                   title=SIMULATED)
            axes.legend()
        return axes

    def spider(self, patients: int = 100, arm: str | None = None, ax: Axes | None = None) -> Axes:
        """True change of the sum of diameters over time, one line a patient: the first ``patients`` of the run."""
        arm = self._arm(arm)
        table = self._run.courses(self._first(patients), columns=["true_sld_mm"], every="7 d", arms=[arm])
        courses: dict[int, tuple[list[float], list[float]]] = {}
        for patient, day, size in zip(table["patient"], table["time_d"], table["true_sld_mm"]):
            days, sizes = courses.setdefault(patient, ([], []))
            days.append(day / DAYS_PER_MONTH)
            sizes.append(size)
        with drawn(ax) as axes:
            for days, sizes in courses.values():
                if sizes[0] > 0:
                    axes.plot(days, [100 * (min(size / sizes[0], 2) - 1) for size in sizes], lw=0.6, alpha=0.5,
                            color=colour(self._run.arms, arm))
            _limits_of_response(axes)
            axes.set(xlabel="months", ylabel="change of the true sum of diameters [%], at most 100", title=f"{arm}: {SIMULATED}")
        return axes

    def bands(self, column: str, every: str = "1 d", patients: int = 200, arms: Sequence[str] = (), observed: Any = None,
              residual_cv: float = 0, residual_sd: float = 0, ax: Axes | None = None) -> Axes:
        """Median and 90% band over patients of a column of their courses, in each arm. With ``observed`` a visual predictive check:
        a table (Table, DataFrame, dict of columns) with ``time_d`` [d] and ``column``, and ``arm`` where the points are of one.
        ``residual_cv``: coefficient of variation of a log-normal residual error of the observations; ``residual_sd``: standard
        deviation of a normal one, in the column's unit. The band then is that of observations. Raises UsageError."""
        chosen = self._chosen(arms)
        points = [] if observed is None else observed_points(observed, column, self._run.arms)
        table = self._run.courses(self._first(patients), columns=[column], every=every, arms=chosen)
        with drawn(ax) as axes:
            for arm, by_day in courses_by_day(table, column).items():
                days, low, middle, high = band(by_day, residual_cv, residual_sd)
                of = colour(self._run.arms, arm)
                axes.plot(days, middle, label=arm, color=of)
                axes.fill_between(days, low, high, alpha=0.15, color=of, lw=0)
            for number, (of_arm, day, value) in enumerate(points):
                of = SOFT if of_arm is None else colour(self._run.arms, of_arm)
                axes.plot(day, value, "o", ms=3.5, mfc="white", color=of, label=None if number else "observed")
            unit = table.units[column]
            what = "observations" if residual_cv or residual_sd else "patients"
            axes.set(xlabel="days", ylabel=column + (f" [{unit}]" if unit else ""), title=f"median and 90% of {what}: {SIMULATED}")
            axes.legend()
        return axes

    def _first(self, patients: int) -> range:
        first = self._run._held.first_patient
        return range(first, first + min(patients, self._run.patients_done))


def _limits_of_response(axes: Axes) -> None:
    for level in (20, -30):
        axes.axhline(level, color="grey", lw=0.7, ls=":")


def at_risk(run: Run, time: str, arms: Sequence[str], days: Sequence[float]) -> dict[str, list[int]]:
    """Patients that are observed without an event just before each day, by arm; times to the nearest day, as in the curves."""
    times: dict[str, list[float]] = {arm: [] for arm in arms}
    table = run.patients()
    for arm, day in zip(table["arm"], table[f"{time}_d"]):
        if arm in times and day is not None:
            times[arm].append(math.floor(day + 0.5))
    return {arm: [sum(one >= day for one in times[arm]) for day in days] for arm in arms}
