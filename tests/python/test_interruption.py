"""A run that is stopped keeps what is done; nothing of the process is changed."""

import os
import signal
import threading
import warnings

import pytest
import twinarm as ta

MANY = 1_000_000


def stopped_run(cohort, **how):
    with pytest.warns(ta.InterruptedWarning, match="of 1000000 patients|of 1,000,000 patients"):
        return ta.run(cohort, n=MANY, seed=1, chunk=128, populations=None, **how)


def stop_after_some(stop):
    return lambda done, of: stop.stop() if done >= 128 else None


def test_a_stop_flag_ends_a_run_and_keeps_what_is_done(cohort):
    run = ta.run(cohort, n=200, seed=1, populations=None, progress=False)
    stop = ta.Stop()
    stopped = stopped_run(cohort, stop=stop, progress=stop_after_some(stop))
    assert stopped.interrupted and 128 <= stopped.patients_done < MANY
    assert stopped.patients().rows()[:400] == run.patients().rows()[:400]


def test_ctrl_c_ends_a_run_and_keeps_what_is_done(cohort):
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    stopped = stopped_run(cohort, progress=False)
    assert 0 < stopped.patients_done < MANY
    assert stopped.summary["study"]["interrupted"]


def test_an_interrupted_run_can_be_saved_and_opened(cohort, tmp_path):
    stop = ta.Stop()
    stopped = stopped_run(cohort, stop=stop, progress=stop_after_some(stop))
    stopped.save(tmp_path / "saved")
    assert ta.open(tmp_path / "saved").patients_done == stopped.patients_done


def test_what_a_progress_function_raises_comes_out(cohort):
    def broken(done, of):
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        ta.run(cohort, n=MANY, chunk=128, progress=broken)


def test_progress_ends_at_the_number_of_patients(cohort):
    told = []
    ta.run(cohort, n=200, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (200, 200)


def test_no_signal_handler_is_installed(cohort):
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE, signal.SIGXCPU)
    before = [signal.getsignal(one) for one in signals]
    seen = []
    ta.run(cohort, n=200, progress=lambda done, of: seen.append([signal.getsignal(one) for one in signals]))
    assert seen[0] == before and [signal.getsignal(one) for one in signals] == before


def test_nothing_is_written_unless_it_is_asked_for(cohort, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    run = ta.run(cohort, n=100, progress=False)
    run.orr(), run.patients(traits=True), run.courses([1], every="7 d"), run.survival()
    assert list(tmp_path.iterdir()) == []


def test_other_threads_run_while_patients_are_simulated(cohort):
    counted, stop = [0], threading.Event()

    def count():
        while not stop.is_set():
            counted[0] += 1
            stop.wait(0.005)

    thread = threading.Thread(target=count)
    thread.start()
    ta.run(cohort, n=1000, progress=False)
    stop.set()
    thread.join()
    assert counted[0] > 20


def test_a_whole_run_warns_of_nothing(cohort):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ta.run(cohort, n=100, progress=False)
