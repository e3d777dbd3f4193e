"""A cluster of Dask gives the bytes of one process."""

import os
import signal
import threading

import pytest
import twinarm as ta

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50,
                                  local_directory=str(tmp_path_factory.mktemp("dask"))) as cluster:
        with distributed.Client(cluster) as one:
            yield one


def patients(run):
    return run.patients().rows()


def test_the_patients_are_those_of_one_process(client, cohort):
    there = ta.run(cohort, n=1001, seed=5, client=client, progress=False)
    assert patients(there) == patients(ta.run(cohort, n=1001, seed=5, progress=False))


def test_the_summary_is_that_of_one_process(client, run, cohort):
    assert ta.run(cohort, n=200, seed=1, client=client, progress=False).summary == run.summary


def test_a_killed_workers_shards_run_again(client, cohort):
    victim = next(iter(client.run(os.getpid).values()))
    threading.Timer(0.5, os.kill, (victim, signal.SIGKILL)).start()
    there = ta.run(cohort, n=6000, seed=5, client=client, progress=False)
    with pytest.raises(ProcessLookupError):
        os.kill(victim, 0)
    assert patients(there) == patients(ta.run(cohort, n=6000, seed=5, progress=False))


def test_progress_ends_at_the_number_of_patients(client, cohort):
    told = []
    ta.run(cohort, n=900, client=client, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (900, 900)


def test_a_mistake_of_a_cohort_is_raised_here(client, cohort):
    with pytest.raises(ta.CohortError):
        ta.run(cohort.set({"trial.n": "x"}), client=client, progress=False)


DOSES = {"regimen.nktr214_6ug_q3w.dose": ["0.003 mg/kg", "0.006 mg/kg", "0.012 mg/kg"]}


def test_a_sweep_is_that_of_one_process(client, cohort):
    told = []
    there = ta.sweep(cohort, DOSES, n=700, client=client, progress=lambda done, of: told.append((done, of)))
    assert there.report == ta.sweep(cohort, DOSES, n=700, progress=False).report
    assert told[-1][0] == told[-1][1]


def test_a_mistake_at_any_point_of_a_sweep_is_raised_here(client, cohort):
    with pytest.raises(ta.CohortError) as raised:
        ta.sweep(cohort, {"trial.n": [10, "x"]}, n=100, client=client, progress=False)
    assert raised.value.file == "--over trial.n=x"


def test_a_run_into_a_folder_has_the_files_of_one_process(client, cohort, tmp_path):
    there = ta.run(cohort, n=1001, seed=5, client=client, out=tmp_path / "there", progress=False)
    here = ta.run(cohort, n=1001, seed=5, out=tmp_path / "here", progress=False)
    for name in ("patients.csv", "outcomes.bin", "trials.csv", "summary.json"):
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()
    assert len(list((tmp_path / "there/shards").iterdir())) > 1
    assert patients(there) == patients(here)


def test_a_run_into_a_folder_goes_on_with_the_shards_that_are_there(client, cohort, tmp_path):
    ta.run(cohort, n=1001, seed=5, client=client, out=tmp_path / "out", progress=False)
    shards = sorted((tmp_path / "out/shards").glob("*/patients.csv"))
    before = [shard.stat().st_mtime_ns for shard in shards]
    ta.run(cohort, n=1001, seed=5, client=client, out=tmp_path / "out", force=True, progress=False)
    assert [shard.stat().st_mtime_ns for shard in shards] == before
    with pytest.raises(ta.Error, match="seed"):
        ta.run(cohort, n=1001, seed=6, client=client, out=tmp_path / "out", force=True, progress=False)


def test_a_stop_flag_does_not_go_with_a_cluster(client, cohort):
    for work in (lambda: ta.run(cohort, n=10, client=client, stop=ta.Stop()),
                 lambda: ta.sweep(cohort, DOSES, n=10, client=client, stop=ta.Stop())):
        with pytest.raises(ta.UsageError, match="client="):
            work()
