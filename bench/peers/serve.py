"""A peer written in Python: one process a thread, each with its own solver; the protocol of worker.py."""

import importlib
import json
import multiprocessing
import os
import sys
import time

import numpy as np


def solve_in_process(pipe, module, folder):
    """Child: prepares (compiles, warms up) when asked, then solves on the word."""
    os.environ["NPROC"] = "1"  # XLA's thread pool
    from problem import read_problem

    solver = importlib.import_module(module).Solver(read_problem(folder))
    while (task := pipe.recv()) is not None:
        request, patients = task
        solve = solver.prepare(request, patients)
        pipe.send("ready")
        pipe.recv()
        cpu = time.process_time()
        sld = solve()
        pipe.send((sld, time.process_time() - cpu))


def serve(module, offer):
    """Answers requests with `module`.Solver: Solver(problem).prepare(request, patients) gives a function without
    arguments that returns, for those patients, the list over courses of the SLD at the visits."""
    folder, result = sys.argv[-2:]
    arms = json.loads(open(folder + "/problem.json").read())["arms"]
    context = multiprocessing.get_context("spawn")
    children, processes = [], []
    print(json.dumps(offer), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        threads = request["threads"]
        while len(children) < threads:
            pipe, other = context.Pipe()
            processes.append(context.Process(target=solve_in_process, args=(other, module, folder), daemon=True))
            processes[-1].start()
            other.close()  # so that a child's end is seen
            children.append(pipe)
        shares = np.array_split(np.arange(request["patients"]), threads)
        for pipe, share in zip(children, shares):
            pipe.send((request, share.tolist()))
            pipe.recv()
        start = time.perf_counter()
        for pipe in children[:threads]:
            pipe.send("go")
        answers = [pipe.recv() for pipe in children[:threads]]
        seconds = time.perf_counter() - start
        courses = [sld for slds, _ in answers for sld in slds]
        assert len(courses) == request["patients"] * arms
        np.concatenate(courses).astype(float).tofile(result)
        print(json.dumps({"seconds": seconds, "cpu_seconds": sum(cpu for _, cpu in answers)}), flush=True)
    for pipe, process in zip(children, processes):
        pipe.send(None)
        process.join()
