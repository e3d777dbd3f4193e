"""The notebook runs from its first cell to its last in this environment, and its patients are the program's."""

import hashlib
import json
import shutil

import nbformat
import pytest
from nbclient import NotebookClient


@pytest.fixture(scope="module")
def executed(source, tmp_path_factory):
    """The notebook after its last cell, the folder where it ran, and what its cohort was made of."""
    folder = tmp_path_factory.mktemp("notebook")
    notebook = nbformat.read(source / "host/python/notebook.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell("import json; print(json.dumps([c._own_text.decode(), c._settings]))"))
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("MPLBACKEND", raising=False)  # a kernel shows its figures
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    return notebook, folder, json.loads(notebook.cells[-1].outputs[0]["text"])


def digest(folder):
    return hashlib.sha256((folder / "patients.csv").read_bytes()).hexdigest()


def test_its_patients_are_the_programs(executed, program, source, tmp_path):
    _, folder, (text, settings) = executed
    shutil.copytree(source / "cohorts", tmp_path / "cohorts")
    (tmp_path / "cohorts/notebook.toml").write_text(text)
    words = [word for setting in settings for word in ("--set", setting)]
    program("run", tmp_path / "cohorts/notebook.toml", "-n", 1000, "--seed", 1, *words, "--out", tmp_path / "run", "--quiet")
    assert digest(folder / "run") == digest(tmp_path / "run")


def test_it_draws_nine_pictures_and_shows_tables(executed):
    notebook, _, _ = executed
    shown = [output["data"] for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs if "data" in output]
    assert sum("image/png" in one for one in shown) == 9
    assert sum("text/html" in one for one in shown) >= 8


def test_it_is_stored_without_outputs(source):
    stored = nbformat.read(source / "host/python/notebook.ipynb", as_version=4)
    assert all(not cell.outputs and cell.execution_count is None for cell in stored.cells if cell.cell_type == "code")
