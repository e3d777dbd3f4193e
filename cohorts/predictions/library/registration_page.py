"""The page of a registration, from what its JSON file holds."""
from library.pages import months, percents, table

SHARES = {"orr": "ORR", "cr": "CR", "dcr": "disease control"}
ENDPOINTS = {"pfs": "progression-free survival", "os": "overall survival"}
IN_SHORT = [("ORR", "ORR, %", "rival's"), ("CR", "CR, %", None), ("disease control", "disease control, %", None),
            ("median progression-free survival", "PFS, median, months", None), ("median overall survival", "OS, median, months", "rival's"),
            ("overall survival at 60 months", "OS at 60 months, %", "rival's")]  # quantity, heading, heading of the rival


def first_comment(file):
    """The comment that a cohort file begins with, as paragraphs and lists."""
    lines = []
    for line in file.read_text().splitlines():
        if not line.startswith("#"):
            return lines
        lines.append(line[1:].strip())
    return lines


def cell(values, unit):
    if values is None or values.get("lower") is None and unit != "months":
        return "-"
    middle = "median" if values.get("mean") is None else "mean"
    if unit == "months":
        return months(values, middle)
    if unit == "doses":
        return f"{values[middle]:.1f} ({values['lower']:g} to {values['upper']:g})"
    return percents(values, middle)


def cells(one):
    rivals = one["rivals"]
    return [cell(values, one["unit"]) for values in
            (one["one_trial"], one["populations"], rivals["by drug and disease"], rivals["all pooled"])]


def in_short(designs):
    heads = ["Design", "n"] + [head for _, what, rival in IN_SHORT for head in (what, rival) if head]
    rows = []
    for design in designs:
        for arm in design["arms"]:
            row, known = [design["id"], str(arm["n"])], {one["what"]: cells(one) for one in arm["quantities"]}
            for what, _, rival in IN_SHORT:
                one_trial, _, by_family, _ = known.get(what, ["-"] * 4)
                row += [one_trial, by_family] if rival else [one_trial]
            rows.append(row)
    return table(heads, rows)


def of_design(design):
    lines = [f"## {design['title']}", "", *design["said"], ""]
    for arm in design["arms"]:
        lines += [f"**{arm['arm']}**, n = {arm['n']}", ""]
        lines += table(["", "one trial", "populations", "rival: by drug and disease", "rival: all pooled"],
                       [[f"{one['what']}, {one['unit']}", *cells(one)] for one in arm["quantities"]])
    return lines


def page(registration):
    first = registration["designs"][0]
    unclean = {True: "", False: " (the checkout had other files than this commit)", None: " (not in a checkout)"}
    lines = [f"# {registration['name'].replace('_', ' ').capitalize()}", "",
             f"Simulated data, not patients. Made on {registration['date']} by `cohorts/predictions/register`; nobody had looked up a result of these",
             "designs. What was known when it was made stands in [registrations.md](registrations.md), what is assumed of a design in its cohort file.", "",
             f"Populations: {first['populations']} ({first['populations_effective']:.1f} effective), SHA-256 of their file "
             f"`{first['populations_sha256']}`. Commit `{registration['commit']}`{unclean[registration['commit_is_the_checkout']]}, seed {first['seed']}.", "",
             "*One trial*: median and 95% interval of what a trial of n patients reports: one population by weight, an effect of the trial on the "
             "logit, then patients, read as its assessors do. *Populations*: mean (of times the median) and 95% interval of the populations' own "
             "number, as a review reads it, Monte-Carlo error taken out. Rivals use no model, only the data that the populations were calibrated to: a random-effects meta-analysis (DerSimonian & Laird "
             "1986) of trials of the same drug and disease, or of all trials, and one more trial of n. For overall survival each trial's nearest "
             "time is carried to the month by a constant hazard; `-` where the data say nothing.", "",
             "## In short", "", *in_short(registration["designs"])]
    for design in registration["designs"]:
        lines += of_design(design)
    lines += ["## Made from", ""]
    lines += table(["Design", "Cohort file", "Patients", "Of one population", "SHA-256 of patients.csv"],
                   [[one["id"], one["cohort"], f"{one['patients']:,}", str(one["patients_each"]), f"`{one['patients_sha256']}`"]
                    for one in registration["designs"]])
    lines += table(["File", "SHA-256"], [[file, f"`{sha256}`"] for file, sha256 in registration["files"].items()])
    return lines
