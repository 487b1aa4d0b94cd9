"""Budget: one relay worker stores ≥ 1,000 sealed reports a second durably, p99 ≤ 50 ms at 100/s.

A report counts when it was acknowledged, which comes after the commit's fsync (P5); afterwards the
database must hold each of them.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from amana.wire.encoding import b64u
from benchmarks.figure import AtLeast, AtMost, Figure
from benchmarks.installation import directory
from benchmarks.peers import STORED
from benchmarks.relay import Relay
from benchmarks.spread import median, percentile
from benchmarks.stage import Stage

_LOAD: Final = "from benchmarks.letterbox_load import main; main()"
_FSYNCS: Final = 300
_BLOCK: Final = 4_096


class NotAllStored(RuntimeError):
    """The relay acknowledged reports that its database does not hold, or refused some."""


def measure(stage: Stage) -> Iterator[Figure]:
    """Figures of a relay that nobody else uses."""
    yield Figure("letterbox: one fsync of 4 KiB, median", fsync_time(stage.folder) * 1e3, "ms")
    desk, root, document = directory(stage)
    relay = Relay(stage, site="http://127.0.0.1:1", root=b64u(root), document=document)
    said = stage.run(_LOAD, str(relay.port), relay.work_key, relay.database, b64u(desk))
    seen = json.loads(said.splitlines()[-1])
    crowd, steady = seen["crowd"], seen["steady"]
    if seen["refused"] or seen["stored"] != len(crowd) + len(steady):
        raise NotAllStored
    yield Figure(
        "letterbox: reports stored durably by one worker",
        len(crowd) / seen["seconds"],
        "1/s",
        AtLeast(1_000),
        STORED,
    )
    yield Figure(
        "letterbox: p99 at a steady 100/s",
        percentile(steady, 99) * 1e3,
        "ms",
        AtMost(50),
    )
    yield Figure("letterbox: median at a steady 100/s", median(steady) * 1e3, "ms")
    yield Figure("letterbox: p99 of the crowd", percentile(crowd, 99) * 1e3, "ms")


def fsync_time(folder: Path) -> float:
    """Seconds that appending 4 KiB durably takes here, median."""
    times = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(_FSYNCS):
            began = time.perf_counter()
            file.write(bytes(_BLOCK))
            os.fsync(file.fileno())
            times.append(time.perf_counter() - began)
    return median(times)
