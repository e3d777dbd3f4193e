"""A run over populations for ArviZ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import UsageError

if TYPE_CHECKING:
    from .runs import Run

RATES = {"orr": ("CR", "PR"), "cr": ("CR", ), "dcr": ("CR", "PR", "SD")}


def rates_of_populations(run: Run) -> tuple[list[str], dict[str, list[list[float]]]]:
    """Names of the populations, and the rates of each: [population][arm], of the patients that completed; NaN of none."""
    table = run.patients()
    if "population" not in table.columns:
        raise UsageError("the run has one population\n  Run the cohort with populations=\"default\" or a file of them.")
    cells: dict[tuple[str, str], list[str]] = {}
    for population, arm, status, response in zip(table["population"], table["arm"], table["status"], table["response"]):
        of = cells.setdefault((population, arm), [])
        if status == 0:
            of.append(response)
    names = list(dict.fromkeys(population for population, _ in cells))
    rates = {}
    for rate, which in RATES.items():
        rates[rate] = [[_share(cells[name, arm], which) for arm in run.arms] for name in names]
    return names, rates


def _share(responses: list[str], which: tuple[str, ...]) -> float:
    return sum(one in which for one in responses) / len(responses) if responses else float("nan")


def inference_data(run: Run) -> Any:
    """Groups ``posterior`` (orr, cr and dcr of each plausible population, a draw each; of its patients, so with their Monte-Carlo
    error), ``posterior_predictive`` (orr of virtual trials, a draw each) and ``observed_data`` (orr of the published trials), by
    arm. Raises UsageError where the run has one population."""
    import arviz
    import numpy as np

    names, rates = rates_of_populations(run)
    trials = run.trials()
    observed = np.array(trials["orr"], dtype=float).reshape(-1, len(run.arms))
    published = run.published()
    return arviz.from_dict(
        posterior={name: np.array([values]) for name, values in rates.items()}, posterior_predictive={"orr": observed[np.newaxis]},
        observed_data={"published_orr": np.array(published["orr"], dtype=float)},
        coords={"arm": run.arms, "published": [f"{one['arm']}: {one['label']}" for one in published.rows()]},
        dims={**{name: ["arm"] for name in rates}, "published_orr": ["published"]},
        posterior_attrs={"populations": names, "simulated": "virtual patients, not patients"})
