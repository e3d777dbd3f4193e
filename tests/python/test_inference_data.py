"""A run over populations for ArviZ."""

import pytest
import twinarm as ta

arviz = pytest.importorskip("arviz")


@pytest.fixture(scope="module")
def data(run):
    return run.to_inference_data()


def test_a_draw_of_the_posterior_is_a_population(run, data):
    assert data.posterior["orr"].dims == ("chain", "draw", "arm")
    assert data.posterior["orr"].shape == (1, run.summary["populations"]["populations"], 4)
    assert list(data.posterior["arm"].values) == run.arms
    assert data.posterior.attrs["populations"] == list(dict.fromkeys(run.patients()["population"]))


def test_its_mean_is_that_of_the_run(run, data):
    for arm in run.summary["arms"]:
        for name in ("orr", "cr"):
            assert float(data.posterior[name].sel(arm=arm["id"]).mean()) == pytest.approx(arm["over_populations"][name]["mean"])


def test_a_draw_of_the_prediction_is_a_trial(run, data):
    trials = [row["orr"] for row in run.trials().rows() if row["arm"] == "nktr214"]
    assert list(data.posterior_predictive["orr"].sel(arm="nktr214").values[0]) == trials


def test_published_trials_are_observed(run, data):
    assert list(data.observed_data["published_orr"].values) == run.published()["orr"]


def test_arviz_summarises_it(data):
    assert "orr[nivolumab]" in arviz.summary(data, kind="stats").index


def test_one_population_is_no_posterior(cohort):
    with pytest.raises(ta.UsageError, match="one population"):
        ta.run(cohort, n=50, populations=None, progress=False).to_inference_data()
