"""One timeline over all chats of a case, in her time zone: opened into the session's memory at the first look, gone at the lock (P2).

Suggestions are found here too: what the lexicon would highlight, and identifiers that stand in the words.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings

from amana.chats.merging import Entry, Transcript, merge
from amana.chats.message import Message
from amana.desk.cases.opened import OpenedCase
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.files import files_of
from amana.desk.vault.marks import Spot
from amana.desk.vault.models import Derived
from amana.desk.vault.transcripts import Chat, of_file

_MEMORY: Final = "vault.timeline"
_AT_ONCE: Final = 3  # cases whose chats are held in one session
_guard = threading.Lock()


@dataclass(frozen=True)
class Row:
    """One entry of the timeline: a message, and every place where it stands."""

    at: datetime | None
    message: Message
    spots: tuple[Spot, ...]

    @property
    def spot(self) -> Spot:
        """The first place."""
        return self.spots[0]


@dataclass
class Timeline:
    """The chats of a case and their messages in one order."""

    chats: list[Chat]
    zone: ZoneInfo
    found: dict[str, Any] = field(default_factory=dict)  # what other modules worked out of it

    @cached_property
    def rows(self) -> list[Row]:
        """Every message once; two exports of one chat that overlap are one row with two spots."""
        said = [chat.messages for chat in self.chats]
        entries = merge([Transcript(messages) for messages in said], self.zone)
        return [self._row(entry, said) for entry in entries]

    def _row(self, entry: Entry, said: list[list[Message]]) -> Row:
        spots = []
        for chat, item in entry.origins:
            message, whole = said[chat][item], self.chats[chat]
            spots.append(
                Spot(
                    exhibit=whole.exhibit,
                    member=whole.member,
                    start=message.start,
                    end=message.end,
                )
            )
        first = entry.origins[0]
        return Row(entry.at, said[first.transcript][first.item], tuple(spots))

    @cached_property
    def by_spot(self) -> dict[Spot, Row]:
        """The row of each place."""
        return {spot: row for row in self.rows for spot in row.spots}

    @cached_property
    def names(self) -> dict[Spot, str]:
        """The name of the chat that each place lies in."""
        return {
            Spot(exhibit=c.exhibit, member=c.member, start=m.start, end=m.end): c.name
            for c in self.chats
            for m in c.messages
        }

    def chat_of(self, spot: Spot) -> Chat | None:
        """The chat that a place lies in."""
        wanted = (spot.exhibit, spot.member)
        there = (c for c in self.chats if (c.exhibit, c.member) == wanted and c.holds(spot.start))
        return next(there, None)


def timeline_of(unlocked: Unlocked, opened: OpenedCase) -> Timeline:
    """The timeline of a case as its chats are read now."""
    files = [file for file in files_of(opened) if file.facts.seen.get("chats")]
    read = Derived.objects.filter(
        file__case=opened.case, kind=Derived.PLACES, epoch=opened.case.epoch
    )
    signature = (
        opened.case.epoch,
        tuple(file.row.key for file in files),
        tuple(sorted(read.values_list("key", flat=True))),
    )
    held: dict[int, tuple[Any, Timeline]] = unlocked.memory.setdefault(_MEMORY, {})
    with _guard:
        known = held.get(opened.number)
        if known is not None and known[0] == signature:
            return known[1]
    chats = [chat for file in files for chat in of_file(opened, file)]
    made = Timeline(chats, ZoneInfo(settings.TIME_ZONE))
    with _guard:
        held.pop(opened.number, None)
        while len(held) >= _AT_ONCE:
            del held[next(iter(held))]
        held[opened.number] = (signature, made)
    return made


def days(rows: list[Row]) -> Iterator[tuple[Any, list[Row]]]:
    """Rows in runs of one day, for a page; None where the day is not known."""
    run: list[Row] = []
    for row in rows:
        if run and _day(run[-1]) != _day(row):
            yield _day(run[0]), run
            run = []
        run.append(row)
    if run:
        yield _day(run[0]), run


def _day(row: Row) -> Any:
    return row.at.date() if row.at else None
