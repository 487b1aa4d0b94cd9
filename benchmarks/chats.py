"""Budgets: WhatsApp exports read at ≥ 75,000 messages a second on one core, all of them right, in
memory that does not grow with the file.

Reading is from the file to the last message, dates decided. Time is the processor's, ours and the
peers', so that a busy machine says the same.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from amana.chats.importing import read_export
from amana.chats.message import Message
from benchmarks.chats_files import english, huge_zip, of_phone, turns
from benchmarks.chats_peers import Reader, Row, installed
from benchmarks.figure import AtLeast, AtMost, Figure, Peer
from benchmarks.spread import median
from benchmarks.stage import Stage
from tests.chats.corpus import Said

SPEED: Final = AtLeast(75_000)  # messages a second
GROWTH: Final = AtMost(4)  # MB of memory more for ten times the file
RUNS, MANY, SOME, FEW = 3, 100_000, 20_000, 300
PHONES: Final = ("ar-IQ-android", "ar-latin-iphone", "ckb-android", "fa-iphone", "en-US-iphone")
HARD: Final = ("en-GB-android", "en-US-iphone", "ar-IQ-android", "ar-IQ-iphone", "ckb-android")

_PEAK: Final = """
import re, sys
from pathlib import Path
from amana.chats.importing import read_export
path = Path(sys.argv[1])
with path.open("rb") as source:
    parts = read_export(source, path.name, size=path.stat().st_size)
    count = sum(1 for part in parts for item in part.items())
status = Path("/proc/self/status").read_text("ascii")
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) / 1000)
"""


def measure(stage: Stage) -> Iterator[Figure]:
    """Speed beside the peers', memory, then how much each gets right."""
    said = turns(MANY)
    large = _file(stage, "en-GB.txt", english(said))
    readers = list(installed(stage.folder))
    speed = _speed(large, MANY)
    peers = tuple(_speed_of(reader, large) for reader in readers)
    yield Figure("chats: 100,000 messages, en-GB Android", speed, "messages/s", SPEED, peers)
    for phone in PHONES:
        export = _file(stage, f"{phone}.txt", of_phone(phone, turns(SOME)))
        yield Figure(f"chats: {phone}", _speed(export, SOME), "messages/s", SPEED)
    yield from _memory(stage, large, english(said))
    for phone in HARD:
        yield _right(stage, phone, readers)


def _file(stage: Stage, name: str, data: bytes) -> Path:
    path = stage.folder / name
    path.write_bytes(data)
    return path


def _rows(export: Path) -> list[Row]:
    with export.open("rb") as source:
        (part,) = read_export(source, export.name, size=export.stat().st_size)
        return [
            (item.at.isoformat() if item.at else "", item.sender, item.text)
            for item in part.items()
            if isinstance(item, Message)
        ]


def _speed(export: Path, messages: int) -> float:
    """Messages a second, the median of several runs."""
    return messages / median([_seconds(export) for _ in range(RUNS)])


def _seconds(export: Path) -> float:
    began = time.process_time()
    with export.open("rb") as source:
        for part in read_export(source, export.name, size=export.stat().st_size):
            for _ in part.items():
                pass
    return time.process_time() - began


def _speed_of(reader: Reader, export: Path) -> Peer:
    seconds, rows = reader.read(export)
    value = round(len(rows) / seconds) if seconds else 0
    return Peer(name=reader.name, value=value, quoted=False, source="the same file, parsing alone")


def _memory(stage: Stage, large: Path, data: bytes) -> Iterator[Figure]:
    peak = float(stage.run(_PEAK, large))
    ten = float(stage.run(_PEAK, _file(stage, "ten.txt", data * 10)))
    yield Figure("chats: memory more for ten times the file", max(0.0, ten - peak), "MB", GROWTH)
    archive = stage.folder / "huge.zip"
    huge_zip(archive, data)
    more = max(0.0, float(stage.run(_PEAK, archive)) - peak)
    yield Figure("chats: memory more for a zip of 2 GB", more, "MB", GROWTH)


def _right(stage: Stage, phone: str, readers: list[Reader]) -> Figure:
    """Messages whose time, sender and words are all as they were said."""
    said = turns(FEW, seed=len(phone))
    export = _file(stage, f"few-{phone}.txt", of_phone(phone, said))
    peers = tuple(
        Peer(
            name=reader.name, value=_count(reader.read(export)[1], said), quoted=False,
            source="the same file; senders and words may have blanks around them",
        )
        for reader in readers
    )  # fmt: skip
    ours = _count(_rows(export), said)
    return Figure(f"chats: right of {FEW}, {phone}", ours, "messages", AtLeast(FEW), peers)


def _count(rows: list[Row], said: list[Said]) -> int:
    """How many of the rows are what was said, each counted once."""
    left: dict[Row, int] = {}
    for each in said:
        row = (each.at.isoformat(), each.sender, each.text)
        left[row] = left.get(row, 0) + 1
    right = 0
    for at, sender, text in rows:
        row = (at[:19], (sender or "").strip(), text.strip())
        if left.get(row, 0):
            left[row] -= 1
            right += 1
    return right
