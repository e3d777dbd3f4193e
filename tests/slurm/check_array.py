#!/usr/bin/env python3
"""The job scripts of host/cluster on a real Slurm of two nodes: an array of four tasks of which each has another accident, the
merge that waits for it, the same line again; `--shard auto`; a task that is cancelled. The results have the bytes of one
process. Ends with 77 where Slurm is missing.
  check_array.py --program build/release/twinarm"""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from cluster import NODES, Cluster, missing_programs, wait_for

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
SCRIPTS = SOURCE / "host" / "cluster"
COHORT = f"""\
schema = 1
include = ["{SOURCE}/cohorts/predictions/p06_combination_melanoma.toml"]
[study]
id = "short"
horizon = "18 wk"
[trial]
trials = 50
"""
PATIENTS = ("-n", "4000")
WHAT = ("cohort.toml", "--save", "tables,courses", "--table-format", "json", "--courses", "3")
ONE_CORE = "--cpus-per-task=1"


def require(holds: bool, what: str):
    if not holds:
        raise AssertionError(what)


def put_in_place(folder: pathlib.Path, program: str) -> dict[str, str]:
    """The folder of a user: cohort and job scripts. Returns the environment of the jobs."""
    (folder / "cohort.toml").write_text(COHORT)
    for script in ("array.sh", "merge.sh"):
        shutil.copy(SCRIPTS / script, folder)
    (folder / "bin").mkdir()
    shutil.copy(pathlib.Path(__file__).with_name("faulty_twinarm"), folder / "bin" / "twinarm")
    (folder / "bin" / "scontrol").symlink_to("twinarm")
    (folder / "faults").mkdir()
    return {"REAL_TWINARM": program, "REAL_SCONTROL": shutil.which("scontrol"), "PATH": f"{folder}/bin:{os.environ['PATH']}",
            "RETRY_PAUSE": "0", "SOURCE_DATE_EPOCH": "1767225600", "FAULTS": "", "JOURNALS": str(folder / "results" / "shards")}


