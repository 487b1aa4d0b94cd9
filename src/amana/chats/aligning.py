"""Finds where two exports tell the same chat: runs of messages with the same sender, text and minute.

A single like message proves nothing ("ok" at 20:07 is in every chat), so only runs count, and what
differs inside a run stays on both sides.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

Key = tuple[str, str, int]  # sender, text, minute

RUN = 3  # like messages in a row that make a run, when two voices are among them
RUN_OF_ONE_VOICE = 8  # she may send the same lines to two people at once
HOLE = 8  # messages that may differ inside a run: edited, deleted, a picture left out


class Pair(NamedTuple):
    """The same message: its place in one sequence and in the other."""

    here: int
    there: int


def aligned(here: Sequence[Key | None], there: Sequence[Key | None]) -> list[Pair]:
    """The pairs that lie in runs, in the order of both. None stands for what can never be paired."""
    chain = _in_order(_candidates(here, there))
    runs: list[list[Pair]] = []
    for pair in chain:
        if runs and _near(runs[-1][-1], pair):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    shorter = min(sum(key is not None for key in each) for each in (here, there))
    alone = min(len(_voices(each)) for each in (here, there)) < 2
    return [pair for run in runs if _counts(run, here, shorter, alone) for pair in run]


def _candidates(here: Sequence[Key | None], there: Sequence[Key | None]) -> list[Pair]:
    """The first of a kind here with the first there, the second with the second."""
    places: defaultdict[Key, list[int]] = defaultdict(list)
    for place, key in enumerate(there):
        if key is not None:
            places[key].append(place)
    taken: defaultdict[Key, int] = defaultdict(int)
    pairs = []
    for place, key in enumerate(here):
        if key is not None and taken[key] < len(places.get(key, ())):
            pairs.append(Pair(place, places[key][taken[key]]))
            taken[key] += 1
    return pairs


def _in_order(pairs: list[Pair]) -> list[Pair]:
    """The longest choice of pairs that ascends on both sides."""
    return [pairs[index] for index in ascending([pair.there for pair in pairs])]


def ascending(values: Sequence[float], *, equal: bool = False) -> list[int]:
    """The places of a longest ascending choice of values; `equal`: like ones may follow each other.
    In n log n steps (patience sorting)."""
    ends: list[tuple[float, int]] = []  # the least last value of an ascending choice of each length
    before: list[int] = []
    for place, value in enumerate(values):
        index = bisect_left(ends, (value, place if equal else -1))
        before.append(ends[index - 1][1] if index else -1)
        ends[index : index + 1] = [(value, place)]
    chosen: list[int] = []
    place = ends[-1][1] if ends else -1
    while place >= 0:
        chosen.append(place)
        place = before[place]
    return chosen[::-1]


def _near(last: Pair, pair: Pair) -> bool:
    return max(pair.here - last.here, pair.there - last.there) <= HOLE + 1


def _counts(run: list[Pair], here: Sequence[Key | None], shorter: int, alone: bool) -> bool:
    """Whether a run shows that the two are one chat; `alone`: one of them has a single voice."""
    if len(run) == shorter:
        return True
    voices = _voices([here[pair.here] for pair in run])
    return len(run) >= (RUN if alone or len(voices) > 1 else RUN_OF_ONE_VOICE)


def _voices(keys: Sequence[Key | None]) -> set[str]:
    """Who speaks; the app's own lines have no sender and are no voice."""
    return {key[0] for key in keys if key and key[0]}
