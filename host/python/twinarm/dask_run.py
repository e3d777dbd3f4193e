"""Work on a Dask cluster: shards as tasks, put together to the bytes of one process."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from . import _core
from .progress import Told

if TYPE_CHECKING:
    from distributed import Client

LEAST_PATIENTS = 200  # of a shard: less is more talk than work
Axes = list[tuple[str, list[str]]]


def _shard(start: str, device: str) -> bytes:
    """What a worker does, in one thread."""
    return _core.run_shard(start, _core.EngineOptions(device, 1, 0))


def _shard_in_folder(start: str, device: str, folder: str) -> bytes:
    """The same into the run's folder, which all workers see."""
    _core.make_shard(start, folder, _core.EngineOptions(device, 1, 0))
    return b""


def shards_for(client: Client, patients: int) -> int:
    """Into how many shards a run is cut: four for each thread, as long as they are worth the talk."""
    threads = int(sum(client.nthreads().values()))
    return max(1, min(4 * threads, patients // LEAST_PATIENTS))


def _all_done(client: Client, work: Callable[..., bytes], starts: Sequence[str], more: Sequence[Any], patients: int,
              tell: Told | None) -> list[bytes]:
    """What the tasks return, in order. A task that is lost with its worker runs again."""
    from distributed import as_completed

    tasks = [client.submit(work, start, *more, pure=False) for start in starts]
    try:
        for done, _ in enumerate(as_completed(tasks), 1):
            if tell is not None:
                tell(done * patients // len(tasks), patients)
        return list(client.gather(tasks))
    finally:
        client.cancel(tasks)


def run_on(client: Client, read: _core.Cohort, options: _core.CohortOptions, device: str, populations: str,
           tell: Told | None) -> _core.Run:
    """The run of a cohort with its options, in memory."""
    engine = _core.EngineOptions(device, 1, 0)
    patients = json.loads(_core.shard_starts(read, options, engine, populations, 1, [], 0)[0])["patients"]
    starts = _core.shard_starts(read, options, engine, populations, shards_for(client, patients), [], 0)
    parts = _all_done(client, _shard, starts, [device], patients, tell)
    return _core.join_shards(read, options, engine, populations, parts)


def run_into_folder_on(client: Client, read: _core.Cohort, options: _core.CohortOptions, device: str, populations: str, folder: str,
                       force: bool, formats: list[str], courses: int, tell: Told | None) -> None:
    """The run into a folder that all workers see: the shards in ``folder/shards``, then merged here."""
    engine = _core.EngineOptions(device, 1, 0)
    cut = _core.shards_in(folder, force)
    patients = json.loads(_core.shard_starts(read, options, engine, populations, 1, [], 0)[0])["patients"]
    starts = _core.shard_starts(read, options, engine, populations, cut or shards_for(client, patients), formats, courses)
    _all_done(client, _shard_in_folder, starts, [device, folder], patients, tell)
    _core.merge(folder, force, None)


def sweep_on(client: Client, file: _core.CohortFile, options: _core.CohortOptions, device: str, axes: Axes,
             tell: Told | None) -> str:
    """The report of a sweep. Every point is simulated in whole by shards as tasks."""
    engine = _core.EngineOptions(device, 1, 0)
    starts = _core.sweep_starts(file, options, engine, axes, 1)
    patients = json.loads(starts[0])["patients"]
    shards = max(1, shards_for(client, patients * len(starts)) // len(starts))
    if shards > 1:
        starts = _core.sweep_starts(file, options, engine, axes, shards)
    parts = _all_done(client, _shard, starts, [device], patients * len(starts) // shards, tell)
    return _core.join_sweep(file, options, engine, axes, parts)
