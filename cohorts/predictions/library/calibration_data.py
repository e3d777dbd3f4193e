"""What trials reported, as the calibration has it, by drug and disease: the data of the rivals."""
import math
import tomllib

from library import pages, rivals, runs

CALIBRATION = runs.ROOT / "cohorts/calibration/default.toml"
FAMILIES = {  # experiments of the calibration and their arms
    "high-dose aldesleukin, kidney cancer": [("select", "aldesleukin"), ("fyfe", "aldesleukin"), ("levels", "high_dose")],
    "high-dose aldesleukin, melanoma": [("melanoma_il2", "aldesleukin")],
    "PD-1 antibody, kidney cancer": [("mrcc", "nivolumab")],
    "PD-1 antibody, melanoma": [("melanoma", "nivolumab")],
    "NKTR-214 and PD-1 antibody, kidney cancer": [("mrcc", "nktr214_nivolumab")],
    "NKTR-214 and PD-1 antibody, melanoma": [("melanoma", "nktr214_nivolumab")],
}


class Family:
    """Trials of one drug in one disease: counts (x, n) of a trial by measure, points (month, share, n) of its survival by endpoint."""

    def __init__(self):
        self.counts = {"orr": {}, "cr": {}, "dcr": {}}
        self.points = {"pfs": {}, "os": {}}

    def add(self, measure, trial, x, n):
        """Parts of one trial (by IMDC class) are added up."""
        had = self.counts[measure].get(trial, (0, 0))
        self.counts[measure][trial] = (had[0] + x, had[1] + n)

    def add_target(self, target, trial):
        if counts := target.get("counts"):
            n = sum(x for name, x in counts.items() if not (name == "CR" and "response" in counts))
            responders = counts.get("response", counts.get("CR", 0) + counts.get("PR", 0))
            self.add("orr", trial, responders, n)
            if "CR" in counts:
                self.add("cr", trial, counts["CR"], n)
            if "SD" in counts:
                self.add("dcr", trial, responders + counts["SD"], n)
        survival = target.get("survival", {"among": "nobody"})
        if "among" not in survival:
            listed = lambda value: value if isinstance(value, list) else [value]
            self.points[survival["of"]].setdefault(trial, []).extend(
                (float(at.removesuffix(" month")), share, survival["n"])
                for at, share in zip(listed(survival["at"]), listed(survival["share"])))

    def share(self, measure, n):
        """What one more trial of n would show of a measure with counts, or None where the data say nothing of it."""
        return one_more(list(self.counts[measure].values()), n)

    def survival(self, endpoint, month, n):
        """The same of survival at a month. Of overall survival each trial's nearest point is carried there at a constant hazard;
        progression-free survival has none, so that only points of that month count."""
        trials = []
        for points in self.points[endpoint].values():
            at, share, size = min(points, key=lambda point: abs(math.log(point[0] / month)))
            if endpoint == "os" or at == month:
                trials.append((size * share ** (month / at), size))
        return one_more(trials, n)

    def median_days(self, endpoint, n):
        """Of a median: its logarithm is normal, with variance 2 / n (constant hazard, half of n with the event)."""
        known = [(at, size) for points in self.points[endpoint].values() for at, share, size in points if share == 0.5]
        if not known:
            return None
        mean, error, tau = rivals.random_effects([math.log(at * pages.MONTH) for at, _ in known], [2 / size for _, size in known])
        spread = rivals.NORMAL.inv_cdf(0.975) * math.sqrt(error ** 2 + tau ** 2 + 2 / n)
        return {"median": math.exp(mean), "lower": math.exp(mean - spread), "upper": math.exp(mean + spread)}


def one_more(trials, n):
    return rivals.share_of(rivals.rival(trials, n)) if trials else None


def families():
    """Name -> Family, and "all pooled" for the trials of all."""
    made = {name: Family() for name in [*FAMILIES, "all pooled"]}
    for target in tomllib.loads(CALIBRATION.read_text())["target"]:
        for name, arms in FAMILIES.items():
            if (target["experiment"], target["arm"]) in arms:
                made[name].add_target(target, target["trial"])
                made["all pooled"].add_target(target, f"{target['trial']}, {target['arm']}")
    return made
