"""What is asked of runs is what the program says."""

import json

import pytest
import twinarm as ta


def test_response_rates_are_those_of_the_summary(run):
    for row, arm in zip(run.orr().rows(), run.summary["arms"], strict=True):
        assert row["orr"] == arm["predictive"]["orr"]["mean"] and row["n"] == 120
        assert row["populations_lower"] <= row["orr"] <= row["populations_upper"]
        assert row["trial_lower"] <= row["trial_median"] <= row["trial_upper"]


def test_the_cohort_as_the_only_population_has_no_range(cohort):
    alone = ta.run(cohort, n=200, populations=None, progress=False)
    assert alone.orr()["populations_lower"] == [None] * 4 and "population" not in alone.patients().columns
    assert alone.orr()["orr"] == [arm["orr_population"]["estimate"] for arm in alone.summary["arms"]]


def test_predictions_name_every_outcome(run):
    outcomes = set(run.predictions()["outcome"])
    assert {"orr", "cr", "sd", "dcr", "pfs_median_days", "os_median_days", "pfs_at", "os_at"} == outcomes


def test_twins_add_up_and_can_be_turned_round(run):
    assert len(run.twins()) == 6 and len(run.twins("nktr214")) == 3
    one, = run.twins("aldesleukin", "nktr214").rows()
    other, = run.twins("nktr214", "aldesleukin").rows()
    assert one["both"] + one["only_a"] + one["only_b"] + one["neither"] == pytest.approx(1)
    assert (one["only_a"], one["difference"]) == (other["only_b"], -other["difference"])


@pytest.mark.parametrize("time", ["pfs", "os", "duration"])
def test_survival_begins_with_everybody_and_falls(run, time):
    for arm in run.cohort.arms:
        rows = [row for row in run.survival(time).rows() if row["arm"] == arm]
        assert rows[0]["survival"] == 1 and rows[0]["day"] == 0
        survival = [row["survival"] for row in rows]
        assert survival == sorted(survival, reverse=True)


def test_a_sweep_is_the_programs(program, source, cohort):
    doses = ["0.003 mg/kg", "0.012 mg/kg"]
    swept = ta.sweep(cohort, {"regimen.nktr214_6ug_q3w.dose": doses}, n=200, progress=False)
    said = program("sweep", source / "cohorts/head_to_head.toml", "-n", 200, "--set", "trial.trials=200", "--over",
                   "regimen.nktr214_6ug_q3w.dose=" + ",".join(doses), "--json")
    assert swept.report == json.loads(said)
    assert swept.table()["regimen.nktr214_6ug_q3w.dose"] == [doses[0]] * 4 + [doses[1]] * 4


def test_a_sweep_of_one_arm_has_its_numbers(cohort):
    over = {"regimen.nktr214_6ug_q3w.dose": ["0.003 mg/kg"]}
    everything = ta.sweep(cohort, over, n=40, progress=False)
    one = ta.sweep(cohort, over, n=40, arms=["nktr214"], progress=False)
    assert one.report["points"][0]["arms"] == [a for a in everything.report["points"][0]["arms"] if a["id"] == "nktr214"]


def test_a_mistake_at_any_point_of_a_sweep_is_raised(cohort):
    with pytest.raises(ta.CohortError) as raised:
        ta.sweep(cohort, {"trial.n": [10, "x"]}, n=100, progress=False)
    assert raised.value.file == "--over trial.n=x"


def test_a_decision_is_the_programs(program, source, cohort):
    decided = ta.decide(cohort, a="nktr214_nivolumab", b="nivolumab", sizes=[50, 100], n=500, progress=False)
    said = program("decide", source / "cohorts/head_to_head.toml", "-n", 500, "--set", "trial.trials=200", "--arm",
                   "nktr214_nivolumab", "--against", "nivolumab", "--sizes", "50,100", "--json")
    assert decided.report == json.loads(said)
    assert set(decided.trials()["n_an_arm"]) == {50, 100}


def test_endpoints_under_other_rules_are_the_programs(program, run, tmp_path):
    run.save(tmp_path / "run")
    other = ta.endpoints(run, {"assessment.confirmation": "none"})
    said = json.loads(program("endpoints", tmp_path / "run", "--set", "assessment.confirmation=none", "--json"))
    assert other.summary["arms"] == said["arms"]
    assert other.orr()["orr"][0] >= run.orr()["orr"][0]


def test_runs_are_compared(run, cohort):
    other = ta.run(cohort.set({"regimen.nktr214_6ug_q3w.dose": "0.012 mg/kg"}), n=200, progress=False)
    rows = {(row["arm"], row["run"]): row for row in ta.compare(run, other).rows()}
    assert rows["nivolumab", 1]["minus_first_run_orr_population_estimate"] == 0
    assert rows["nktr214", 1]["patients"] == 200


def test_a_report_is_one_page(run, tmp_path):
    size = run.report(tmp_path / "report.html", sample=10)
    text = (tmp_path / "report.html").read_text()
    assert size == len(text.encode()) and "head_to_head" in text


def test_predictors_name_traits(cohort):
    found = ta.run(cohort, n=400, progress=False).predictors("aldesleukin")
    assert set(found["arm"]) == {"aldesleukin"} and "tumour.growth_rate" in found["trait"]


def test_courses_of_many_patients_are_in_order_on_a_grid(run):
    table = run.courses(range(40), columns=["true_sld_mm", "lymphocytes"], every="7 d")
    assert table.columns == ["patient", "arm", "time_d", "true_sld_mm", "lymphocytes"]
    assert table["patient"] == sorted(table["patient"]) and set(table["patient"]) == set(range(40))
    first = [row for row in table.rows() if row["patient"] == 0 and row["arm"] == "nivolumab"]
    assert [row["time_d"] for row in first][:3] == [0, 7, 14]


def test_a_notebook_shows_rates(run):
    assert "nktr214_nivolumab" in run._repr_html_() and "200 patients" in run._repr_html_()