class Check:
    def __init__(self, cluster: Cluster, environment: dict[str, str]):
        self.cluster, self.folder, self.environment = cluster, cluster.folder, environment
        self.began = time.monotonic()

    def say(self, text: str):
        print(f"{time.monotonic() - self.began:6.1f} s  {text}", flush=True)

    def submit(self, *words: str, **more_environment: str) -> str:
        return self.cluster.submit(*words, **(self.environment | more_environment))

    def submit_array(self, *words: str, **more_environment: str) -> str:
        return self.submit("--array=1-4", ONE_CORE, "array.sh", *WHAT, *PATIENTS, "--resume", *words, **more_environment)

    def submit_merge(self, dependency: str, results: str) -> str:
        return self.submit(f"--dependency={dependency}", ONE_CORE, "merge.sh", results, "--quiet")

    def log(self, name: str) -> str:
        path = self.folder / f"{name}.log"
        return path.read_text() if path.exists() else ""

    def expect_codes(self, job: str, *codes: int) -> list[dict[str, str]]:
        """Waits for the end of a job; its tasks have these exit codes, in order."""
        tasks = sorted(wait_for(f"job {job}", lambda: self.cluster.ended(job)), key=lambda task: int(task.get("ArrayTaskId", 0)))
        found = [task["ExitCode"].split(":") for task in tasks]
        require([int(code) + int(killed) for code, killed in found] == list(codes), f"job {job} ended with {found}, not {codes}")
        return tasks

    def expect_same(self, results: str, whole: str):
        """run.json holds times and threads."""
        names = {place: sorted(path.name for path in (self.folder / place).iterdir() if path.is_file())
                 for place in (results, whole)}
        require(names[results] == names[whole], f"other files: {names}")
        for name in names[whole]:
            if name != "run.json":
                subprocess.run(["cmp", self.folder / whole / name, self.folder / results / name], check=True)
        self.say(f"{results}: {len(names[whole]) - 1} files have the bytes of one process")

    def accidents(self) -> str:
        """Each task but the third heals itself. The fourth is the last: its number is also that of the array."""
        array = self.submit_array("results", FAULTS=str(self.folder / "faults"))
        merge = self.submit_merge(f"afterany:{array}", "results")
        wait_for("task 4 in the middle", (self.folder / "faults" / "4" / "held").exists)
        self.cluster.command("scontrol", "update", f"JobId={array}_4", "TimeLimit=2")  # minutes; the warning comes 120 s before
        return f"{array} {merge}"

    def expect_accidents(self, array: str, merge: str):
        tasks = self.expect_codes(array, 0, 0, signal.SIGKILL, 0)
        require({task["BatchHost"] for task in tasks} == set(NODES), "both nodes had work")
        require([task["Restarts"] for task in tasks] == ["1", "0", "0", "1"], "only the first and the last task begin again")
        first, second, last = (self.log(f"twinarm_{array}_{task}") for task in (1, 2, 4))
        require("restart 0: try 3 of 3 ended with 6" in first and "restart 0: 3 tries failed; begins again" in first
                and "restart 1: complete" in first, "task 1 fails in the middle, and exit code 75 begins it again")
        require("restart 0: try 1 of 3 ended with 137" in second and "restart 0: complete" in second, "task 2 is tried again")
        require("restart 0: the time limit is near; begins again" in last and "restart 1: complete" in last
                and "patients were simulated" in last, "task 4 saves all before its time is over, and goes on")
        self.say("four accidents: three tasks begin again, one is lost")
        self.expect_codes(merge, 4)
        text = self.log(f"twinarm_merge_{merge}")
        require("shard 3/4 is not complete" in text and "twinarm run --resume results --shard 3/4" in text,
                "the merge names the shard that is missing and the command that makes it")

    def same_line_again(self):
        array = self.submit_array("results")
        merge = self.submit_merge(f"afterok:{array}", "results")
        self.expect_codes(array, 0, 0, 0, 0)
        for task in (1, 2, 4):
            require("is complete: there is nothing to go on with" in self.log(f"twinarm_{array}_{task}"), f"task {task} is done")
        self.expect_codes(merge, 0)
        self.expect_codes(self.submit_merge(f"afterok:{merge}", "results"), 0)  # once more

    def scheduler_numbers(self) -> str:
        """--shard auto in an array that counts from 0, with the merge that depends on it; a task begins again."""
        command = "[[ $SLURM_ARRAY_TASK_ID.$SLURM_RESTART_COUNT == 2. ]] && exit 75; exec $REAL_TWINARM run " + \
            f"{' '.join(WHAT + PATIENTS)} --quiet --resume by_number --shard auto"
        array = self.submit("--array=0-3", ONE_CORE, "--output=by_number_%a.log", "--wrap", f"exec bash -c '{command}'")
        return self.submit_merge(f"afterany:{array}", "by_number")  # afterok counts code 75 as a failure

    def ranks(self, program: str):
        """--shard auto in the ranks of srun, which ends when all have ended."""
        self.cluster.command("srun", "--ntasks=4", ONE_CORE, program, "run", *WHAT, *PATIENTS, "--quiet", "--resume", "by_rank",
                             "--shard", "auto", **self.environment)
        self.expect_codes(self.submit(ONE_CORE, "merge.sh", "by_rank", "--quiet"), 0)

    def expect_cancelled_stays_cancelled(self):
        """Its signal is that of the time limit, too."""
        (self.folder / "more_faults").mkdir()
        cancelled = str(self.folder / "cancelled")
        job = self.submit("--array=4", ONE_CORE, "array.sh", *WHAT, "-n", "100000", "--resume", "cancelled",
                          FAULTS=str(self.folder / "more_faults"), JOURNALS=cancelled + "/shards")
        wait_for("the task in the middle", (self.folder / "more_faults" / "4" / "held").exists)
        self.cluster.command("scancel", job)
        tasks = wait_for("the cancelled job", lambda: self.cluster.ended(job))
        log = lambda: self.log(f"twinarm_{job}_4")
        wait_for("what a cancelled task has saved", lambda: "ended with 143" in log(), 20)
        require("Go on from there with" in log(), "twinarm saves what it has when it is cancelled")
        require(tasks[0]["JobState"] == "CANCELLED" and "begins again" not in log(), "who cancels a task does not get it back")
        require("SIGTERM, the task is COMPLETING" in log(), "the script sees that it is cancelled")
        self.say("a cancelled task saves all and is not put back")

    def run(self):
        program = self.environment["REAL_TWINARM"]
        array, merge = self.accidents().split()
        auto_merge = self.scheduler_numbers()
        self.say("submitted")
        subprocess.run([program, "run", *WHAT, *PATIENTS, "--quiet", "--out", "whole"], cwd=self.folder, env=self.cluster.environment |
                       self.environment, check=True)
        self.say("one process is done")
        self.ranks(program)
        self.expect_same("by_rank", "whole")
        self.expect_codes(auto_merge, 0)
        self.expect_same("by_number", "whole")
        self.expect_cancelled_stays_cancelled()
        self.expect_accidents(array, merge)
        self.same_line_again()
        self.expect_same("results", "whole")
        print(subprocess.run([program, "status", "results"], cwd=self.folder, check=True, capture_output=True, text=True).stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    program = str(pathlib.Path(parser.parse_args().program).resolve())
    if missing := missing_programs():
        print(f"skipped: {', '.join(missing)} not here (Debian: slurmctld, slurmd, slurm-client, munge)")
        return 77
    if os.geteuid() != 0:
        print("skipped: the daemons of Slurm want root")
        return 77
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="twinarm_slurm.") as name:
        folder = pathlib.Path(name)
        environment = put_in_place(folder, program)
        with Cluster(folder) as cluster:
            try:
                Check(cluster, environment).run()
            except BaseException:
                print(cluster.logs())
                raise
    return 0


if __name__ == "__main__":
    sys.exit(main())
