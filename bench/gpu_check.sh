#!/usr/bin/env bash
# All that is to be known of the GPU engine on a machine that has a GPU, in one go, without a network, in under eight
# minutes (the build not counted): tests, sanitizer, parity with the CPU, benchmarks, profiler.
#
#   bench/gpu_check.sh [--build DIR] [--deps DIR] [--name NAME] [--quick]
#   bench/gpu_check.sh --fetch-deps DIR     where there is a network and apt: packages for a build without one
#
#   --build DIR  a build folder made of this very folder with TWINARM_TESTS and TWINARM_BENCH on; else one is made in
#                build/gpu_check
#   --deps DIR   what --fetch-deps wrote: headers and static libraries that the machine lacks
#   --name NAME  results go to bench/results/gpu_NAME.json and .log; the device's name where not given
#   --quick      a tenth of the patients
#
# Exit codes: 0 everything ran and agreed; 1 something failed or differed (the log says what; the JSON is written);
# 2 usage; 3 the build failed; 7 there is no GPU that can be used.
set -uo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
build="" deps="" name="" quick=0
packages="libtomlplusplus-dev libcli11-dev libfmt-dev nlohmann-json3-dev libboost1.74-dev libeigen3-dev libgtest-dev
    libbenchmark-dev librandom123-dev libfmt9 libbenchmark1debian"

fetch_deps() {
    mkdir -p "$1/debs" && cd "$1/debs" || exit 2
    # shellcheck disable=SC2086  # a list of names
    apt-get download $packages || exit 1
    for package in *.deb; do dpkg -x "$package" ..; done
    echo "unpacked in $1; give it to --deps"
}

usage() { sed -n '2,/^set/p' "$0" | sed '/^set/d; s/^# \{0,1\}//'; }

while [ $# -gt 0 ]; do
    case $1 in
        --build | --deps | --name | --fetch-deps)
            [ $# -ge 2 ] || { usage >&2; exit 2; }
            case $1 in
                --build) build=$2 ;;
                --deps) deps=$2 ;;
                --name) name=$2 ;;
                --fetch-deps) fetch_deps "$2"; exit 0 ;;
            esac
            shift 2 ;;
        --quick) quick=1; shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
done

# ---------------------------------------------------------------- is there a GPU?
if ! command -v nvidia-smi >/dev/null || ! device=$(nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | sed -n 1p) ||
    [ -z "$device" ]; then
    echo "gpu_check: no GPU: nvidia-smi is missing or names none. Nothing was run, nothing was written." >&2
    exit 7
fi
: "${name:=$(printf '%s' "$device" | tr -cs 'A-Za-z0-9' '_' | sed 's/_*$//')}"
results=$root/bench/results
mkdir -p "$results"
log=$results/gpu_$name.log json=$results/gpu_$name.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: >"$log"
failed=0
start=$SECONDS
allowed=1700 # of the build; then eight minutes for all that is measured

say() { printf '%s\n' "$*" | tee -a "$log"; }
# run NAME SECONDS COMMAND...: into the log, under a limit; its exit code and duration are noted.
run() {
    local what=$1 limit=$2 begun=$SECONDS code=0 left=$((allowed - (SECONDS - start)))
    shift 2
    if [ "$left" -lt 5 ]; then
        failed=1
        skip "$what" "the $allowed seconds are over"
        return 1
    fi
    [ "$limit" -le "$left" ] || limit=$left
    say "== $what: $*"
    timeout "$limit" "$@" >"$work/out" 2>&1 || code=$?
    cat "$work/out" >>"$log"
    tail -25 "$work/out"
    [ "$code" -eq 0 ] || { failed=1; say "-- $what: exit code $code"; }
    printf '%s\t%s\t%s\n' "$what" "$code" "$((SECONDS - begun))" >>"$work/steps"
    return "$code"
}
skip() { say "-- $1: not run: $2"; printf '%s\tskipped: %s\t0\n' "$1" "$2" >>"$work/steps"; }

say "gpu_check of $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo 'an unknown commit') on $device"

