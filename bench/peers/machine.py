"""Where and with what a result was measured."""

import datetime
import importlib.metadata
import re
import subprocess


def said(*command, cwd=None):
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd).stdout.strip()


def machine(folder):
    cpu = said("lscpu")
    field = lambda name: re.search(rf"^{name}:\s*(.*)$", cpu, re.M).group(1)
    packages = ("libsundials-dev", "libboost-dev", "r-base-core", "r-cran-desolve")
    wheels = ("libroadrunner", "jax", "diffrax")
    versions = {name: said("dpkg-query", "-W", "-f", "${Version}", name) for name in packages}
    versions |= {name: importlib.metadata.version(name) for name in wheels}
    instructions = [name for name in ("avx2", "fma", "avx512f") if f" {name}" in field("Flags")]
    return {"date": datetime.date.today().isoformat(),
            "commit": said("git", "rev-parse", "HEAD", cwd=folder),
            "changed_files": said("git", "diff", "--name-only", "HEAD", "--", ".", ":!bench/results", cwd=folder).splitlines(),
            "machine": {"processor": field("Model name"), "family_and_model": f"{field('CPU family')}/{field('Model')}",
                        "cores": int(field(r"CPU\(s\)")), "instructions": instructions},
            "compiler": said("g++", "--version").splitlines()[0], "versions": versions}
