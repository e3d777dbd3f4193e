"""A Slurm cluster of two nodes on this machine, in one folder: munged, slurmctld and a slurmd for each node. No systemd, no
control groups, no accounts; free ports, the host's own name. Nothing is left when it ends."""
import contextlib
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import time

PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "scancel", "scontrol", "squeue", "srun")
NODES = ("n1", "n2")

CONFIGURATION = """\
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
# A task that begins again waits until its credential has expired: 5 s is the least.
AuthInfo=socket={folder}/munge.socket,cred_expire=5
StateSaveLocation={folder}/state
SlurmctldPidFile={folder}/slurmctld.pid
SlurmctldPort={ports[0]}
SlurmdSpoolDir={folder}/spool.%n
SlurmdPidFile={folder}/slurmd.%n.pid
SlurmdParameters=config_overrides
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core,CR_LLN
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1,batch_sched_delay=0
ReturnToService=2
KillWait=5
JobRequeue=1
RequeueExit=75
NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[1]} CPUs=4 RealMemory=4000
NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={ports[2]} CPUs=4 RealMemory=4000
PartitionName=test Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
"""


def missing_programs() -> list[str]:
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    return [program for program in PROGRAMS if shutil.which(program) is None]


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def wait_for(what: str, condition, seconds: float = 120):
    """The first value of the condition that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.1)
    raise TimeoutError(f"{what}: not within {seconds} s")


class Cluster:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.daemons: list[subprocess.Popen] = []
        others = {name: value for name, value in os.environ.items() if not name.startswith(("SLURM", "SBATCH"))}
        self.environment = others | {"SLURM_CONF": str(folder / "slurm.conf")}

    def __enter__(self) -> "Cluster":
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        key = self.folder / "munge.key"
        key.write_bytes(secrets.token_bytes(1024))
        key.chmod(0o400)
        host = socket.gethostname().split(".")[0]
        (self.folder / "slurm.conf").write_text(CONFIGURATION.format(host=host, folder=self.folder, ports=free_ports(3)))
        (self.folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n")  # not used; the other one wants a mounted file system
        (self.folder / "state").mkdir()
        self.daemon("munged", "--foreground", "--force", f"--socket={self.folder}/munge.socket", f"--key-file={key}",
                    f"--pid-file={self.folder}/munged.pid", f"--seed-file={self.folder}/munged.seed",
                    f"--log-file={self.folder}/munged.log", "--num-threads=2")
        wait_for("munged", (self.folder / "munge.socket").exists, 30)
        self.daemon("slurmctld", "-D")
        for node in NODES:
            (self.folder / f"spool.{node}").mkdir()
            self.daemon("slurmd", "-D", "-N", node)
        wait_for("the nodes of the cluster", self.is_up, 60)

    def daemon(self, *words: str):
        """It ends with this process, however that ends."""
        with (self.folder / "daemons.log").open("ab") as log:
            self.daemons.append(subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *words], env=self.environment,
                                                 cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def is_up(self) -> bool:
        if ended := [daemon.args for daemon in self.daemons if daemon.poll() is not None]:
            raise RuntimeError(f"{ended} ended\n" + self.logs())
        nodes = subprocess.run(["scontrol", "show", "node", "--oneliner"], env=self.environment, capture_output=True, text=True)
        return nodes.stdout.count("State=IDLE ") == len(NODES)

    def stop(self):
        """Everything that was started here knows the configuration file: daemons, steps and what jobs left."""
        for _ in range(50):
            for daemon in self.daemons:
                daemon.poll()
            left = self.processes()
            for process in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            if not left:
                return
            time.sleep(0.1)

    def processes(self) -> list[int]:
        mark = f"SLURM_CONF={self.folder}/slurm.conf".encode()
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append(int(process.name))
        return found

    def command(self, *words: str, **more_environment: str) -> str:
        done = subprocess.run(words, env=self.environment | more_environment, cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{words} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def submit(self, *words: str, **more_environment: str) -> str:
        """The number of the job."""
        return self.command("sbatch", "--parsable", *words, **more_environment).strip()

    def jobs(self, number: str) -> list[dict[str, str]]:
        """What Slurm says of the tasks of an array, or of one job."""
        lines = self.command("scontrol", "show", "job", "--oneliner", number).splitlines()
        return [dict(word.split("=", 1) for word in line.split() if "=" in word) for line in lines]

    def ended(self, number: str) -> list[dict[str, str]]:
        """The same once all have ended."""
        over = ("COMPLETED", "FAILED", "CANCELLED", "TIMEOUT", "NODE_FAIL")
        jobs = self.jobs(number)
        return jobs if all(job["JobState"] in over for job in jobs) else []

    def logs(self) -> str:
        running = subprocess.run(["ps", "-ww", "-o", "pid,ppid,stat,wchan:20,pending,args", "-p",
                                  ",".join(map(str, self.processes())) or "1"], capture_output=True, text=True).stdout
        return running + "".join(f"--- {log.name}\n{log.read_text(errors='replace')[-4000:]}\n" for log in sorted(self.folder.glob("*.log")))