# ---------------------------------------------------------------- build
if [ -z "$build" ]; then
    build=$root/build/gpu_check
    capability=$(nvidia-smi --query-gpu=compute_cap --format=csv,noheader | sed -n 1p | tr -d .)
    options=(-S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release -DTWINARM_TESTS=ON -DTWINARM_BENCH=ON
        -DTWINARM_CUDA=ON "-DCMAKE_CUDA_ARCHITECTURES=$capability-real")
    if command -v ninja >/dev/null; then options+=(-G Ninja); fi
    if [ -n "$deps" ]; then
        deps=$(cd "$deps" && pwd)
        export CPLUS_INCLUDE_PATH="$deps/usr/include:$deps/usr/include/eigen3"
        options+=("-DCMAKE_PREFIX_PATH=$deps/usr" -DCMAKE_LIBRARY_ARCHITECTURE=x86_64-linux-gnu)
    fi
    if ! run configure 120 cmake "${options[@]}" || ! run build 1500 cmake --build "$build" -j "$(nproc)"; then
        say "gpu_check: the build failed; see $log"
        exit 3
    fi
    start=$SECONDS
fi
allowed=465
for program in twinarm bench/bench.gpu; do
    if [ ! -x "$build/$program" ]; then
        say "gpu_check: $build/$program is missing"
        exit 3
    fi
done
twinarm=$build/twinarm
cohort=$root/cohorts/head_to_head.toml
run doctor 60 "$twinarm" doctor --device cuda
if ! grep -q 'takes the GPU' "$work/out" && ! grep -q 'device(s)' "$work/out"; then
    say "gpu_check: no GPU that this program can use (see doctor, above)"
    exit 7
fi

# ---------------------------------------------------------------- tests that need a GPU
run tests_gpu 120 ctest --test-dir "$build" -L gpu --output-on-failure
if grep -qi 'skipped' "$work/out"; then failed=1; say "-- tests_gpu: tests were skipped although there is a GPU"; fi

# ---------------------------------------------------------------- parity: the bytes of patients.csv
patients=2000
[ "$quick" -eq 1 ] && patients=200
for precision in double single; do
    for engine in cpu cuda; do
        run "parity.$precision.$engine" 60 "$twinarm" run "$cohort" -n "$patients" --populations none --device "$engine" \
            --set "solver.precision=\"$precision\"" --set trial.trials=10 --quiet --force --out "$work/$precision.$engine"
    done
    cpu=$work/$precision.cpu/patients.csv gpu=$work/$precision.cuda/patients.csv
    if [ -s "$cpu" ] && [ -s "$gpu" ]; then
        a=$(sha256sum "$cpu" | cut -d' ' -f1) b=$(sha256sum "$gpu" | cut -d' ' -f1)
        printf '%s\t%s\t%s\n' "$precision" "$a" "$b" >>"$work/hashes"
        if [ "$a" = "$b" ]; then
            say "-- patients.csv, $precision: the same bytes on CPU and GPU, SHA-256 $a"
        else
            failed=1
            say "-- patients.csv, $precision: differs; CPU $a, GPU $b"
            awk -F, -v OFS=, 'NR == FNR { row[FNR] = $0; next }
                /^#/ { next }
                !header { header = 1; split($0, title); next }
                row[FNR] != $0 { ++rows
                    if (rows == 1) { n = split(row[FNR], cpu)
                        for (i = 1; i <= n; ++i) if (cpu[i] != $i)
                            { print "   first: patient " $1 ", arm " $2 ", " title[i] ": CPU " cpu[i] ", GPU " $i; break } } }
                END { print "   rows that differ: " rows + 0 }' "$cpu" "$gpu" | tee -a "$log" "$work/difference.$precision"
        fi
    fi
done

# ---------------------------------------------------------------- benchmarks
one=100000
[ "$quick" -eq 1 ] && one=10000
run bench 150 "$build/bench/bench.gpu" -n "$one" --out "$work/bench.json"

# ---------------------------------------------------------------- profiler: instruction issue, local memory, traffic
metrics=sm__inst_issued.avg.pct_of_peak_sustained_active,sm__inst_executed.sum,sm__throughput.avg.pct_of_peak_sustained_elapsed
metrics+=,smsp__thread_inst_executed_per_inst_executed.ratio,smsp__sass_inst_executed_op_local.sum
metrics+=,l1tex__t_bytes_pipe_lsu_mem_local_op_ld.sum,l1tex__t_bytes_pipe_lsu_mem_local_op_st.sum
metrics+=,lts__t_bytes.sum,dram__bytes_read.sum,dram__bytes_write.sum,gpu__time_duration.sum
if command -v ncu >/dev/null; then
    for precision in double single; do
        extra=()
        [ "$precision" = single ] && extra=(--single)
        run "ncu.$precision" 60 ncu --csv --page raw --metrics "$metrics" --kernel-name regex:simulate_patients \
            "$build/bench/bench.gpu" --one-launch -n 20000 "${extra[@]}" &&
            grep '^"' "$work/out" >"$work/ncu.$precision.csv"
        if grep -q ERR_NVGPUCTRPERM "$work/out"; then say "-- ncu: this machine does not permit counters"; fi
    done
