#!/usr/bin/env python3
"""The blocks of host/R.md that are marked as run, on a run of this program: they run, and R counts what the program counts."""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "host/R.md"
COUNTED = """
medians <- summary(pfs)$table
write.csv(data.frame(arm = levels(patients$arm), orr = tapply(patients$responds, patients$arm, mean),
                     events = medians[, "events"], median = medians[, "median"]), "counted.csv", row.names = FALSE)
"""


def blocks(page: str) -> list[str]:
    return re.findall(r"^<!-- run -->\n```r\n(.*?)^```$", page, re.S | re.M)


def differences(counted: str, arms: list[dict]) -> list[str]:
    """Of rates, which are ratios of the same counts, and of medians, which are days of the same steps. R takes the middle between
    two steps where the curve is exactly 1/2, so a median may be missing on one side only."""
    found = []
    rows = [line.replace('"', "").split(",") for line in counted.splitlines()[1:]]
    for (name, orr, events, median), arm in zip(rows, arms, strict=True):
        if name != arm["id"] or abs(float(orr) - arm["orr_population"]["estimate"]) > 1e-12:
            found.append(f"{name}: ORR {orr}, the program has {arm['orr_population']['estimate']}")
        if float(events) != arm["pfs"]["events"]:
            found.append(f"{name}: {events} events, the program has {arm['pfs']['events']}")
        there = arm["pfs"]["median_days"]
        if (median == "NA") != (there is None) or there is not None and abs(float(median) - there) > 1:
            found.append(f"{name}: median {median}, the program has {there}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    program = parser.parse_args().program
    needed = "for (one in c('survival', 'ggplot2')) if (!requireNamespace(one, quietly = TRUE)) quit(status = 1)"
    if shutil.which("Rscript") is None or subprocess.run(["Rscript", "-e", needed], capture_output=True).returncode != 0:
        print("skipped: no R with survival and ggplot2 (Debian: r-base-core r-cran-survival r-cran-ggplot2)")
        return 77
    code = blocks(PAGE.read_text())
    assert len(code) == 5, f"{len(code)} blocks are marked as run"
    with tempfile.TemporaryDirectory(prefix="twinarm_r_") as text:
        folder = pathlib.Path(text)
        subprocess.run([program, "run", ROOT / "cohorts/head_to_head.toml", "-n", "500", "--populations", "none", "--set",
                        "trial.trials=200", "--out", folder / "results", "--quiet"], check=True)
        (folder / "page.R").write_text("\n".join(code) + COUNTED)
        said = subprocess.run(["Rscript", "page.R"], cwd=folder, capture_output=True, text=True)
        if said.returncode != 0:
            print(said.stdout, said.stderr, sep="\n")
            return 1
        found = differences((folder / "counted.csv").read_text(),
                            json.loads((folder / "results/summary.json").read_text())["arms"])
        if not (folder / "pfs.png").exists():
            found.append("no plot")
    print("\n".join(found) or f"host/R.md: {len(code)} blocks run")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
