"""Every plot looks as it is stored in pictures/. `TWINARM_NEW_PICTURES=1` stores new ones, to be looked at before they are kept.

The pictures are of this version of matplotlib (requirements.txt) with its own font and renderer, so equal pixels are expected. The
tolerance is one level of 255, root mean square, over the picture: rounding of every pixel. A marker of 25 of 63,000 pixels that moves
is 7 levels (255 sqrt(2 x 25 / 63,000))."""

import os
import pathlib

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pytest
from fixed_run import FixedRun
from matplotlib.testing.compare import compare_images

PICTURES = pathlib.Path(__file__).parent / "pictures"
ONE_LEVEL = 1.0
OBSERVED = {"time_d": [14.0, 42.0, 70.0], "true_sld_mm": [48.0, None, 30.0], "arm": ["control", "control", "added"]}

PLOTS = {
    "orr": lambda plot: plot.orr(),
    "km": lambda plot: plot.km("pfs", at=[0, 3, 6, 9, 12]),
    "waterfall": lambda plot: plot.waterfall("control"),
    "spider": lambda plot: plot.spider(20, "added"),
    "bands": lambda plot: plot.bands("true_sld_mm", every="7 d"),
    "observed": lambda plot: plot.bands("true_sld_mm", every="7 d", observed=OBSERVED, residual_cv=0.2, residual_sd=2),
    "swimmer": lambda plot: plot.swimmer("control"),
    "forest": lambda plot: plot.forest(),
    "exposure": lambda plot: plot.exposure("control"),
    "benefit_harm": lambda plot: plot.benefit_harm(),
}


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_looks_as_it_is_stored(name, tmp_path):
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        axes = PLOTS[name](FixedRun().plot)
        drawn = PICTURES / f"{name}.png" if os.environ.get("TWINARM_NEW_PICTURES") else tmp_path / f"{name}.png"
        axes.figure.savefig(drawn, dpi=45, metadata={"Software": None})
        plt.close("all")
    said = compare_images(PICTURES / f"{name}.png", drawn, tol=ONE_LEVEL)
    assert said is None, said


def test_every_plot_has_a_picture():
    from twinarm.plots import Plots

    plots = {name for name in dir(Plots) if not name.startswith("_")}
    assert plots | {"observed"} == set(PLOTS) == {file.stem for file in PICTURES.glob("*.png")}
