"""Plots draw what the tables say."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pytest
import twinarm as ta
from twinarm.plots import at_risk


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


def test_the_points_of_orr_are_the_rates(run):
    drawn = [line.get_xdata()[0] for line in run.plot.orr().lines if line.get_marker() == "o"]
    assert drawn == pytest.approx([100 * rate for rate in run.orr()["orr"]])


def test_orr_names_arms_and_published_trials(run):
    axes = run.plot.orr()
    assert [label.get_text() for label in axes.get_yticklabels()] == run.orr()["label"]
    assert "published trials" in [text.get_text() for text in axes.get_legend().get_texts()]


def test_km_steps_are_the_survival_table(run):
    axes = run.plot.km("os", arms=["nivolumab"])
    steps = [row["survival"] for row in run.survival("os").rows() if row["arm"] == "nivolumab"]
    assert list(axes.lines[0].get_ydata()) == steps


def test_numbers_at_risk_begin_with_everybody_and_fall(run):
    counted = at_risk(run, "pfs", ["nktr214"], [0, 100, 200, 5000])["nktr214"]
    assert counted[0] == 200 and counted == sorted(counted, reverse=True) and counted[-1] == 0
    assert "200" in [text.get_text() for text in run.plot.km("pfs").texts]


def test_numbers_at_risk_are_those_of_the_steps(cohort):
    run = ta.run(cohort, n=200, populations=None, progress=False)  # else the steps count some patients of each population
    steps = [row for row in run.survival("pfs").rows() if row["arm"] == "aldesleukin"]
    counted = at_risk(run, "pfs", ["aldesleukin"], [row["day"] for row in steps])["aldesleukin"]
    assert counted == [row["at_risk"] for row in steps]


def test_waterfall_falls(run):
    axes = run.plot.waterfall("aldesleukin", patients=50)
    heights = [bar.get_height() for bar in axes.containers[0]]
    assert len(heights) == 50 and heights == sorted(heights, reverse=True)


def test_a_spider_has_a_line_a_patient(run):
    assert len(run.plot.spider(20, "nktr214").lines) == 20 + 2


def test_bands_are_drawn_for_every_arm(run):
    axes = run.plot.bands("lymphocytes", patients=20, every="7 d")
    assert len(axes.lines) == 4 and axes.lines[0].get_ydata()[0] == pytest.approx(1)


def test_a_plot_draws_into_given_axes(run):
    _, axes = plt.subplots()
    assert run.plot.km(ax=axes) is axes


@pytest.mark.parametrize("wrong", [lambda run: run.plot.waterfall(), lambda run: run.plot.km(arms=["nktr"]),
                                   lambda run: run.plot.bands("lymphocyte")])
def test_a_plot_of_nothing_is_refused(run, wrong):
    with pytest.raises(ta.UsageError):
        wrong(run)
