"""All benches by name; each is the module of its name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from benchmarks.figure import Figure
from benchmarks.stage import Stage

Measure = Callable[[Stage], Iterator[Figure]]


@dataclass(frozen=True, slots=True)
class Bench:
    """A name, what it measures in one line, and how."""

    name: str
    about: str
    longest: int = 180  # seconds

    def measure(self) -> Measure:
        """The function that yields its figures; its module is loaded only now."""
        return cast(Measure, import_module(f"benchmarks.{self.name}").measure)


BENCHES = {
    bench.name: bench
    for bench in (
        Bench(
            "weight", "her first page and the report page: bytes, requests, times on slow 3G, 6x"
        ),
        Bench(
            "site",
            "every page in every language: bytes, times on slow 3G, 6x, Lighthouse, the build",
            longest=2_400,
        ),
        Bench("flow", "a whole report without files: bytes received and sent"),
        Bench("receipt", "from the receipt to her keys at 6x"),
        Bench("letterbox", "sealed reports stored durably a second by one relay worker"),
        Bench("upload", "one gigabyte from a real browser: speed and memory on both sides"),
        Bench("chats", "importing an export of 100,000 messages, beside three peers", longest=600),
        Bench("identifiers", "identifiers and lexicon over 100,000 messages; the lexicon's rates"),
        Bench("dossier", "a dossier of 5,000 lines: time and memory"),
        Bench("darkroom", "blurred views, pages, frames and words, the locked process included"),
        Bench("hashing", "hashing an exhibit while it arrives; making and checking a bundle"),
        Bench("desk", "opening files and envelopes; list, today and search at 100,000 cases"),
    )
}
