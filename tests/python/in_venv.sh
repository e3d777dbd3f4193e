#!/bin/sh
# Runs PYTHON ARGUMENT..., or says "skipped" with 77 where that Python is not there.
if [ ! -x "$1" ]; then
    echo "skipped: no package; \`tests/python/make_venv.sh FOLDER\` installs it"
    exit 77
fi
exec env PYTHONDONTWRITEBYTECODE=1 "$@"
