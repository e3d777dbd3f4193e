"""Runs of the program over the plausible populations, for `predict` and `register`."""
import csv
import hashlib
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "cohorts/calibration/populations.csv"
LEAST = 500  # patients of one population
COLUMNS = ("patient", "population", "response", "pfs_d", "pfs_event", "os_d", "os_event", "progression_d",
           "first_cycle_doses", "worst_hypotension_grade")


def sha256_of(file):
    return hashlib.sha256(pathlib.Path(file).read_bytes()).hexdigest()


def in_tree(file):
    """A path as from the root of the project, where it lies there."""
    file = pathlib.Path(file).resolve()
    return str(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file)


def is_checkout(commit):
    """Is this the checkout of that commit, unchanged where results come from? None outside of a checkout."""
    git = lambda *words: subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True)
    head = git("rev-parse", "HEAD")
    if head.returncode != 0:
        return None
    return head.stdout.strip() == commit and not git("status", "--porcelain", "--", "cohorts", "host", "kernels").stdout


def add_options(parser):
    parser.add_argument("-n", "--patients", type=int, help=f"patients of a cohort, all populations; {LEAST} of each where not given")
    parser.add_argument("--runs", type=pathlib.Path, default=pathlib.Path("runs/predictions"), help="folder of the runs")


class Populations:
    """A populations file: its hash, and of each population the weight and the sd between trials (None without that column)."""

    def __init__(self, file):
        self.file, self.sha256 = file, sha256_of(file)
        with open(file) as lines:
            rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
        self.weight = {row["population"].strip(): float(row["weight"]) for row in rows}
        self.between_trial_sd = {row["population"].strip(): float(row["trial.between_trial_sd"]) for row in rows
                                 if "trial.between_trial_sd" in row}

    def patients(self, wanted):
        return wanted or LEAST * len(self.weight)


class Run:
    """One cohort simulated over populations: its folder, summary.json and run.json. Ends the program where that fails."""

    def __init__(self, build, cohort, populations, options):
        self.cohort, self.folder = cohort, options.runs / cohort.stem
        command = [build.resolve() / "twinarm", "run", cohort, "--populations", populations.file, "-n", populations.patients(options.patients),
                   "--quiet", "--force", "--out", self.folder]
        ended = subprocess.run([str(word) for word in command])
        if ended.returncode != 0:
            sys.exit(f"{cohort.name}: the run ended with {ended.returncode}")
        self.summary = json.loads((self.folder / "summary.json").read_text())
        self.record = json.loads((self.folder / "run.json").read_text())
        if self.summary["populations"]["sha256"] != populations.sha256:
            sys.exit("the populations file changed while it was used")

    def patients(self, arm):
        """Rows of patients.csv of an arm whose patients completed, with the columns that predictions use."""
        with open(self.folder / "patients.csv") as file:
            for row in csv.DictReader(file):
                if row["arm"] == arm and row["status"] == "0":
                    yield {name: row[name] for name in COLUMNS}

    def inputs(self):
        """SHA-256 of every cohort file that was read, by path."""
        return {in_tree(file["path"]): file["sha256"] for file in self.record["inputs"]}

    def made_from(self):
        """What every prediction says of where it comes from."""
        study, populations = self.summary["study"], self.summary["populations"]
        return {"id": study["id"], "title": study["title"], "commit": self.record["git_commit"], "version": self.record["version"],
                "seed": study["seed"], "patients": study["patients"],
                "patients_sha256": self.record["outputs"]["patients.csv"]["sha256"],
                "populations": populations["populations"], "populations_sha256": populations["sha256"],
                "populations_effective": populations["effective"], "patients_each": populations["patients_each"]}


def refuse_to_overwrite(files):
    """A registration is made once."""
    for file in files:
        if file.exists():
            sys.exit(f"{file} exists; what was registered is never written over: choose another place")
