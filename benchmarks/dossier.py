"""A dossier of 5,000 transcript lines in each language: time from snapshot to finished bytes, and memory of its process."""

import json
from collections.abc import Iterator
from typing import Final

from amana.dossier.words import languages
from benchmarks.figure import AtMost, Figure, Peer
from benchmarks.spread import median
from benchmarks.stage import Stage

LINES: Final = 5_000
RUNS: Final = 3
_SOURCE: Final = "measured once for the design, evidence §3: a table of 5,000 rows, one run"
SECONDS: Final = (Peer(name="WeasyPrint 70", value=92, quoted=True, source=_SOURCE),)
MEGABYTES: Final = (Peer(name="WeasyPrint 70", value=846, quoted=True, source=_SOURCE),)

# Each run in a process of its own: memory is the most that it ever held, and nothing is warm.
_RUN: Final = """
import json, resource, sys, time
from amana.dossier.pdf import make
from tests.dossier.sample import sample, with_lines
case = with_lines(sample(sys.argv[1]), int(sys.argv[2]))
began = time.perf_counter()
made = make(case)
took = time.perf_counter() - began
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
print(json.dumps({"seconds": took, "megabytes": most, "pages": made.pages, "size": len(made.pdf)}))
"""


def measure(stage: Stage) -> Iterator[Figure]:
    """For each language: median seconds, most memory, pages and size."""
    for language in languages():
        runs = [json.loads(stage.run(_RUN, language, str(LINES))) for _ in range(RUNS)]
        what = f"dossier: {LINES:,} lines, {language}"
        seconds = median([run["seconds"] for run in runs])
        yield Figure(what, seconds, "s", AtMost(3), SECONDS)
        most = max(run["megabytes"] for run in runs)
        yield Figure(f"{what}, memory", most, "MB", AtMost(450), MEGABYTES)
        yield Figure(f"{what}, pages", runs[0]["pages"], "pages")
        yield Figure(f"{what}, size", runs[0]["size"], "bytes")
