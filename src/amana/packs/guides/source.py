"""A guide's file: front matter in TOML between two lines `+++`, then Markdown. Every fault names its line."""

import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from amana.packs.faults import PackFault
from amana.packs.position import reported
from amana.packs.toml import Fields

FENCE = "+++"
KEYS = ("title", "lead", "source", "checked_on", "expires")


@dataclass(frozen=True)
class Place:
    """A file, and how many of its lines stand before the Markdown."""

    file: Path
    before: int = 0

    def line(self, at: int) -> int:
        """The line in the file (from 1) of a line of the Markdown (from 0)."""
        return self.before + at + 1

    def fault(self, line: int, key: str, what: str) -> PackFault:
        return PackFault(file=self.file, key=key, what=what, line=line)


@dataclass(frozen=True)
class Source:
    """Front matter as fields, and the Markdown below it."""

    head: Fields
    body: str
    place: Place


def read(file: Path) -> Source:
    """Raises PackFault when the file is not UTF-8 in NFC or has no front matter."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise PackFault(file=file, key="(whole file)", what=str(fault)) from fault
    lines = text.splitlines()
    for at, line in enumerate(lines, 1):
        if not unicodedata.is_normalized("NFC", line):
            what = "is not in Unicode form NFC; save it so"
            raise PackFault(file=file, key="(letters)", what=what, line=at)
    if not lines or lines[0] != FENCE or FENCE not in lines[1:]:
        what = f"begins with front matter between two lines {FENCE}"
        raise PackFault(file=file, key="(front matter)", what=what, line=1)
    end = lines.index(FENCE, 1)
    return Source(
        head=_head(file, "\n".join(lines[1:end])),
        body="\n".join(lines[end + 1 :]),
        place=Place(file, end + 1),
    )


def _head(file: Path, text: str) -> Fields:
    try:
        head = Fields(tomllib.loads(text), file=file, key="(front matter)")
    except tomllib.TOMLDecodeError as fault:
        line = (reported(fault) or 0) + 1
        raise PackFault(file=file, key="(front matter)", what=str(fault), line=line) from fault
    head.only(*KEYS)
    return head
