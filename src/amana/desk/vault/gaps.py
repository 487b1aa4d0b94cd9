"""Bytes of a chat that were not understood, shown as they stand, so that nothing is lost silently (P9)."""

from dataclasses import dataclass
from typing import Final

from amana.chats.message import Gap, Reading
from amana.chats.reading import text_of
from amana.darkroom import room
from amana.desk.cases.opened import OpenedCase
from amana.desk.vault.files import CaseFile
from amana.desk.vault.source import source_of

MOST: Final = 200  # gaps on one page
_LONGEST: Final = 4_096  # bytes of one gap that are shown


@dataclass(frozen=True)
class ShownGap:
    """A gap and its bytes as text; what is no text stands as \\xNN."""

    member: str
    gap: Gap
    text: str
    cut: int  # bytes that follow and are not shown


def shown_gaps(opened: OpenedCase, file: CaseFile, gaps: list[tuple[str, Gap]]) -> list[ShownGap]:
    """The first gaps with their bytes, which the dark room reads again."""
    wanted = gaps[:MOST]
    spans = [(member, gap.start, min(gap.end, gap.start + _LONGEST)) for member, gap in wanted]
    pieces = room.slices(source_of(opened, file), spans)
    return [
        ShownGap(member, gap, text_of(piece, Reading.UTF8), gap.end - gap.start - len(piece))
        for (member, gap), piece in zip(wanted, pieces, strict=True)
    ]
