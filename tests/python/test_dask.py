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
