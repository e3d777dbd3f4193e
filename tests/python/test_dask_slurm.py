"""The job script of host/python/dask.md on a real Slurm of two nodes (tests/slurm/cluster.py): the bytes of one process."""

import os
import pathlib
import re
import sys
import tempfile
import time

import pytest

pytest.importorskip("distributed")

STUDY = """
import os, sys, distributed, twinarm as ta
client = distributed.Client(sys.argv[1])
client.wait_for_workers(2)
print("nodes", sorted(client.run(lambda: os.environ["SLURMD_NODENAME"]).values()))
c = ta.cohort("head_to_head").set({"trial.trials": 50})
there, here = ta.run(c, n=1001, seed=5, client=client, progress=False), ta.run(c, n=1001, seed=5, progress=False)
print("same", there.patients().rows() == here.patients().rows())
"""


@pytest.fixture
def slurm(source, monkeypatch):
    monkeypatch.syspath_prepend(str(source / "tests/slurm"))
    import cluster

    if os.geteuid() != 0 or cluster.missing_programs():
        pytest.skip("no Slurm, or another user than root")
    with tempfile.TemporaryDirectory(prefix="twinarm_") as folder, cluster.Cluster(pathlib.Path(folder)) as one:
        yield one, str(cluster.free_ports(1)[0])


def test_the_job_of_the_page_gives_the_bytes_of_one_process(slurm, source):
    cluster, port = slurm
    script = re.search(r"^```sh\n(#!/bin/bash.*?)^```$", (source / "host/python/dask.md").read_text(), re.S | re.M)[1]
    for shown, here in (("8786", port), ("--nodes=4", "--nodes=2 --output=job.log"), ("--cpus-per-task=32", "--cpus-per-task=1")):
        assert shown in script
        script = script.replace(shown, here)
    (cluster.folder / "job.sh").write_text(script)
    (cluster.folder / "study.py").write_text(STUDY)
    job = cluster.submit("job.sh", PATH=f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}")
    for _ in range(240):
        if all(one["JobState"] in ("COMPLETED", "FAILED", "CANCELLED", "TIMEOUT") for one in cluster.jobs(job)):
            break
        time.sleep(0.5)
    said = (cluster.folder / "job.log").read_text()
    assert "nodes ['n1', 'n2']" in said and "same True" in said, said
