"""What Python computes is what the program writes, to the byte."""

import concurrent.futures
import hashlib

import pytest
import twinarm as ta

FILES = ("patients.csv", "outcomes.bin", "trials.csv", "summary.json")
POPULATIONS = """population,weight,tumour.growth_rate.median
slow,0.5,0.002 1/d
fast,0.5,0.005 1/d
"""


def digests(folder, files=FILES):
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}


@pytest.mark.parametrize("name, more", [("head_to_head", {}), ("select", {"assessment.reader_cv": 0.1}),
                                        ("head_to_head_melanoma", {"solver.precision": "single"})])
def test_a_saved_run_is_the_programs(name, more, program, source, tmp_path):
    settings = {"trial.trials": 50, **more}
    words = [word for path, value in settings.items() for word in ("--set", f"{path}={value}")]
    program("run", source / f"cohorts/{name}.toml", "-n", 300, "--seed", 7, *words, "--out", tmp_path / "program", "--quiet")
    ta.run(ta.cohort(source / f"cohorts/{name}.toml").set(settings), n=300, seed=7, progress=False).save(tmp_path / "python")
    assert digests(tmp_path / "python") == digests(tmp_path / "program")
    ta.run(ta.cohort(name).set(settings), n=300, seed=7, progress=False).save(tmp_path / "shipped")
    rows = ("patients.csv", "outcomes.bin", "trials.csv")  # summary.json names the file of the populations
    assert digests(tmp_path / "shipped", rows) == digests(tmp_path / "program", rows)


def test_a_run_over_populations_is_the_programs(program, source, tmp_path):
    (tmp_path / "populations.csv").write_text(POPULATIONS)
    program("run", source / "cohorts/head_to_head.toml", "-n", 1000, "--set", "trial.trials=50", "--populations",
            tmp_path / "populations.csv", "--out", tmp_path / "program", "--quiet")
    run = ta.run(ta.cohort("head_to_head").set({"trial.trials": 50}), n=1000, populations=tmp_path / "populations.csv",
                 progress=False)
    run.save(tmp_path / "python")
    assert digests(tmp_path / "python") == digests(tmp_path / "program")
    assert set(run.patients()["population"]) == {"slow", "fast"}


def test_a_run_into_a_folder_is_the_same(run, cohort, tmp_path):
    ta.run(cohort, n=200, seed=1, progress=False, out=tmp_path / "out")
    run.save(tmp_path / "saved")
    assert digests(tmp_path / "out") == digests(tmp_path / "saved")


def test_a_run_without_populations_is_the_programs(program, source, tmp_path):
    program("run", source / "cohorts/head_to_head.toml", "-n", 100, "--set", "trial.trials=50", "--populations", "none", "--out",
            tmp_path / "program", "--quiet")
    ta.run(ta.cohort("head_to_head").set({"trial.trials": 50}), n=100, populations="none",
           progress=False).save(tmp_path / "python")
    assert digests(tmp_path / "python") == digests(tmp_path / "program")


def test_an_opened_run_has_the_same_results(run, tmp_path):
    run.save(tmp_path / "saved")
    opened = ta.open(tmp_path / "saved")
    for part in ("study", "arms", "twins", "published"):
        assert opened.summary[part] == run.summary[part]
    assert opened.patients().rows() == run.patients().rows()
    assert opened.survival("os").rows() == run.survival("os").rows()
    assert opened.trials().rows() == run.trials().rows()


def test_two_runs_in_two_threads_give_the_same_bytes(run, cohort):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: ta.run(cohort, n=200, seed=1, progress=False).patients().rows(), range(2)))
    assert both == [run.patients().rows()] * 2


def test_the_number_of_threads_changes_nothing(run, cohort):
    assert ta.run(cohort, n=200, seed=1, threads=1, progress=False).patients().rows() == run.patients().rows()


def test_patients_are_the_rows_of_patients_csv(run, tmp_path):
    run.save(tmp_path / "saved")
    lines = [line.split(",") for line in (tmp_path / "saved/patients.csv").read_text().splitlines()]
    table = run.patients()
    assert table.columns == lines[0]
    for row, line in zip(table.rows(), lines[1:], strict=True):
        for cell, text in zip(row.values(), line, strict=True):
            assert cell == (None if text == "" else type(cell)(text))


def test_trials_are_the_rows_of_trials_csv(run, tmp_path):
    run.save(tmp_path / "saved")
    lines = (tmp_path / "saved/trials.csv").read_text().splitlines()
    table = run.trials()
    assert table.columns == lines[0].split(",")
    assert len(table) == len(lines) - 1


def test_courses_are_those_that_show_prints(run, program, tmp_path):
    run.save(tmp_path / "saved")
    lines = program("show", tmp_path / "saved", 17, "--arm", "nktr214", "--csv").splitlines()
    table = run.courses([17], arms=["nktr214"], every=None)
    places = [lines[0].split(",").index(name) for name in table.columns]
    for row, line in zip(table.rows(), lines[1:], strict=True):
        cells = line.split(",")
        assert [str(cell) for cell in row.values()] == [str(type(cell)(cells[at])) for cell, at in zip(row.values(), places)]
