"""A peer as a running program: it is asked in JSON lines and leaves its results as a file of doubles."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Setting:
    """What a peer is asked for. rtol 0: the peer's own default."""

    method: str
    rtol: float
    threads: int = 1


@dataclass
class Run:
    seconds: float
    cpu_seconds: float
    errors: np.ndarray
    answer: dict


class Worker:
    def __init__(self, command, problem):
        self.problem = problem
        self.result = Path(tempfile.mkdtemp(prefix="peer_")) / "sld.f64"
        self.process = subprocess.Popen([*command, str(problem.folder), str(self.result)], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        hello = self.read()
        self.name = hello["peer"]
        self.methods = hello["methods"]
        self.patients = min(hello.get("patients", 32), problem.head["patients"])
        self.rtols = hello.get("rtols", [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8])
        self.threads = hello.get("threads", [1, 2])

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args[0]} ended with {self.process.wait()}")
        return json.loads(line)

    def run(self, setting, patients=None):
        patients = patients or self.patients
        request = {"method": setting.method, "rtol": setting.rtol, "atol": 1e-3 * setting.rtol,
                   "threads": setting.threads, "patients": patients}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.read()
        errors = self.problem.errors(np.fromfile(self.result), patients)
        return Run(answer["seconds"], answer["cpu_seconds"], errors, answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
