#!/bin/sh
# Installs the readers of requirements.txt into FOLDER, from PyPI. make_venv.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
test -x "$1/bin/pip" || python3 -m venv "$1"
"$1/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$here/requirements.txt"
"$1/bin/python" -c 'import duckdb, pandas, polars, pyarrow as a, pyreadstat; print("pyarrow", a.__version__, "DuckDB", duckdb.__version__, "polars", polars.__version__, "pandas", pandas.__version__, "pyreadstat", pyreadstat.__version__)'
