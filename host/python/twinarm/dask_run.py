"""A run on a Dask cluster: shards as tasks, put together to the bytes of one process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from . import _core
from .progress import Told

if TYPE_CHECKING:
    from distributed import Client

LEAST_PATIENTS = 200  # of a shard: less is more talk than work


def _shard(start: str, device: str) -> bytes:
    """What a worker does, in one thread."""
    return _core.run_shard(start, _core.EngineOptions(device, 1, 0))


def run_on(client: Client, read: _core.Cohort, options: _core.CohortOptions, device: str, populations: str,
           tell: Told | None) -> _core.Run:
    """The run of a cohort with its options. A task that is lost with its worker runs again."""
    from distributed import as_completed

    engine = _core.EngineOptions(device, 1, 0)
    patients = json.loads(_core.shard_starts(read, options, engine, populations, 1)[0])["patients"]
    threads = sum(client.nthreads().values())
    count = max(1, min(4 * threads, patients // LEAST_PATIENTS))
    starts = _core.shard_starts(read, options, engine, populations, count)
    tasks = [client.submit(_shard, start, device, pure=False) for start in starts]
    try:
        for done, _ in enumerate(as_completed(tasks), 1):
            if tell is not None:
                tell(done * patients // count, patients)
        parts = client.gather(tasks)
    finally:
        client.cancel(tasks)
    return _core.join_shards(read, options, engine, populations, parts)
