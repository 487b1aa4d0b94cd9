"""One time line over several transcripts, in one zone; what two exports both tell is one entry (P9).

Inside a transcript the order of its file holds, whatever a clock said. Nothing is dropped: a gap that
was not understood has its entry, and entries that differ in the least stay two.
"""

import heapq
import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from amana.chats.aligning import Key, aligned, ascending
from amana.chats.message import Item, Message


class Transcript(NamedTuple):
    """The items of one chat in file order. `newest_first`: the file runs backwards, as Meta's does;
    None lets the times decide."""

    items: Sequence[Item]
    newest_first: bool | None = None


class Origin(NamedTuple):
    """Where an entry is from: the index of the transcript, and of the item in it."""

    transcript: int
    item: int


class Entry(NamedTuple):
    """One line of the time line, told by one transcript or by several. `at` is in the zone asked for,
    or None; `out_of_order`: its time contradicts its place in the file, and the place was kept."""

    at: datetime | None
    origins: tuple[Origin, ...]
    out_of_order: bool = False


class _Spot(NamedTuple):
    """One item in reading order."""

    origin: Origin
    at: datetime | None
    rank: float  # seconds since 1970 by which it is placed among the other transcripts
    jumps: bool
    key: Key | None


def merge(transcripts: Sequence[Transcript], zone: ZoneInfo) -> Iterator[Entry]:
    """The entries in order of time. Naive times are read as `zone`'s: the phone's own clock."""
    lines = [_line(index, each, zone) for index, each in enumerate(transcripts)]
    groups = _Groups(lines)
    for group in groups.in_order():
        spots = [lines[line][place] for line, place in group]
        yield Entry(
            at=next((each.at for each in spots if each.at is not None), None),
            origins=tuple(each.origin for each in spots),
            out_of_order=all(each.jumps for each in spots),
        )


def _line(index: int, transcript: Transcript, zone: ZoneInfo) -> list[_Spot]:
    items = [
        (place, item)
        for place, item in enumerate(transcript.items)
        if isinstance(item, Message) or not item.understood
    ]
    ats = [_in_zone(item.at, zone) if isinstance(item, Message) else None for _, item in items]
    stamps = [None if at is None else at.timestamp() for at in ats]
    if _is_newest_first(transcript, stamps):
        for each in (items, ats, stamps):
            each.reverse()
    ranks, fits = _ranks(stamps)
    return [
        _Spot(Origin(index, place), at, rank, at is not None and not fit, _key(item, stamp))
        for (place, item), at, stamp, rank, fit in zip(items, ats, stamps, ranks, fits, strict=True)
    ]


def _in_zone(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    if at is None:
        return None
    try:
        return at.astimezone(zone) if at.tzinfo else at.replace(tzinfo=zone)
    except OverflowError:  # the first or last day that the calendar has
        return at


def _is_newest_first(transcript: Transcript, stamps: list[float | None]) -> bool:
    if transcript.newest_first is not None:
        return transcript.newest_first
    steps = list(pairwise(stamp for stamp in stamps if stamp is not None))
    return sum(one > two for one, two in steps) > sum(one < two for one, two in steps)


def _key(item: Item, stamp: float | None) -> Key | None:
    if stamp is None or not isinstance(item, Message):
        return None
    return item.sender, item.text, int(stamp // 60)


def _ranks(stamps: list[float | None]) -> tuple[list[float], list[bool]]:
    """For each time the rank by which its item is placed, and whether it fits its neighbours. A time
    that jumps, forwards or back, does not move its item: it stays with the one before."""
    known = [(place, stamp) for place, stamp in enumerate(stamps) if stamp is not None]
    chosen = [known[index] for index in ascending([stamp for _, stamp in known], equal=True)]
    rank = chosen[0][1] if chosen else math.inf
    fitting = dict(chosen)
    ranks = []
    for place in range(len(stamps)):
        rank = fitting.get(place, rank)
        ranks.append(rank)
    return ranks, [place in fitting for place in range(len(stamps))]


_Place = tuple[int, int]  # a line, and a place in it


class _Groups:
    """The places that are one entry together."""

    def __init__(self, lines: list[list[_Spot]]) -> None:
        self._lines = lines
        self._groups: list[list[_Place]] = []
        self._of: list[list[int]] = []
        for line in range(len(lines)):
            self._add(line)

    def _add(self, line: int) -> None:
        """Puts every place of a line into the group of its like in an earlier line, or a new one."""
        keys = [spot.key for spot in self._lines[line]]
        mine: dict[int, int] = {}
        taken: set[int] = set()
        for earlier in range(line):
            for here, there in aligned(keys, [spot.key for spot in self._lines[earlier]]):
                group = self._of[earlier][there]
                if here not in mine and group not in taken:
                    mine[here] = group
                    taken.add(group)
        self._of.append([])
        for place in range(len(keys)):
            if place not in mine:
                mine[place] = len(self._groups)
                self._groups.append([])
            self._groups[mine[place]].append((line, place))
            self._of[line].append(mine[place])

    def in_order(self) -> Iterator[list[_Place]]:
        """The groups by rank, each after all that stands before it in any of its lines."""
        heads = [0] * len(self._lines)
        arrived = [0] * len(self._groups)
        given: set[int] = set()
        ready: list[tuple[float, int]] = []

        def arrive(line: int) -> None:
            while heads[line] < len(self._of[line]) and self._of[line][heads[line]] in given:
                heads[line] += 1
            if heads[line] < len(self._of[line]):
                group = self._of[line][heads[line]]
                arrived[group] += 1
                if arrived[group] == len(self._groups[group]):
                    heapq.heappush(ready, (self._rank(group), group))

        for line in range(len(self._lines)):
            arrive(line)
        while len(given) < len(self._groups):
            group = heapq.heappop(ready)[1] if ready else self._first_waiting(heads)
            given.add(group)
            yield self._groups[group]
            for line, place in self._groups[group]:
                if heads[line] == place:
                    arrive(line)

    def _rank(self, group: int) -> float:
        line, place = self._groups[group][0]
        return self._lines[line][place].rank

    def _first_waiting(self, heads: list[int]) -> int:
        """Three exports can contradict one another in their order; then the earliest goes first."""
        waiting = [
            self._of[line][head] for line, head in enumerate(heads) if head < len(self._of[line])
        ]
        return min(waiting, key=lambda group: (self._rank(group), group))