else
    skip ncu "ncu is not installed"
fi

# ---------------------------------------------------------------- a general-purpose peer, where it is there
if python3 -c 'import diffrax, jax; assert jax.default_backend() == "gpu"' 2>/dev/null; then
    run diffrax_lorenz 60 env PYTHONPATH="$root/bench/peers/lorenz" python3 -c '
import diffrax_lorenz, json
count = 1 << 20
seconds, _ = min((diffrax_lorenz.solve(count, 0, "float32") for _ in range(3)), key=lambda x: x[0])
print(json.dumps({"trajectories": count, "seconds": seconds}))' && tail -1 "$work/out" >"$work/diffrax.json"
else
    skip diffrax "there is no JAX with diffrax that sees this GPU"
fi

# ---------------------------------------------------------------- sanitizer
if command -v compute-sanitizer >/dev/null; then
    for tool in memcheck racecheck; do
        for precision in double single; do
            run "$tool.$precision" 45 compute-sanitizer --tool "$tool" --error-exitcode 9 "$twinarm" run "$cohort" -n 24 \
                --device cuda --set "solver.precision=\"$precision\"" --set trial.trials=10 --quiet --force --out "$work/$tool"
        done
    done
else
    skip sanitizer "compute-sanitizer is not installed"
fi

# ---------------------------------------------------------------- all other tests
run tests_all 150 ctest --test-dir "$build" -LE gpu -j "$(nproc)" --output-on-failure

# ---------------------------------------------------------------- one JSON
seconds=$((SECONDS - start))
allowed=100000
run collect 30 python3 - "$work" "$json" "$root" "$build" "$failed" "$seconds" <<'PYTHON'
import csv, datetime, json, pathlib, re, subprocess, sys

work, target, root, build, failed, seconds = sys.argv[1:]
work, build = pathlib.Path(work), pathlib.Path(build)


def said(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def rows(name):
    path = work / name
    return [line.split("\t") for line in path.read_text().splitlines()] if path.exists() else []


def loaded(name):
    path = work / name
    return json.loads(path.read_text()) if path.exists() and path.stat().st_size else None


def counters(precision):
    path = work / f"ncu.{precision}.csv"
    if not path.exists():
        return None
    table = list(csv.reader(path.open()))
    if len(table) < 3:
        return None
    return {title: {"unit": unit, "value": value} for title, unit, value in zip(table[0], table[1], table[2]) if "__" in title}


cache = {}
if (build / "CMakeCache.txt").exists():
    cache = dict(re.findall(r"^(\w+):\w+=(.*)$", (build / "CMakeCache.txt").read_text(), re.M))
result = {
    "date": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
    "commit": said("git", "-C", root, "rev-parse", "HEAD"),
    "changed_files": said("git", "-C", root, "status", "--porcelain", "-uno").splitlines(),
    "device": said("nvidia-smi", "--query-gpu=name,driver_version,memory.total,clocks.max.sm,compute_cap", "--format=csv,noheader"),
    "compiler": re.findall(r"release .*", said(cache.get("CMAKE_CUDA_COMPILER") or "nvcc", "--version")),
    "build": {key: cache.get(key) for key in ("CMAKE_BUILD_TYPE", "CMAKE_CUDA_ARCHITECTURES", "TWINARM_FAST")},
    "all_passed": failed == "0",
    "seconds": int(seconds),
    "steps": [{"step": s, "exit_code": code, "seconds": int(t)} for s, code, t in rows("steps")],
    "patients_csv_sha256": {p: {"cpu": a, "gpu": b, "same": a == b} for p, a, b in rows("hashes")},
    "bench": loaded("bench.json"),
    "counters_of_20000_patients": {p: counters(p) for p in ("double", "single")},
    "diffrax_lorenz": loaded("diffrax.json"),
}
pathlib.Path(target).write_text(json.dumps(result, indent=1) + "\n")
print(f"written: {target}")
PYTHON
say "gpu_check: $seconds s; $([ "$failed" -eq 0 ] && echo 'everything agreed' || echo 'something failed or differed: see above'); $json, $log"
exit "$failed"
