#!/bin/sh
# Makes the package's wheel and installs it into FOLDER with what its tests need. make_venv.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
python3 -m venv "$1"
"$1/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$here/requirements.txt"
rm -rf "$1/wheel"
# In this environment and not one of pip's own, whose path is another each time: compiler caches would never find anything.
# CXX by the name that CMake finds, and no locale of Python's own: the cache then knows the objects of the program.
PYTHONCOERCECLOCALE=0 CXX=${CXX:-c++} PATH="$1/bin:$PATH" "$1/bin/pip" wheel --quiet --disable-pip-version-check --no-build-isolation --no-deps --wheel-dir "$1/wheel" "$root"
"$1/bin/pip" install --quiet --disable-pip-version-check --force-reinstall --no-deps "$1"/wheel/twinarm-*.whl
"$1/bin/python" -c 'import twinarm; print("twinarm", twinarm.__version__)'
ls -l "$1"/wheel
