"""What is registered and summary.json does not have, from the rows of patients.csv."""
import math
import random
import statistics

from library import pages, scans, shares

TRIALS = 10000  # of which the median is taken


def by_population(rows, value):
    """Lists of value(row), where it is not None."""
    found = {}
    for row in rows:
        if (one := value(row)) is not None:
            found.setdefault(row["population"], []).append(one)
    return found


def counts(rows, happened, among=lambda row: True):
    """(x, of) by population."""
    return {name: (sum(of), len(of)) for name, of in by_population(rows, lambda row: happened(row) if among(row) else None).items()}


def median(populations, values, sizes, seed):
    """Of lists of values by population: the median's spread, and that of one trial that draws `sizes(name, chance)` of them."""
    chance = random.Random(seed)
    names, medians = list(values), []
    for name in chance.choices(names, [populations.weight[name] for name in names], k=TRIALS):
        if drawn := chance.choices(values[name], k=sizes(name, chance)):
            medians.append(statistics.median(drawn))
    at = statistics.quantiles(medians, n=40, method="inclusive")
    spread = shares.Populated(populations, {name: statistics.median(values[name]) for name in names})
    return {"populations": spread.interval(), "one_trial": {"median": at[19], "lower": at[0], "upper": at[38]}}


def responds(row):
    return row["response"] in ("CR", "PR")


def complete(row):
    return row["response"] == "CR"


def controlled(row):
    return row["response"] in ("CR", "PR", "SD")


def first_cycle_doses(run, populations, arm, n):
    """Median of a trial's n patients; no effect of the trial, since its spread is not known."""
    doses = by_population(run.patients(arm), lambda row: int(row["first_cycle_doses"]))
    return median(populations, doses, lambda name, chance: n, run.summary["study"]["seed"])


def days_to_complete_response(run, populations, arm, n):
    """Median of as many complete responders as a trial of n has."""
    days = scans.days_to_complete_response(run, arm)
    rate = shares.own(populations, counts(run.patients(arm), complete)).values

    def size(name, chance):
        p = 1 / (1 + (1 / rate[name] - 1) * math.exp(-chance.gauss(0, populations.between_trial_sd[name])))
        return sum(chance.random() < p for _ in range(n))

    return median(populations, days, size, run.summary["study"]["seed"])


def free_of(endpoint, month):
    """row -> is the patient free of the event then; nobody may be censored before."""
    day = month * pages.MONTH

    def free(row):
        if float(row[f"{endpoint}_d"]) < day and row[f"{endpoint}_event"] != "1":
            raise ValueError(f"patient {row['patient']}: {endpoint} is censored before month {month}")
        return float(row[f"{endpoint}_d"]) >= day

    return free


class Progressed:
    """Twins: what `then` does in those who progress under `first` (best response PD, or progression within the horizon)."""

    def __init__(self, run, populations, first, then, n):
        chosen = {row["patient"] for row in run.patients(first) if row["response"] == "PD" or row["progression_d"]}
        self.populations, self.shares = populations, shares.Shares(populations, n, run.summary["study"]["assessor_odds_ratio"])
        self.everybody = list(run.patients(then))
        self.chosen = [row for row in self.everybody if row["patient"] in chosen]
        self.is_chosen = lambda row: row["patient"] in chosen

    def response(self):
        return self.shares.response(counts(self.chosen, responds))

    def complete(self):
        return self.shares.part(counts(self.chosen, responds), counts(self.chosen, complete, responds),
                                counts(self.chosen, complete), lambda response, part: response * part)

    def controlled(self):
        return self.shares.part(counts(self.chosen, responds), counts(self.chosen, controlled, lambda row: not responds(row)),
                                counts(self.chosen, controlled), lambda response, part: response + (1 - response) * part)

    def free(self, endpoint, month):
        return self.shares.one(counts(self.chosen, free_of(endpoint, month)))

    def share_chosen(self):
        return {"populations": shares.own(self.populations, counts(self.everybody, self.is_chosen)).interval(), "one_trial": None}

    def difference(self):
        """Response rate of those who progress, minus that of all."""
        rate = lambda rows: {name: x / of for name, (x, of) in counts(rows, responds).items()}
        chosen, everybody = rate(self.chosen), rate(self.everybody)
        values = {name: chosen[name] - everybody[name] for name in chosen}
        return {"populations": shares.Populated(self.populations, values).interval(), "one_trial": None}
