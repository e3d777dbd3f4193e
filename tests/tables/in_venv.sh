#!/bin/sh
# Runs PYTHON SCRIPT..., or says "skipped" with 77 where that Python is not there.
if [ ! -x "$1" ]; then
    echo "skipped: no readers of Parquet; \`cmake --build BUILD --target tables_venv\` installs them"
    exit 77
fi
exec env PYTHONDONTWRITEBYTECODE=1 "$@"
