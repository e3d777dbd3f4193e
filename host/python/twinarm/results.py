"""Rates, twins and the like, from the summary of a run."""

from __future__ import annotations

import html
from typing import Any

from .errors import UsageError
from .tables import Table, html_table

Summary = dict[str, Any]


def _quantile(distribution: Summary, p: float) -> float | None:
    return next((one["value"] for one in distribution["quantiles"] if abs(one["p"] - p) < 1e-9), None)


class Results:
    """What a run found. ``summary`` is the program's summary.json as a dict; the tables are made of it. Rates are fractions,
    times days."""

    def __init__(self, summary: Summary) -> None:
        self._summary = summary

    @property
    def summary(self) -> Summary:
        """summary.json as a dict."""
        return self._summary

    @property
    def arms(self) -> list[str]:
        """Ids of the arms."""
        return [arm["id"] for arm in self.summary["arms"]]

    def orr(self) -> Table:
        """Response rates of each arm: the mean over plausible populations (orr) with its Monte-Carlo standard error, the 95% range
        of the populations (None where the cohort is the only one), and what one trial of n patients would observe."""
        return Table({name: [row[name] for row in self._orr_rows()] for name in self._orr_names})

    _orr_names = ("arm", "label", "patients", "failed", "evaluable", "orr", "orr_mc_se", "populations_lower",
                  "populations_upper", "cr", "dcr", "n", "trial_median", "trial_lower", "trial_upper")

    def _orr_rows(self) -> list[Summary]:
        rows = []
        for arm in self.summary["arms"]:
            trial, predicted = arm["orr_trial"], arm["predictive"]
            rate = arm["over_populations"]["orr"] if "over_populations" in arm else arm["orr_population"]
            rows.append({
                "arm": arm["id"], "label": arm["label"], "patients": arm["patients"], "failed": arm["patients_failed"],
                "evaluable": arm["evaluable"], "orr": predicted["orr"]["mean"], "orr_mc_se": rate["mc_standard_error"],
                "populations_lower": predicted["orr"]["populations"]["lower"],
                "populations_upper": predicted["orr"]["populations"]["upper"], "cr": predicted["cr"]["mean"],
                "dcr": predicted["dcr"]["mean"], "n": trial["n"], "trial_median": _quantile(trial, 0.5), "trial_lower": _quantile(trial, 0.025),
                "trial_upper": _quantile(trial, 0.975)
            })
        return rows

    def twins(self, a: str | None = None, b: str | None = None) -> Table:
        """Who responds to which of two arms, in the same patients: shares of both, only_a, only_b, neither. All pairs, or those
        of arm ``a``, or the pair ``a``, ``b``; a pair that the run has as b, a is turned round."""
        pairs = [_turned(pair) if a == pair["arm_b"] and b in (None, pair["arm_a"]) else pair for pair in self.summary["twins"]]
        pairs = [one for one in pairs if a in (None, one["arm_a"]) and b in (None, one["arm_b"])]
        self._require_arms(a, b)
        names = ("patients", "both", "only_a", "only_b", "neither")
        columns: dict[str, list[Any]] = {"a": [one["arm_a"] for one in pairs], "b": [one["arm_b"] for one in pairs]}
        for name in names:
            columns[name] = [one[name] if name == "patients" else _share(one, name) for one in pairs]
        columns["difference"] = [one["difference"] for one in pairs]
        columns["difference_mc_se"] = [one["difference_mc_standard_error"] for one in pairs]
        return Table(columns)

    def predictions(self) -> Table:
        """What one trial of n patients would report of each outcome (shares, medians in days), beside the mean and the 95% range of
        the populations."""
        names = ("arm", "outcome", "months", "n", "mean", "populations_lower", "populations_upper", "trial_lower", "trial_median",
                 "trial_upper")
        rows = []
        for arm in self.summary["arms"]:
            for outcome, found in arm["predictive"].items():
                for one in found if isinstance(found, list) else [found] if isinstance(found, dict) else []:
                    of, trial = one["populations"], one["one_trial"]
                    rows.append((arm["id"], outcome, one.get("months"), arm["predictive"]["n"], one["mean"], of["lower"],
                                 of["upper"], trial["lower"], trial["median"], trial["upper"]))
        return Table({name: [row[place] for row in rows] for place, name in enumerate(names)})

    def published(self) -> Table:
        """The published trials that the cohort names, each beside its arm."""
        rows = self.summary["published"]
        names = ("arm", "label", "role", "responders", "n", "denominator", "orr", "complete", "source")
        columns = {name: [one[name] for one in rows] for name in names}
        for end in ("lower", "upper"):
            columns[f"orr_{end}"] = [one["orr_limits"][end] for one in rows]
        return Table(columns)

    def medians(self) -> Table:
        """Medians of PFS, OS and duration of response of each arm, with 95% limits; None where they are not reached."""
        columns: dict[str, list[Any]] = {name: [] for name in ("arm", "time", "events", "median", "lower", "upper")}
        for arm in self.summary["arms"]:
            for time, key in (("pfs", "pfs"), ("os", "os"), ("duration", "duration_of_response")):
                survival = arm[key]
                values = (arm["id"], time, survival["events"], survival["median_days"], survival["median_lower_days"],
                          survival["median_upper_days"])
                for name, value in zip(columns, values):
                    columns[name].append(value)
        return Table(columns)

    def _require_arms(self, *arms: str | None) -> None:
        for arm in arms:
            if arm is not None and arm not in self.arms:
                raise UsageError(f"no such arm `{arm}`\n  The run has {', '.join(self.arms)}.")

    def _heading(self) -> str:
        study = self.summary["study"]
        done, planned = study["patients"], study["patients_planned"]
        number = f"{done:,} patients" if done == planned else f"interrupted: {done:,} of {planned:,} patients"
        return f"{study['id']}: {number}, seed {study['seed']}. {self.summary['note']}"

    def _repr_html_(self) -> str:
        rows = [(row["arm"], _percent(row["orr"]), _percent(row["orr_mc_se"], 2), _range(row, "populations"), row["n"],
                 _percent(row["trial_median"]), _range(row, "trial"))
                for row in self._orr_rows()]
        names = ["arm", "ORR %", "MC s.e.", "95% of populations", "n of a trial", "median %", "95% of trials"]
        return f"<p>{html.escape(self._heading())}</p>" + html_table(names, rows)


def _percent(fraction: float | None, digits: int = 1) -> str:
    return "" if fraction is None else f"{100 * fraction:.{digits}f}"


def _range(row: Summary, of: str) -> str:
    lower, upper = row[f"{of}_lower"], row[f"{of}_upper"]
    return "" if lower is None or upper is None else f"{_percent(lower)} to {_percent(upper)}"


def _share(pair: Summary, name: str) -> float | None:
    return pair[name] / pair["patients"] if pair["patients"] else None


def _turned(pair: Summary) -> Summary:
    difference = pair["difference"]
    return {**pair, "arm_a": pair["arm_b"], "arm_b": pair["arm_a"], "only_a": pair["only_b"], "only_b": pair["only_a"],
            "difference": None if difference is None else -difference}
