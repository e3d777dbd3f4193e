"""What a run would take, and calibrations: those of the program."""

import filecmp
import json

import pytest
import twinarm as ta


@pytest.fixture
def calibration(source):
    return source / "tests/fuzz/calibration.toml"


def test_a_plan_is_the_programs_but_for_its_clock(program, source):
    said = json.loads(program("plan", source / "cohorts/head_to_head.toml", "-n", 5000, "--out", "x", "--json"))
    planned = ta.plan(ta.cohort(source / "cohorts/head_to_head.toml"), n=5000, out="x").report
    for report in (said, planned):
        report["device"].pop("gpu_not_used_because", None)  # the wheel is built without CUDA
    clocks = {"seconds", "pilot", "free_bytes", "memory_bytes", "disk_bytes"}  # and what a pilot and this process take
    assert {key: value for key, value in planned.items() if key not in clocks} == {
        key: value for key, value in said.items() if key not in clocks}
    assert planned.keys() == said.keys() and planned["seconds"] > 0 and planned["disk_bytes"] == pytest.approx(said["disk_bytes"], rel=0.01)


def test_a_plan_writes_nothing_and_shows_itself(cohort, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    planned = ta.plan(cohort, n=1000)
    assert list(tmp_path.iterdir()) == []
    assert "1,000 patients" in repr(planned) and "1,000" in planned._repr_html_()
    assert ta.plan(cohort, n=2000).disk_bytes > 1.5 * planned.disk_bytes


def test_a_calibration_has_the_bytes_of_the_program(program, calibration, tmp_path):
    told = []
    found = ta.calibrate(calibration, tmp_path / "python", progress=lambda done, of: told.append((done, of)))
    program("calibrate", calibration, "-o", tmp_path / "program", "--quiet")
    assert filecmp.cmp(tmp_path / "python/populations.csv", tmp_path / "program/populations.csv", shallow=False)
    said = json.loads((tmp_path / "program/diagnostics.json").read_text())
    assert {**found.report, "git_commit": said["git_commit"]} == said  # builds of two commits may be compared
    assert found.populations == tmp_path / "python/populations.csv"
    assert found.report == json.loads((tmp_path / "python/diagnostics.json").read_text())
    assert told and told[-1][0] == told[-1][1]


def test_a_mistake_of_a_calibration_has_its_line(calibration, tmp_path):
    lines = calibration.read_text().splitlines()
    place = next(number for number, line in enumerate(lines, 1) if line.startswith("rows") or line.startswith("generations"))
    lines[place - 1] = lines[place - 1].split("=")[0] + '= "many"'
    (tmp_path / "wrong.toml").write_text("\n".join(lines))
    with pytest.raises(ta.CohortError) as raised:
        ta.calibrate(tmp_path / "wrong.toml", tmp_path / "out", progress=False)
    assert (str(tmp_path / "wrong.toml"), place) in [(one.file, one.line) for one in raised.value.diagnostics]


@pytest.mark.parametrize("wrong, error", [
    (lambda file, out: ta.calibrate("no_such.toml", out, progress=False), ta.FileError),
    (lambda file, out: ta.calibrate(file, out, {"calibration.no_such": 1}, progress=False), ta.CohortError),
    (lambda file, out: ta.calibrate(file, file, progress=False), (ta.UsageError, ta.FileError)),
])
def test_a_wrong_calibration_is_refused(calibration, tmp_path, wrong, error):
    with pytest.raises(error):
        wrong(calibration, tmp_path / "out")


def test_an_interrupted_calibration_keeps_its_rows_and_goes_on(calibration, tmp_path):
    stop = ta.Stop()
    stop.stop()
    with pytest.raises(KeyboardInterrupt, match="rows are kept"):
        ta.calibrate(calibration, tmp_path / "out", progress=False, stop=stop)
    whole = ta.calibrate(calibration, tmp_path / "whole", progress=False)
    assert ta.calibrate(calibration, tmp_path / "out", progress=False).report == whole.report
