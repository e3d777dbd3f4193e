#!/bin/sh
# Runs PYTHON SCRIPT..., or says "skipped" with 77 where that Python is not there.
if [ ! -x "$1" ]; then
    echo "skipped: no simulators; \`cmake --build BUILD --target oracle_venv\` installs them"
    exit 77
fi
exec env PYTHONDONTWRITEBYTECODE=1 "$@"
