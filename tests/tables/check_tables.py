"""A run's tables, read by somebody else's library, say what its CSV and JSON files say. 77 where the library is missing."""

import argparse
import collections
import csv
import datetime
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import adam_rules
from readers import ADAM, READERS

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CODES = {"CR": 1, "PR": 2, "SD": 3, "PD": 5, "NE": 6}


def csv_rows(path):
    return list(csv.DictReader(path.read_text().splitlines()))


def close(a, b):
    """Equal but for the rounding of two or three operations."""
    return abs(a - b) <= 1e-13 * max(abs(a), abs(b), 1)


class Check:
    def __init__(self, run, reader):
        self.run, self.reader = run, reader
        self.patients = {(int(row["patient"]), row["arm"]): row for row in csv_rows(run / "patients.csv")}
        self.done = {key: row for key, row in self.patients.items() if row["status"] == "0"}
        self.table = {name: reader.rows(run, name) for name in reader.tables}
        self.summary = json.loads((run / "summary.json").read_text())
        self.faults = []

    def equal(self, what, found, expected):
        if found != expected and not (isinstance(found, (int, float)) and isinstance(expected, (int, float)) and close(found, expected)):
            self.faults.append(f"{what}: {found!r}, expected {expected!r}")

    def by_subject(self, table, code=None):
        groups = collections.defaultdict(list)
        for row in self.table[table]:
            if code is None or row["PARAMCD"] == code:
                groups[row["PATIENT"], row["ARMCD"]].append(row)
        return groups

    def metadata(self):
        for name in ADAM:
            rows = self.table[name]
            self.faults += adam_rules.faults_of(name, list(rows[0]), self.reader.labels(self.run, name), rows)
            self.faults += self.reader.metadata_faults(self.run, name)
        for name, rows in (("patients", len(self.patients)), ("trials", len(csv_rows(self.run / "trials.csv")))):
            shape = self.reader.csv_rows(str(self.run / f"{name}.csv"))
            if shape is not None:
                header = (self.run / f"{name}.csv").read_text().split("\n", 1)[0]
                self.equal(f"{name}.csv by the reader's defaults", tuple(shape), (rows, header.count(",") + 1))

    def facts(self):
        for name in self.reader.tables:
            path = str(self.run / f"{name}.parquet")
            facts, notes = self.reader.facts(path), self.reader.notes(path)
            for column in self.table[name][0]:
                fact = facts.get(column, {})
                self.equal(f"{name}.{column} has label and unit", sorted(fact), ["label", "unit"])
                numbers = isinstance(next((row[column] for row in self.table[name] if row[column] is not None), ""), (int, float))
                self.equal(f"{name}.{column} has a unit where it is a number", bool(fact.get("unit")), numbers)
            self.equal(f"{name}: simulated", notes["simulated"], "true")
            self.equal(f"{name}: note", "not patients" in notes["note"], True)
            self.equal(f"{name}: seed", notes["seed"], "1")
            self.equal(f"{name}: precision", notes["precision"], "double")
            self.equal(f"{name}: study", notes["study"], self.summary["study"]["id"])
            self.equal(f"{name}: version", notes["version"], json.loads((self.run / "run.json").read_text())["version"])

    def row_groups(self):
        groups = self.reader.groups(str(self.run / "adrs.parquet"))
        if groups is not None:
            self.equal("adrs has more than one row group", groups > 1, True)

    def adsl(self):
        rows = self.table["adsl"]
        self.equal("subjects", sorted((row["PATIENT"], row["ARMCD"]) for row in rows), sorted(self.patients))
        self.equal("USUBJID is unique", len({row["USUBJID"] for row in rows}), len(rows))
        twins = collections.defaultdict(set)
        traits = {row["USUBJID"]: row for row in self.table["adtrait"]}
        self.equal("every subject has its traits", set(traits), {row["USUBJID"] for row in rows})
        for row in rows:
            of_csv = self.patients[row["PATIENT"], row["ARMCD"]]
            self.equal("STATUS", str(row["STATUS"]), of_csv["status"])
            self.equal("SIMFL", row["SIMFL"], "Y")
            self.equal("SAFFL", row["SAFFL"], "Y" if of_csv["doses_given"] not in ("", "0") else "N")
            self.equal("TRTSDT", row["TRTSDT"], adam_rules.DAY_ONE if row["SAFFL"] == "Y" else None)
            twins[row["PATIENT"]].add((row["AGE"], row["WEIGHTBL"], traits[row["USUBJID"]]["TUGRORAT"]))
            if row["STATUS"] != 0:
                self.equal("nothing is known of a failed course", (row["SDIAMBL"], row["EVALFL"], row["DTHFL"]), (None,) * 3)
                continue
            self.equal("SDIAMBL", row["SDIAMBL"], float(of_csv["baseline_sld_mm"]))
            self.equal("EVALFL", row["EVALFL"], "Y" if of_csv["evaluable"] == "1" else "N")
            self.equal("DTHFL", row["DTHFL"], "Y" if of_csv["os_event"] == "1" else None)
        self.equal("twins have the same traits", max(map(len, twins.values())), 1)
        self.equal("patients differ", len({next(iter(twin)) for twin in twins.values()}), len(twins))

    def adrs(self):
        self.equal("ADRS holds the completed", set(self.by_subject("adrs")), set(self.done))
        for key, row in self.by_subject("adrs", "CBOR").items():
            self.equal("CBOR", [r["AVALC"] for r in row], [self.done[key]["response"]])
            self.equal("code", row[0]["AVAL"], CODES[row[0]["AVALC"]])
        responders = collections.Counter(row["ARMCD"] for row in self.table["adrs"]
                                         if row["PARAMCD"] in ("RSP", "CRSP") and row["ANL01FL"] == "Y" and row["AVALC"] == "Y")
        for arm in self.summary["arms"]:
            self.equal(f"responders of {arm['id']}", responders[arm["id"]], arm["orr_population"]["count"])
        visits, progressions = self.by_subject("adrs", "OVR"), self.by_subject("adrs", "PD")
        unconfirmed, deaths = self.by_subject("adrs", "BOR"), self.by_subject("adrs", "DEATH")
        for key, of_csv in self.done.items():
            responses = [visit["AVALC"] for visit in visits[key]]
            self.equal("visits", len(responses), int(of_csv["scans"]) - 1)
            best = min(responses, key=CODES.get, default="NE")
            self.equal("BOR", unconfirmed[key][0]["AVALC"], best)
            day = int(float(of_csv["progression_d"])) + 1 if of_csv["progression_d"] else None
            self.equal("PD", (progressions[key][0]["AVALC"], progressions[key][0]["ADY"]), ("Y" if day else "N", day))
            day = int(float(of_csv["os_d"])) + 1 if of_csv["os_event"] == "1" else None
            self.equal("DEATH", (deaths[key][0]["AVALC"], deaths[key][0]["ADY"]), ("Y" if day else "N", day))

    def adtr(self):
        """Sizes by the arithmetic of ADaM, responses by the words of RECIST 1.1, from the readings alone."""
        visits = self.by_subject("adrs", "OVR")
        missed = 0
        for key, of_csv in self.done.items():
            rows = self.by_subject_adtr[key]
            self.equal("scans", [row["AVISITN"] for row in rows], [6 * scan for scan in range(int(of_csv["scans"]))])
            base, nadir, lowest = rows[0]["AVAL"], rows[0]["AVAL"], None
            self.equal("baseline", (base, rows[0]["ABLFL"], rows[0]["CHG"]), (float(of_csv["baseline_sld_mm"]), "Y", None))
            for row, visit in zip(rows[1:], visits[key]):
                size = row["AVAL"]
                self.equal("NADIR", row["NADIR"], nadir)
                if size is None:
                    missed += 1
                    self.equal("a missed scan", (row["CHG"], visit["AVALC"]), (None, "NE"))
                    continue
                self.equal("CHG", row["CHG"], size - base)
                self.equal("PCHG", row["PCHG"], 100 * (size - base) / base)
                self.equal("CHGNAD", row["CHGNAD"], size - nadir)
                self.equal("PCHGNAD", row["PCHGNAD"], 100 * (size - nadir) / nadir if nadir > 0 else None)
                if row["NEWLFL"] == "Y" or (size >= 1.2 * nadir and size - nadir >= 5):
                    response = "PD"
                else:
                    response = "CR" if size == 0 and of_csv["other_lesions_vanish"] == "1" else "PR" if size <= 0.7 * base else "SD"
                self.equal("OVR", visit["AVALC"], response)
                nadir = min(nadir, size)
                lowest = size if lowest is None else min(lowest, size)
            change = "" if lowest is None else lowest / base - 1
            self.equal("best change", change, float(of_csv["best_change"]) if of_csv["best_change"] else "")
        self.equal("scans were missed", missed > 0, True)

    def adtte(self):
        names = {"OS": "os", "PFS": "pfs", "RSD": "duration"}
        for code, name in names.items():
            groups = self.by_subject("adtte", code)
            expected = {key for key, row in self.done.items() if row[f"{name}_d"]}
            self.equal(f"{code}: subjects", set(groups), expected)
            for key, (row, *more) in groups.items():
                of_csv = self.done[key]
                self.equal(f"{code}: one row", more, [])
                self.equal(f"{code}: AVAL", row["AVAL"], float(of_csv[f"{name}_d"]))
                self.equal(f"{code}: CNSR", row["CNSR"], 1 - int(of_csv[f"{name}_event"]))
                self.equal(f"{code}: why censored", row["CNSDTDSC"] is None, row["CNSR"] == 0)
        for arm in self.summary["arms"]:
            events = sum(row["CNSR"] == 0 for row in self.table["adtte"] if row["PARAMCD"] == "PFS" and row["ARMCD"] == arm["id"])
            self.equal(f"PFS events of {arm['id']}", events, arm["pfs"]["events"])

    def adex(self):
        for code, name in (("TNUMDOS", "doses_given"), ("TNUMHLD", "doses_held")):
            groups = self.by_subject("adex", code)
            for key, of_csv in self.done.items():
                self.equal(name, sum(row["AVAL"] for row in groups[key]), int(of_csv[name]))

    def trials(self):
        of_csv = csv_rows(self.run / "trials.csv")
        self.equal("trials", len(self.table["trials"]), len(of_csv))
        for row, line in zip(self.table["trials"], of_csv):
            for name, cell in line.items():
                self.equal(name, "" if row[name] is None else type(row[name])(cell) if cell else "", row[name] if row[name] is not None else "")

    def courses(self, program):
        patients = sorted({row["patient"] for row in self.table["courses"]})
        self.equal("patients with a course", len(patients), 3)
        shown = subprocess.run([program, "show", str(self.run), str(patients[1]), "--csv"], capture_output=True, text=True, check=True)
        lines = list(csv.DictReader(io.StringIO(shown.stdout)))
        rows = [row for row in self.table["courses"] if row["patient"] == patients[1]]
        self.equal("points of a course", len(rows), len(lines))
        for row, line in zip(rows, lines):
            for name, cell in line.items():
                self.equal(f"course {name}", row[name], cell if name == "arm" else type(row[name])(cell))

    def readme(self, reader):
        """The lines that host/README.md prints for this reader."""
        text = (ROOT / "host" / "README.md").read_text()
        block = re.search(rf"<!-- {reader} -->\n```python\n(.*?)```", text, re.S).group(1)
        exec(block.replace("runs/head_to_head", str(self.run)), {"print": lambda *_: None})

    def all(self, program, reader):
        self.by_subject_adtr = self.by_subject("adtr")
        for part in (self.metadata, self.adsl, self.adrs, self.adtr, self.adtte, self.adex):
            part()
        if self.reader.format == "parquet":
            self.facts()
            self.trials()
            self.courses(program)
            self.readme(reader)
        return self.faults


