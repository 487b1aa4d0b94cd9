"""`./bench NAME…`: JSON lines on standard output, a table on standard error.

Ends with 0 when every budget was kept, 1 when one was missed, 2 when something could not be
measured.
"""

import argparse
import signal
import sys
from collections.abc import Iterator
from types import FrameType

from rich.console import Console

from benchmarks.benches import BENCHES, Bench
from benchmarks.figure import Figure
from benchmarks.stage import Stage
from benchmarks.table import show

KEPT, MISSED, BROKEN = 0, 1, 2


class TooLong(RuntimeError):
    """This bench took longer than it may and was ended."""


def main(arguments: list[str] | None = None) -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="./bench", description="Measures the budgets.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="; ".join(BENCHES))
    parser.add_argument("--list", action="store_true", help="name all benches")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in BENCHES]:
        parser.error(f"no such bench: {', '.join(unknown)}")
    if asked.list or not asked.names:
        for bench in BENCHES.values():
            print(f"{bench.name:12}{bench.about}")
        return KEPT
    console = Console(stderr=True)
    ends = [_run(BENCHES[name], console) for name in dict.fromkeys(asked.names)]
    return max(ends)


def _run(bench: Bench, console: Console) -> int:
    """Measures one bench; what was measured before something broke is still told."""
    figures: list[Figure] = []
    end = KEPT
    try:
        with Stage() as stage, console.status(f"{bench.name}: {bench.about}"):
            for figure in _bounded(bench.measure()(stage), bench.longest):
                figures.append(figure)
                print(figure.line(), flush=True)
    except Exception as error:  # noqa: BLE001  the other benches are still measured
        what = f"{type(error).__name__}: {str(error) or error.__doc__}"
        console.print(f"{bench.name} could not be measured: {what}", markup=False)
        end = BROKEN
    show(figures, console)
    return max(end, MISSED if any(figure.holds is False for figure in figures) else KEPT)


def _bounded(figures: Iterator[Figure], longest: int) -> Iterator[Figure]:
    """The same figures, for `longest` seconds at most. Raises TooLong."""
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(longest)
    try:
        yield from figures
    finally:
        signal.alarm(0)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TooLong


if __name__ == "__main__":
    sys.exit(main())
