#!/bin/sh
# Installs a build, builds the example against it in another folder, and compares its counts with the program's.
#   check_install.sh CMAKE BUILD SCRATCH
set -eu
cmake=$1 build=$2 scratch=$3 here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$scratch" && mkdir -p "$scratch"
"$cmake" --install "$build" --prefix "$scratch/prefix" >"$scratch/install.log"

"$cmake" -S "$here" -B "$scratch/example" -DCMAKE_PREFIX_PATH="$scratch/prefix" -DCMAKE_BUILD_TYPE=Release >"$scratch/configure.log"
"$cmake" --build "$scratch/example" >"$scratch/build.log" || { cat "$scratch/build.log"; exit 1; }

cohort="$scratch/prefix/share/twinarm/cohorts/head_to_head.toml"
"$scratch/example/example" "$cohort" 40 >"$scratch/counts"
cat "$scratch/counts"
"$scratch/prefix/bin/twinarm" run "$cohort" -n 40 --populations none --set trial.trials=10 --device cpu --quiet --out "$scratch/run"
python3 - "$scratch/run/patients.csv" >"$scratch/expected" <<'PYTHON'
import collections, csv, sys
rows = csv.DictReader(open(sys.argv[1]))
arms = collections.OrderedDict()
for row in rows:
    responders, patients = arms.get(row["arm"], (0, 0))
    arms[row["arm"]] = (responders + (row["response"] in ("CR", "PR")), patients + 1)
for arm, (responders, patients) in arms.items():
    print(arm, responders, "of", patients)
PYTHON
cmp "$scratch/counts" "$scratch/expected"
