"""Cohorts: from a name, a path, a dict; they never change."""

import pytest
import twinarm as ta


def test_every_shipped_cohort_is_read():
    assert len(ta.cohorts()) >= 6
    for name in ta.cohorts():
        assert ta.cohort(name).arms


def test_a_path_a_name_and_a_dict_are_the_same_cohort(source):
    texts = {ta.cohort(source / "cohorts/head_to_head.toml").text.split("\n[", 1)[1],
             ta.cohort("head_to_head").text.split("\n[", 1)[1],
             ta.cohort({"schema": 1, "include": ["head_to_head.toml"]}).text.split("\n[", 1)[1]}
    assert len(texts) == 1


def test_set_makes_another_cohort(cohort):
    other = cohort.set({"study.patients": 7, "tumour.growth_rate.median": "0.01 1/d"})
    assert (cohort.patients, other.patients) == (10000, 7)
    growth = {row["name"]: row["distribution"] for row in other.parameters().rows()}["tumour.growth_rate"]
    assert "0.01" in growth


def test_values_may_be_numbers_texts_and_truths(cohort):
    assert cohort.set({"trial.n": 33, "trial.between_trial_sd": 0.0, "study.horizon": "30 wk"}).check() is not None


def test_parameters_have_unit_status_and_source(cohort):
    rows = {row["name"]: row for row in cohort.parameters().rows()}
    assert len(rows) > 100
    assert rows["nivolumab.reference_weight"]["source"] == "Bajaj 2017"
    assert rows["tumour.growth_rate"]["unit"] and rows["tumour.growth_rate"]["meaning"]


def test_the_whole_text_reads_back_to_the_same_patients(cohort, tmp_path):
    run = ta.run(cohort, n=200, seed=1, populations=None, progress=False)
    (tmp_path / "again.toml").write_text(run.cohort.text)
    again = ta.run(ta.cohort(tmp_path / "again.toml"), n=200, seed=1, progress=False)
    assert again.patients().rows() == run.patients().rows()


def test_an_arm_is_added_and_the_others_stay(run, cohort):
    fast = cohort.arm("fast", [ta.regimen("nktr214", dose="0.006 mg/kg", every="14 d", infusion="15 min"),
                               "nivolumab_360mg_q3w"], label="every two weeks")
    assert fast.arms == [*cohort.arms, "fast"]
    with pytest.warns(ta.CohortWarning, match="goes on after progression"):
        more = ta.run(fast, n=200, seed=1, progress=False)
    old = [row for row in more.patients().rows() if row["arm"] != "fast"]
    assert old == run.patients().rows()


def test_an_arm_of_the_same_id_is_replaced(cohort):
    assert cohort.arm("nivolumab", ["nktr214_6ug_q3w"]).arms == ["aldesleukin", "nktr214", "nktr214_nivolumab", "nivolumab"]


def test_a_cohort_that_is_a_dict_can_hold_everything(cohort):
    import tomllib
    again = ta.cohort(tomllib.loads(cohort.text))
    assert again.parameters().rows() == cohort.parameters().rows()


def test_warnings_are_warned_of(cohort):
    high = cohort.set({"regimen.nktr214_6ug_q3w.dose": "0.1 mg/kg"})
    assert "16.7 times the usual dose" in high.check()[0].message
    with pytest.warns(ta.CohortWarning, match="16.7 times the usual dose"):
        ta.run(high, n=50, progress=False)


def test_a_notebook_shows_arms_or_mistakes(cohort):
    assert "nktr214_nivolumab" in cohort._repr_html_()
    wrong = cohort.set({"trial.n": "<b>"})
    assert "&lt;b&gt;" in wrong._repr_html_() and "mistakes" in repr(wrong)
