"""What the tests of the package share: the program beside it, and a small run."""

import os
import pathlib
import subprocess

import pytest
import twinarm as ta

SMALL = {"trial.trials": 200}


@pytest.fixture(scope="session")
def program():
    """Runs the program with these words; returns its standard output."""
    path = os.environ.get("TWINARM_PROGRAM")
    if path is None:
        pytest.skip("TWINARM_PROGRAM does not name the program")

    def run(*words):
        return subprocess.run([path, *map(str, words)], check=True, capture_output=True, text=True).stdout

    return run


@pytest.fixture(scope="session")
def source():
    """The checkout."""
    return pathlib.Path(os.environ.get("TWINARM_SOURCE", pathlib.Path(__file__).parents[2]))


@pytest.fixture(scope="session")
def cohort():
    return ta.cohort("head_to_head").set(SMALL)


@pytest.fixture(scope="session")
def run(cohort):
    return ta.run(cohort, n=200, seed=1, progress=False)
