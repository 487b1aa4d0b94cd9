"""Transcripts as a stranger's program reads them: each line with the bytes of the original that it came from (P9)."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from amana.evidence.tables import table

VERSION: Final = "amana-transcript/1"


class Line(NamedTuple):
    """One message. `at` is ISO 8601 as far as the original tells it, in `zone` as claimed; `start` and `end` are byte offsets in
    `member` (a path inside a zip; empty: the file itself) of the exhibit.
    """

    number: int
    at: str
    zone: str
    sender: str
    account: str
    kind: str
    text: str
    exhibit: int
    member: str
    start: int
    end: int
    attachment: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Transcript:
    """A chat; `about` is what its reader tells of it (app, title, zone, how day and month were decided, bytes not understood).

    `lines` gives the same lines each time it is asked, so that years of messages need no memory.
    """

    about: Mapping[str, str] = field(repr=False)
    lines: Callable[[], Iterable[Line]] = field(repr=False)

    def as_json(self) -> Iterator[bytes]:
        """One JSON object, a line of text for each message."""
        about = {"v": VERSION, "about": dict(self.about)}
        yield json.dumps(about, ensure_ascii=False)[:-1].encode() + b', "lines": [\n'
        before = b""
        for line in self.lines():
            yield before + json.dumps(line._asdict(), ensure_ascii=False).encode()
            before = b",\n"
        yield b"\n]}\n"

    def as_table(self) -> Iterator[bytes]:
        """The same as CSV, for a spreadsheet."""
        return table(Line._fields, self.lines())
