"""Which setting of a peer is fast enough and exact enough; then peers against twinarm in turns."""

import os
import statistics

import numpy as np

from worker import Setting


def p99(errors):
    return float(np.quantile(errors, 0.99, method="higher"))


def point(worker, setting, patients=None):
    """One setting measured once; processor time, because it suffers less from what else the machine does."""
    patients = patients or worker.patients
    run = worker.run(setting, patients)
    courses = patients * worker.problem.head["arms"]
    return {"method": setting.method, "rtol": setting.rtol, "patients": patients,
            "p50": float(np.median(run.errors)), "p99": p99(run.errors), "max": float(np.max(run.errors)),
            "per_cpu_second": courses / run.cpu_seconds,
            "steps": run.answer.get("steps", 0) / courses, "evaluations": run.answer.get("evaluations", 0) / courses}


def grid(worker, target):
    """Every method at tighter and tighter tolerance until it is good enough, then finer between the last two. A
    method that is five times slower than one already good enough is left there."""
    points = []
    for method in worker.methods:
        coarse = None
        for rtol in worker.rtols:
            enough = [p["per_cpu_second"] for p in points if p["p99"] <= target]
            now = point(worker, Setting(method, rtol))
            points.append(now)
            if now["p99"] <= target:
                between = np.geomspace(coarse, rtol, 5)[1:-1] if coarse else []
                points += [point(worker, Setting(method, float(f"{r:.2g}"))) for r in between]
                break
            coarse = rtol
            if enough and now["per_cpu_second"] < 0.2 * max(enough):
                break
    return points


def best(points, target):
    good = [p for p in points if p["p99"] <= target]
    return max(good, key=lambda p: p["per_cpu_second"], default=None)


def rounds(contestants, count):
    """Everyone once a round, one after another. contestants: {key: (worker, setting, patients)}; answers
    {key: {seconds of each round, ...}}."""
    seconds, cpu_seconds = {key: [] for key in contestants}, {key: [] for key in contestants}
    for _ in range(count):
        for key, (worker, setting, patients) in contestants.items():
            run = worker.run(setting, patients)
            seconds[key].append(run.seconds)
            cpu_seconds[key].append(run.cpu_seconds)
    answer = {}
    for key, (worker, setting, patients) in contestants.items():
        courses = patients * worker.problem.head["arms"]
        answer[key] = {
            "method": setting.method, "rtol": setting.rtol, "threads": setting.threads, "patients": patients,
            "seconds": seconds[key], "cpu_seconds": cpu_seconds[key],
            "per_second": courses / min(seconds[key]), "per_second_median": courses / statistics.median(seconds[key]),
            "per_cpu_second": courses / min(cpu_seconds[key]),
            # Below 1: other programs had the processor for the rest of the time.
            "processor_share": max(c / (s * setting.threads) for c, s in zip(cpu_seconds[key], seconds[key]))}
    return answer


def load():
    return [round(x, 2) for x in os.getloadavg()]
