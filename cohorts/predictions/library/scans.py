"""Sizes at a run's scans, from outcomes.bin (host/README.md, "The files of a run"), and when complete responses begin."""
import csv
import struct
import tomllib

COMPLETE_BELOW = 5  # mm: the default of the cohorts


def sizes(run):
    """(row of patients.csv, true SLD in mm at each scan, baseline first) of every completed patient and arm."""
    regimens = {arm["id"]: len(arm["regimens"]) for arm in run.summary["arms"]}
    with open(run.folder / "patients.csv") as rows, open(run.folder / "outcomes.bin", "rb") as records:
        records.readline()
        for row in csv.DictReader(rows):
            (count,) = records.read(1)
            if count == 0:
                continue
            yield row, struct.unpack(f"<{count}d", records.read(8 * count))
            records.read(8 + 8 * regimens[row["arm"]])  # end of follow-up, doses
        if records.read(1):
            raise ValueError(f"{run.folder}: outcomes.bin has more than patients.csv has rows")


def scan_days(cohort):
    """Planned days of the scans of a cohort file that lists its weeks."""
    return [0] + [7 * int(week.removesuffix(" wk")) for week in tomllib.loads(cohort.read_text())["assessment"]["scans"]["at"]]


def days_to_complete_response(run, arm):
    """Of an arm's complete responders, by population: the first scan at which the targets are gone, without the reader's error."""
    days, found = scan_days(run.cohort), {}
    for row, size in sizes(run):
        if row["arm"] == arm and row["response"] == "CR":
            gone = next((scan for scan, mm in enumerate(size) if mm < COMPLETE_BELOW), size.index(min(size)))
            found.setdefault(row["population"], []).append(days[gone])
    return found
