"""Bad input raises the right exception, with its place."""

import math

import pytest
import twinarm as ta


@pytest.mark.parametrize("settings, column, message", [
    ({"trial.between_trial_sd": math.nan}, 24, "finite|not a number|nan"),
    ({"tumour.growth_rate.median": "0.004 1/mg"}, 27, "1/mg"),
    ({"tumour.growth_rat.median": "0.004 1/d"}, 8, "growth_rate"),
    ({"regimen.nktr214_6ug_q3w.dose": "6 parsec"}, 30, "parsec"),
])
def test_a_wrong_setting_has_its_letter(settings, column, message):
    with pytest.raises(ta.CohortError, match=message) as raised:
        ta.cohort("head_to_head").set(settings).check()
    error = raised.value
    path, value = next(iter(settings.items()))
    assert error.code == 3 and error.file == f"--set {path}={value}" and error.line == 0 and error.column == column


def test_every_mistake_is_raised_at_once():
    wrong = ta.cohort("head_to_head").set({"trial.n": "x"}).set({"tumour.growth_rat.median": 1, "study.seed": -1})
    with pytest.raises(ta.CohortError) as raised:
        wrong.check()
    assert len(raised.value.diagnostics) == 3


def test_a_file_with_a_mistake_has_line_and_column(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('schema = 1\n[study]\nid = "mine"\nhorizon = "52 parsec"\n')
    with pytest.raises(ta.CohortError) as raised:
        ta.cohort(file).check()
    places = [(one.file, one.line, one.column) for one in raised.value.diagnostics]
    assert (str(file), 4, 11) in places and (raised.value.file, raised.value.line, raised.value.column) == places[0]


def test_a_dict_with_a_mistake_has_its_line():
    with pytest.raises(ta.CohortError) as raised:
        ta.cohort({"schema": 1, "include": ["head_to_head.toml"], "trial": {"n": "x"}}).check()
    assert (raised.value.file, raised.value.line) == ("<dict>", 5)


@pytest.mark.parametrize("wrong, error", [
    (lambda: ta.cohort("hed_to_head"), ta.UsageError),
    (lambda: ta.cohort("no/such.toml"), ta.FileError),
    (lambda: ta.open("no_such_folder"), ta.FileError),
    (lambda: ta.cohort({"schema": {1, 2}}), TypeError),
])
def test_a_wrong_name_is_refused(wrong, error):
    with pytest.raises(error):
        wrong()


@pytest.mark.parametrize("how", [{"n": 0}, {"n": -1}, {"n": 1.5}, {"n": True}, {"seed": -1}, {"n": 10, "device": "tpu"},
                                 {"n": math.nan}])
def test_a_wrong_number_is_refused(cohort, how):
    with pytest.raises(ta.UsageError):
        ta.run(cohort, progress=False, **how)


@pytest.mark.parametrize("wrong", [
    lambda run: run.courses([1], columns=["sld"]),
    lambda run: run.courses([1], every="1 parsec"),
    lambda run: run.courses([200]),
    lambda run: run.courses([1], arms=["nktr"]),
    lambda run: run.survival("pf"),
    lambda run: run.twins("nktr"),
    lambda run: run.save("x", tables="excel"),
])
def test_a_wrong_question_is_refused(run, wrong, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ta.UsageError) as raised:
        wrong(run)
    assert raised.value.code == 2


def test_an_unknown_column_is_told_the_nearest(run):
    with pytest.raises(ta.UsageError, match="did you mean `lymphocytes`"):
        run.courses([1], columns=["lymphocyte"])


def test_a_closed_run_answers_nothing(cohort):
    with ta.run(cohort, n=100, progress=False) as run:
        run.orr()
    for ask in (run.orr, run.patients, run.trials, run.survival, lambda: run.summary, lambda: run.report("x.html")):
        with pytest.raises(ta.ClosedError):
            ask()


def test_a_changed_file_of_a_run_is_seen(run, tmp_path):
    run.save(tmp_path / "saved")
    rows = tmp_path / "saved/patients.csv"
    rows.write_text(rows.read_text().replace("nktr214", "nktr215", 1))
    with pytest.raises((ta.VerificationError, ta.DataError)):
        ta.open(tmp_path / "saved")


def test_a_folder_with_results_is_not_replaced(run, tmp_path):
    run.save(tmp_path / "saved")
    with pytest.raises(ta.UsageError):
        run.save(tmp_path / "saved")
    run.save(tmp_path / "saved", force=True)


def test_errors_are_those_that_python_programs_expect():
    assert issubclass(ta.FileError, OSError) and issubclass(ta.CohortError, ValueError)


def test_failed_patients_are_rows_with_a_status(cohort):
    run = ta.run(cohort.set({"solver.max_steps": 200}), n=100, progress=False)
    statuses = run.patients()["status"]
    assert 0 < sum(status != 0 for status in statuses) == sum(row["failed"] for row in run.orr().rows())
    assert run.failures[0][2]
