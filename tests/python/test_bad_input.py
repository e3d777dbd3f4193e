"""Whatever is asked wrongly raises the exception of its kind, with its exit code and, where there is one, its place."""

import math

import pytest
import twinarm as ta


@pytest.mark.parametrize("wrong, error, says", [
    (lambda c: c.set({"trial.n": math.nan}).check(), ta.CohortError, "whole number"),
    (lambda c: c.set({"tumour.growth_rate.median": math.inf}).check(), ta.CohortError, "inf|finite"),
    (lambda c: c.set({"tumour.growth_rate.median": "0.004"}).check(), ta.CohortError, "unit"),
    (lambda c: c.set({"regimen.nktr214_6ug_q3w.every": "3 kg"}).check(), ta.CohortError, "kg"),
    (lambda c: c.set({"arm.nobody.trial_n": 10}).check(), ta.CohortError, "nobody"),
    (lambda c: c.arm("new", ["no_such_regimen"]).check(), ta.CohortError, "no_such_regimen"),
    (lambda c: c.arm("new", [ta.regimen("aspirin", dose="1 mg")]).check(), ta.CohortError, "aspirin"),
    (lambda c: c.arm("new", [ta.regimen("nivolumab", doze="360 mg")]).check(), ta.CohortError, "dose"),
    (lambda c: c.arm("=new", ["nivolumab_360mg_q3w"]).check(), ta.CohortError, "=new"),
    (lambda c: c.arm("new", ["nivolumab_360mg_q3w"], trial_n=0).check(), ta.CohortError, "too small"),
    (lambda c: c.set({"trial.n": object()}), TypeError, "object"),
    (lambda c: c.set({"trial.n": None}), TypeError, "NoneType"),
])
def test_a_wrong_cohort(cohort, wrong, error, says):
    with pytest.raises(error, match=says) as raised:
        wrong(cohort)
    if error is ta.CohortError:
        assert raised.value.code == 3 and raised.value.file and raised.value.line is not None and raised.value.diagnostics


@pytest.mark.parametrize("how, error", [
    ({"n": "10"}, TypeError), ({"n": 10, "threads": -1}, ta.UsageError), ({"n": 10, "first_patient": -1}, ta.UsageError),
    ({"n": 10, "first_patient": 2**64}, ta.UsageError), ({"n": 10, "populations": "no_such.csv"}, ta.FileError),
    ({"n": 10, "out": "x", "tables": "excel"}, ta.UsageError), ({"n": 10, "device": "cuda:99"}, ta.DeviceError),
])
def test_a_wrong_run(cohort, how, error, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error):
        ta.run(cohort, progress=False, **how)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_file_of_populations_has_its_line(cohort, tmp_path):
    file = tmp_path / "populations.csv"
    file.write_text("population,weight,tumour.growth_rate.median\nslow,0.5,0.002 1/d\nfast,much,0.005 1/d\n")
    with pytest.raises(ta.CohortError) as raised:
        ta.run(cohort, n=10, populations=file, progress=False)
    assert (raised.value.file, raised.value.line) == (str(file), 3)


@pytest.mark.parametrize("wrong, error", [
    (lambda c, run: ta.sweep(c, {"trial.n": [10], "no.such": [1]}, n=10, progress=False), ta.CohortError),
    (lambda c, run: ta.sweep(c, {"study.seed": [1, 2]}, n=10, progress=False), ta.UsageError),
    (lambda c, run: ta.decide(c, a="nobody", b="nivolumab", n=10, progress=False), ta.UsageError),
    (lambda c, run: ta.decide(c, a="nktr214_nivolumab", b="nivolumab", sizes=[0], n=10, progress=False), ta.UsageError),
    (lambda c, run: ta.endpoints(run, {"assessment.no_such": 1}), ta.CohortError),
    (lambda c, run: ta.endpoints(run, {"tumour.growth_rate.median": "1 1/d"}), (ta.CohortError, ta.UsageError)),
    (lambda c, run: ta.compare(run, "no_such_folder"), ta.FileError),
    (lambda c, run: run.predictors("nobody"), ta.UsageError),
    (lambda c, run: run.courses([-1]), (ta.UsageError, TypeError)),
    (lambda c, run: run.courses([0], every="0 d"), ta.UsageError),
    (lambda c, run: run.courses([0], every="-1 d"), ta.UsageError),
    (lambda c, run: run.report("no/such/folder/report.html", sample=5), ta.FileError),
    (lambda c, run: run.plot.swimmer("nobody"), ta.UsageError),
    (lambda c, run: run.plot.exposure("nktr214", regimen=7), ta.UsageError),
    (lambda c, run: run.plot.exposure("nktr214", event="PFS"), ta.UsageError),
    (lambda c, run: run.plot.forest(["nobody"]), ta.UsageError),
    (lambda c, run: run.plot.bands("lymphocytes", observed={"day": [1]}), ta.UsageError),
    (lambda c, run: run.plot.bands("lymphocytes", observed={"time_d": [1], "lymphocytes": [1], "arm": ["nobody"]}), ta.UsageError),
    (lambda c, run: run.plot.bands("lymphocytes", patients=5, residual_cv=math.nan), ta.UsageError),
    (lambda c, run: ta.plan(c, n=0), ta.UsageError),
    (lambda c, run: ta.plan(c.set({"trial.n": "x"}), n=10), ta.CohortError),
    (lambda c, run: ta.plan(c, n=10, tables="excel"), ta.UsageError),
])
def test_a_wrong_question(cohort, run, wrong, error, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error):
        wrong(cohort, run)


def test_a_closed_run_draws_and_saves_nothing(cohort, tmp_path):
    run = ta.run(cohort, n=100, progress=False)
    run.close()
    for ask in (run.charts, run.to_inference_data, run.predictors, run.plot.swimmer, lambda: run.courses([0]),
                lambda: run.save(tmp_path / "x"), lambda: ta.endpoints(run, {}), lambda: ta.compare(run, run)):
        with pytest.raises(ta.ClosedError) as raised:
            ask()
        assert raised.value.code == 2
    assert "closed" in repr(run)


def stop_at_once():
    stop = ta.Stop()
    stop.stop()
    return stop


@pytest.mark.parametrize("work", [
    lambda c: ta.decide(c, a="nktr214_nivolumab", b="nivolumab", sizes=[50], n=100_000, progress=False, stop=stop_at_once()),
])
def test_work_that_is_worth_nothing_in_part_is_an_interruption(cohort, work):
    with pytest.raises(KeyboardInterrupt):
        work(cohort)


def test_a_stopped_sweep_has_its_whole_points(cohort):
    stop = ta.Stop()
    swept = ta.sweep(cohort, {"trial.n": [10, 20, 30]}, n=20_000, stop=stop,
                     progress=lambda done, of: stop.stop() if done > 0 else None)
    assert swept.interrupted and len(swept.report["points"]) < 3
