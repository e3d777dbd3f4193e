#!/bin/sh
# Installs the simulators of requirements.txt into FOLDER, from PyPI. make_venv.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python3 -m venv "$1"
"$1/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$here/requirements.txt"
"$1/bin/python" -c 'import basico, roadrunner; print("libRoadRunner", roadrunner.__version__, "and basico", basico.__version__)'
