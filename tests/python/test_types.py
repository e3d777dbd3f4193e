"""The package is typed, and its types are right."""

import pathlib
import subprocess
import sys


def test_mypy_is_content(source):
    said = subprocess.run([sys.executable, "-m", "mypy", "--config-file", source / "pyproject.toml", "--cache-dir=/dev/null", "-p",
                           "twinarm"], capture_output=True, text=True, cwd=pathlib.Path(sys.prefix))
    assert said.returncode == 0, said.stdout
