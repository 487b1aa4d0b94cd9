"""Budgets of the desk: opening files and envelopes; its pages at 100,000 cases, 2,000 of them hers."""

import json
from collections.abc import Iterator
from typing import Final

from benchmarks.figure import AtLeast, AtMost, Figure
from benchmarks.spread import median, percentile
from benchmarks.stage import Stage

_INSIDE: Final = "from benchmarks.desk_inside import main; main()"
_MB: Final = 100  # of the file
_SIZE: Final = "at 100,000 cases, 2,000 hers"


def measure(stage: Stage) -> Iterator[Figure]:
    """All of it happens in one process of the desk's own; here it is only told."""
    seen = json.loads(stage.run(_INSIDE, stage.folder).splitlines()[-1])
    fast = AtLeast(200)
    yield Figure("desk: opens a 100 MB file of its vault", _MB / median(seen["file"]), "MB/s", fast)
    yield Figure(
        "desk: checks a 100 MB file that arrived", _MB / median(seen["check"]), "MB/s", fast
    )
    yield Figure(
        "desk: opens an envelope of 16 stanzas, p95",
        percentile(seen["envelope"], 95) * 1e3,
        "ms",
        AtMost(20),
    )
    yield Figure("desk: reads a report in a locked process", median(seen["reader"]) * 1e3, "ms")
    for page in ("today", "list", "search"):
        p95 = percentile(seen[page], 95) * 1e3
        yield Figure(f"desk: {page} {_SIZE}, p95", p95, "ms", AtMost(150))
    yield Figure(f"desk: one case {_SIZE}, p95", percentile(seen["case"], 95) * 1e3, "ms")
    yield Figure("desk: first page after sign-in", seen["first page"][0] * 1e3, "ms")
    yield Figure(
        "desk: list while 20 waiting envelopes are tried with 2,000 keys, p95",
        percentile(seen["trying"], 95) * 1e3,
        "ms",
        AtMost(150),
    )
