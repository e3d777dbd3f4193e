#!/usr/bin/env python3
"""True SLD at every visit against SUNDIALS CVODE, which solves the same right-hand side leg by leg.

Both at a relative tolerance of 1e-10, of a mass too since the clones are logarithms. A course takes some ten thousand
such steps of both programs, each of which may err by the tolerance: 1e-6, of the SLD or of 1 mm where there is less.
Ends with 1 where a visit differs or CVODE fails, with 77 where it is not installed.
"""

import argparse
import array
import json
import math
import pathlib
import subprocess
import sys
import tempfile

RTOL, ALLOWED = 1e-10, 1e-6
METHODS = ("BDF, dense", "Adams, twinarm's static LU")  # the first knows nothing of twinarm's Jacobian


def doubles(file: pathlib.Path) -> array.array:
    numbers = array.array("d")
    numbers.frombytes(file.read_bytes())
    return numbers


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cohort", required=True)
    parser.add_argument("--record", help="program that records courses")
    parser.add_argument("--peer", help="CVODE as a program (bench/peers)")
    parser.add_argument("--patients", type=int, default=3, help="in every arm")
    options = parser.parse_args()
    if not options.peer:
        print("skipped: no SUNDIALS; install libsundials-dev and configure again")
        return 77

    worst = {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([options.record, options.cohort, str(options.patients), str(RTOL), name], check=True)
        expected = doubles(folder / "visits.f64")
        for method in METHODS:
            request = {"method": method, "rtol": RTOL, "atol": 1e-3 * RTOL, "threads": 1, "patients": options.patients}
            said = subprocess.run([options.peer, name, str(folder / "sld.f64")], input=json.dumps(request) + "\n",
                                  check=True, capture_output=True, text=True).stdout.splitlines()
            found = doubles(folder / "sld.f64")
            assert len(found) == len(expected) > 0
            differences = [abs(s - x) / max(x, 1.0) if math.isfinite(s) else math.inf for x, s in zip(expected, found)]
            worst[method] = max(differences)
            print(f"{json.loads(said[0])['peer']}, {method}: {len(found)} visits, {json.loads(said[1])['steps']} steps, "
                  f"largest |x - s| / max(x, 1 mm) {worst[method]:.1e}, allowed {ALLOWED}")
    return int(not all(difference <= ALLOWED for difference in worst.values()))


if __name__ == "__main__":
    sys.exit(main())
