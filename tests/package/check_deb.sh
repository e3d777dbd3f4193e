#!/bin/sh
# Makes the .deb, looks into it, and runs the program from where the package puts it.
#   check_deb.sh CPACK BUILD SCRATCH
set -eu
cpack=$1 build=$2 scratch=$3
for tool in dpkg-deb dpkg-shlibdeps readelf; do
    command -v $tool >/dev/null || { echo "skipped: $tool is not here (Debian: dpkg-dev)"; exit 77; }
done
rm -rf "$scratch" && mkdir -p "$scratch"
(cd "$scratch" && "$cpack" -G DEB --config "$build/CPackConfig.cmake" -B "$scratch/cpack" >"$scratch/cpack.log")
deb=$(find "$scratch/cpack" -maxdepth 1 -name 'twinarm_*.deb')
dpkg-deb --info "$deb"

# What the program links is asked for; nothing more that it would not start without.
for library in libc6 libstdc++6 libfmt libssl3 libtomlplusplus; do
    dpkg-deb --field "$deb" Depends | grep "$library" >/dev/null || { echo "Depends lacks $library"; exit 1; }
done

dpkg-deb -x "$deb" "$scratch/root"
for file in bin/twinarm lib/libtwinarm_core.a lib/libtwinarm_engine.a lib/cmake/twinarm/twinarmConfig.cmake \
    include/twinarm/host/cohort/read_cohort.hpp include/twinarm/kernels/launch/simulate.hpp \
    share/twinarm/cohorts/head_to_head.toml share/twinarm/cohorts/shared/physiology.toml \
    share/twinarm/cluster/array.sh share/twinarm/cluster/merge.sh; do
    test -f "$scratch/root/usr/$file" || { echo "the package lacks usr/$file"; exit 1; }
done

program="$scratch/root/usr/bin/twinarm"
paths=$(readelf -d "$program" | sed -n 's/.*R.*PATH.*\[\(.*\)\]/\1/p')
case "$paths" in
    "" | '$ORIGIN/'*) ;;
    *) echo "the program looks for libraries in $paths"; exit 1 ;;
esac
if grep -rlF "$build" "$scratch/root/usr/lib/cmake"; then
    echo "these name the build folder"
    exit 1
fi
"$program" run "$scratch/root/usr/share/twinarm/cohorts/head_to_head.toml" -n 20 --set trial.trials=10 --device cpu --quiet \
    --out "$scratch/run"
test -s "$scratch/run/summary.json"