def mutate(check, mutation):
    if mutation == "moved_response":
        row = next(row for row in check.table["adrs"] if row["PARAMCD"] == "CRSP")
        row["AVALC"] = "N" if row["AVALC"] == "Y" else "Y"
    elif mutation == "lost_row":
        check.table["adtte"].pop()
    elif mutation == "moved_date":
        row = next(row for row in check.table["adtte"] if row["ADT"] is not None)
        row["ADT"] += datetime.timedelta(days=1)
    elif mutation == "another_parameter":
        check.table["adrs"][0]["PARAM"] += " again"
    elif mutation == "lost_unit":
        facts = check.reader.facts
        check.reader.facts = lambda path: {name: {**fact, "unit": ""} if name == "AVAL" else fact for name, fact in facts(path).items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--cohort", required=True)
    parser.add_argument("--reader", required=True, choices=READERS)
    parser.add_argument("--mutation", choices=("moved_response", "lost_row", "lost_unit", "moved_date", "another_parameter"))
    options = parser.parse_args()
    try:
        reader = READERS[options.reader]()
    except ImportError as error:
        print(f"skipped: {error}; `cmake --build BUILD --target tables_venv` installs the readers")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        run = pathlib.Path(folder) / "run"
        # Missed scans, patients without a scan, loss to follow-up, failures of long courses; many chunks.
        command = [options.program, "run", options.cohort, "-n", "400" if options.mutation else "3600", "--chunk", "100", "--populations", "none", "--out", str(run), "--quiet", "--max-fail", "1",
                   "--save", "tables,courses", "--courses", "3", "--table-format", reader.format]
        for setting in ("study.horizon=26 wk", "trial.trials=50", "assessment.missed_scan_probability=0.1",
                        "assessment.no_scan_probability=0.05", "assessment.dropout=0.02 1/month", "solver.max_steps=700"):
            command += ["--set", setting]
        subprocess.run(command, check=True)
        check = Check(run, reader)
        failed = len(check.patients) - len(check.done)
        print(f"{len(check.patients)} patient-arms, {failed} failed; rows:", {name: len(rows) for name, rows in check.table.items()})
        check.equal("some courses failed, not most", 0 < failed < len(check.done), True)
        if options.mutation:
            mutate(check, options.mutation)
        elif reader.format == "parquet":
            check.row_groups()
        faults = check.all(options.program, options.reader)
    for fault in faults[:20]:
        print(fault[:300])
    if options.mutation:
        print(f"{len(faults)} faults seen of one that was put in")
        return 0 if faults else 1
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
