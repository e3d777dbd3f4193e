#!/usr/bin/env python3
"""Sets twinarm beside other simulators on the same patients: speed at equal or smaller error. Run by `compare`."""

import argparse
import json
from pathlib import Path

import measure
import report
from machine import machine
from problem import FLOOR_MM, read_problem
from worker import Setting, Worker

HERE = Path(__file__).parent


def commands(build):
    """What stands beside twinarm. To add a peer: one program that speaks the protocol of worker.py, one line here."""
    programs, python = build / "bench" / "peers", str(build / "python" / "bin" / "python")
    return {
        "cvode": [str(programs / "cvode_peer")],
        "odeint": [str(programs / "odeint_peer")],
        "desolve": ["Rscript", str(HERE / "desolve_peer.R"), str(programs / "desolve_model.so")],
        "roadrunner": [python, str(HERE / "roadrunner_peer.py"), str(build / "twinarm")],
        "diffrax": [python, str(HERE / "diffrax_peer.py")],
    }


def start(command, problem, absent, key):
    try:
        return Worker(command, problem)
    except (OSError, RuntimeError) as error:
        absent[key] = str(error)
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--fast", type=Path, help="build folder of the contracted engine")
    parser.add_argument("--problem", type=Path, required=True)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="peers to run, with commas between them")
    options = parser.parse_args()

    problem = read_problem(options.problem)
    absent = {}
    engines = {"reproducible": start([str(options.build / "bench/peers/twinarm_peer")], problem, absent, "twinarm")}
    if options.fast:
        engines["fast"] = start([str(options.fast / "bench/peers/twinarm_peer")], problem, absent, "fast build")
    wanted = options.only.split(",") if options.only else commands(options.build)
    peers = {key: start(command, problem, absent, key)
             for key, command in commands(options.build).items() if key in wanted}
    peers = {key: worker for key, worker in peers.items() if worker}
    twinarm = engines["reproducible"]

    check = None
    if "cvode" in peers:
        check = measure.point(peers["cvode"], Setting("Adams, twinarm's static LU", 1e-10))
        if check["p99"] > 1e-7:
            raise SystemExit(f"CVODE at 1e-10 does not confirm the reference: p99 difference {check['p99']:.1e}")

    # twinarm's default: its error over each number of patients that a peer is measured on is that peer's target.
    everyone = problem.head["patients"]
    default = twinarm.run(Setting("lanes", 0), everyone)
    visits = lambda patients: problem.first_visit[patients * problem.head["arms"]]
    target = {n: measure.p99(default.errors[: visits(n)]) for n in {everyone, *(w.patients for w in peers.values())}}
    print(f"twinarm's default: p99 error {target[everyone]:.1e} over {everyone} patients", flush=True)

    single = twinarm.run(Setting("float", 0), everyone)
    curves = {"twinarm": [measure.point(twinarm, Setting("lanes", r), everyone) for r in (0, *twinarm.rtols)]}
    chosen = {}
    for key, worker in peers.items():
        curves[key] = measure.grid(worker, target[worker.patients])
        chosen[key] = measure.best(curves[key], target[worker.patients])
        print(f"{worker.name}, {len(curves[key])} settings: {chosen[key] or 'none as exact as twinarm'}", flush=True)

    contestants = {}
    for threads in (1, 2):
        for build, worker in engines.items():
            for method in ("lanes", "float") if worker else ():
                name = f"twinarm {build}{' float' if method == 'float' else ''}, {threads}"
                contestants[name] = worker, Setting(method, 0, threads), everyone
        contestants[f"twinarm one lane, {threads}"] = twinarm, Setting("one lane", 0, threads), everyone
        for key, worker in peers.items():
            if chosen[key]:
                setting = Setting(chosen[key]["method"], chosen[key]["rtol"], threads)
                contestants[f"{key}, {threads}"] = worker, setting, worker.patients
    before = measure.load()
    timed = measure.rounds(contestants, options.rounds)
    result = {"what": "patient-arms a second at equal or smaller p99 error of true SLD over patients and visits",
              **machine(HERE), "load_before_and_after": [before, measure.load()], "cohort": Path(problem.head["cohort"]).name,
              "reference_rtol": problem.head["reference_rtol"], "error_floor_mm": FLOOR_MM, "reference_confirmed_by_cvode": check,
              "names": {key: worker.name for key, worker in {**peers, "twinarm": twinarm}.items()},
              "absent": absent, "target_p99": target,
              "float_p99": measure.p99(single.errors), "chosen": chosen, "rounds": timed, "grid": curves}
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "peers.json").write_text(json.dumps(result, indent=1) + "\n")
    report.write(result, options.results)
    for worker in (*engines.values(), *peers.values()):
        if worker:
            worker.close()


if __name__ == "__main__":
    main()
