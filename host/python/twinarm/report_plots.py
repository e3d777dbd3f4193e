"""Plots of what the report computes: swimmer, traits, exposure and response, benefit and harm."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .style import DAYS_PER_MONTH, INK, RESPONSE_COLOURS, SIMULATED, SOFT, colour, drawn

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .runs import Run

_ENDS = {  # as the report names them: marker, filled, words
    "progression": ("x", True, "progression"),
    "death": ("s", True, "death without progression"),
    "lost": ("o", False, "lost to follow-up"),
    "after_missed_visits": ("D", False, "event after missed visits"),
    "death_after_last_visit": ("s", False, "death after the last visit"),
    "ongoing": (">", True, "ongoing"),
}

EVENTS = ("response", "complete response", "severe hypotension")  # in the order of the report's


class ReportPlots:
    """What the report draws. Its numbers are ``run.charts()``."""

    _run: Run

    def _arm(self, arm: str | None) -> str:
        self._run._require_arms(arm)
        if arm is None and len(self._run.arms) > 1:
            raise UsageError(f"the run has several arms\n  Give arm=, one of {', '.join(self._run.arms)}.")
        return arm or self._run.arms[0]

    def _chosen(self, arms: Sequence[str]) -> list[str]:
        self._run._require_arms(*arms)
        return list(arms) or self._run.arms

    def swimmer(self, arm: str | None = None, ax: Axes | None = None) -> Axes:
        """One bar a patient, up to the end of its progression-free time [months]: coloured by best response; a line until the
        last dose, a triangle where the response begins, a mark of how it ended. Up to 36 patients at even quantiles of best change.
        Raises UsageError where the run has several arms and none is named."""
        arm = self._arm(arm)
        lanes = self._run.charts()["swimmer"][self._run.arms.index(arm)]
        with drawn(ax, 1.5 + 0.14 * len(lanes)) as axes:
            for place, lane in enumerate(lanes):
                end = lane["end_d"] / DAYS_PER_MONTH
                axes.barh(place, end, height=0.7, color=RESPONSE_COLOURS[lane["response"]])
                if lane["last_dose_d"] is not None:
                    axes.plot([0, lane["last_dose_d"] / DAYS_PER_MONTH], [place, place], color=INK, lw=1)
                if lane["response_d"] is not None:
                    axes.plot(lane["response_d"] / DAYS_PER_MONTH, place, "^", mfc="white", mec=INK, ms=5)
                marker, filled, _ = _ENDS[lane["end"]]
                axes.plot(end, place, marker, color=INK, mfc=INK if filled else "white", ms=4)
            for response, of in RESPONSE_COLOURS.items():
                if any(lane["response"] == response for lane in lanes):
                    axes.bar(0, 0, color=of, label=response)
            axes.plot([], [], color=INK, lw=1, label="treated until the last dose")
            axes.plot([], [], "^", mfc="white", mec=INK, ms=5, label="response begins")
            for end_name, (marker, filled, words) in _ENDS.items():
                if any(lane["end"] == end_name for lane in lanes):
                    axes.plot([], [], marker, color=INK, mfc=INK if filled else "white", ms=4, label=words)
            axes.set(xlabel="months since the start of treatment", xlim=(0, None), yticks=[], ylim=(len(lanes) - 0.4, -0.6),
                     title=f"{arm}: {SIMULATED}")
            axes.legend(fontsize="x-small", loc="lower right")
        return axes

    def forest(self, arms: Sequence[str] = (), ax: Axes | None = None) -> Axes:
        """How much each trait matters: ORR of the highest fifth of patients (or the highest category) minus that of the lowest, in
        points, with 95% limits (Newcombe). The strongest first; measurable traits above those that only the model knows."""
        chosen = self._chosen(arms)
        places = [self._run.arms.index(arm) for arm in chosen]
        traits = [one for one in self._run.charts()["traits"]["traits"] if one["differences"]]
        traits.sort(key=lambda one: (not one["measurable"], -max(abs(d[0]) if d else 0 for d in one["differences"])))
        with drawn(ax, 1.2 + len(traits) * (0.16 + 0.09 * len(chosen))) as axes:
            for row, trait in enumerate(traits):
                for order, (arm, place) in enumerate(zip(chosen, places)):
                    if trait["differences"][place] is None:
                        continue
                    middle, low, high = (100 * one for one in trait["differences"][place])
                    height = row + (order - (len(chosen) - 1) / 2) * 0.7 / len(chosen)
                    of = colour(self._run.arms, arm)
                    axes.plot([low, high], [height, height], color=of, lw=1.5)
                    axes.plot(middle, height, "o", color=of, ms=3.5)
            for arm in chosen:
                axes.plot([], [], "o", color=colour(self._run.arms, arm), ms=3.5, label=arm)
            axes.axvline(0, color=INK, lw=0.8)
            names = [one["label"] + ("" if one["measurable"] else " *") for one in traits]
            axes.set_yticks(range(len(traits)), names, fontsize="small")
            axes.set(ylim=(len(traits) - 0.5, -0.5), title=SIMULATED,
                     xlabel="ORR of the highest group minus the lowest [points]\n* known in the model only")
            axes.legend(fontsize="x-small")
        return axes

    def exposure(self, arm: str | None = None, regimen: int = 0, event: str = "response", ax: Axes | None = None) -> Axes:
        """The share with an ``event`` ("response", "complete response" or "severe hypotension", grade 3 or more) by exposure to
        the first dose (area under the concentration, to infinity): quarters of the patients with exact 95% limits, and a
        logistic curve with its limits. ``regimen`` counts from 0 those regimens of the arm whose exposure differs between
        patients. Raises UsageError where there is none, and for another event."""
        if event not in EVENTS:
            raise UsageError(f"event={event!r}: there are {', '.join(map(repr, EVENTS))}")
        arm = self._arm(arm)
        place = self._run.arms.index(arm)
        found = [one for one in self._run.charts()["exposure"] if one["arm"] == place]
        if not 0 <= regimen < len(found):
            raise UsageError(f"arm `{arm}` has {len(found)} regimens whose exposure differs between patients: no number {regimen}")
        one = found[regimen]
        of, drawn_event = colour(self._run.arms, arm), one["events"][EVENTS.index(event)]
        with drawn(ax) as axes:
            for group in drawn_event["groups"]:
                axes.plot([group["median"]] * 2, [100 * group["lower"], 100 * group["upper"]], color=of, lw=2)
                axes.plot(group["median"], 100 * group["count"] / group["patients"], "o", color=of)
            if drawn_event["curve"]:
                at, share, lower, upper = zip(*drawn_event["curve"])
                axes.plot(at, [100 * value for value in share], color=of, lw=1.3)
                axes.fill_between(at, [100 * value for value in lower], [100 * value for value in upper], color=of, alpha=0.15, lw=0)
            axes.set(xscale="log", xlabel=f"area under the first dose [{one['unit']}]", ylabel=f"{event} [%]",
                     ylim=(0, None), title=f"{arm}, {one['label']}: {SIMULATED}")
            axes.title.set_wrap(True)
        return axes

    def benefit_harm(self, arms: Sequence[str] = (), ax: Axes | None = None) -> Axes:
        """ORR of each arm against its share with hypotension of grade 3 or more: of all virtual patients with exact 95% limits
        (thick), and the 95% range of one trial (thin)."""
        chosen = self._chosen(arms)
        data = self._run.charts()
        trials = {row["arm"]: (row["trial_lower"], row["trial_upper"]) for row in self._run.orr().rows()}
        with drawn(ax, 5) as axes:
            for arm in chosen:
                place = self._run.arms.index(arm)
                harm: dict[str, Any] | None = data["benefit_harm"][place]
                if harm is None:
                    continue
                of = colour(self._run.arms, arm)
                rate, severe = 100 * data["summary"]["arms"][place]["orr_population"]["estimate"], 100 * harm["severe"]
                for limits, width in ((trials[arm], 1.2), (harm["orr_limits"], 5)):
                    if limits[0] is not None:
                        axes.plot([severe, severe], [100 * one for one in limits], color=of, lw=width, alpha=0.6)
                for limits, width in ((harm["severe_in_trials"], 1.2), (harm["severe_limits"], 5)):
                    if limits[0] is not None:
                        axes.plot([100 * one for one in limits], [rate, rate], color=of, lw=width, alpha=0.6)
                axes.plot(severe, rate, "o", color=of, mec="white", ms=7)
                axes.annotate(arm, (severe, rate), (7, 7), textcoords="offset points", color=of, fontsize="small")
            axes.set(xlabel="hypotension of grade 3 or more [%]", ylabel="objective response rate [%]", xlim=(0, None),
                     ylim=(0, None), title=SIMULATED)
            axes.text(0.99, 0.01, "thick: all virtual patients; thin: one trial", transform=axes.transAxes, ha="right",
                      fontsize="x-small", color=SOFT)
        return axes
