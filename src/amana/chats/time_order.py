"""Marks messages whose time does not lie between their neighbours': a quote that imitates a message, a
late one, a clock that was set. The order of the file is kept."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from amana.chats.message import Item, Mark, Message

LOOK: Final = 32  # messages that may lie before the one above them until a clock was set


def marked(items: Iterator[Item]) -> Iterator[Item]:
    """The same items in the same order, some marked OUT_OF_ORDER."""
    again: deque[Item] = deque()
    held: list[Item] = []  # the message with the latest time so far, then what lies before it
    latest: datetime | None = None
    earlier: datetime | None = None  # the latest time before `latest`
    while (item := again.popleft() if again else next(items, None)) is not None:
        at = _time(item)
        if at is not None and (latest is None or at >= latest):
            if len(held) == 1:
                yield held[0]
            else:
                yield from _back_in_order(held, earlier)
            held, earlier, latest = [item], latest, at
            continue
        held.append(item)
        if len(held) > LOOK:
            done = _never_back(held, earlier)
            yield from held[:done]
            again.extendleft(reversed(held[done:]))
            held, earlier, latest = [], None, None
    yield from _back_in_order(held, earlier)


def _back_in_order(held: list[Item], earlier: datetime | None) -> list[Item]:
    """Time runs on after these: what lies before the first of them is marked."""
    lows = [index for index in range(1, len(held)) if _time(held[index]) is not None]
    if _first_is_late(held, lows, earlier):
        lows = [0]
    for index in lows:
        held[index] = _mark(held[index])
    return held


def _never_back(held: list[Item], earlier: datetime | None) -> int:
    """The clock was set: marks where, and tells how many of `held` are settled by that."""
    lows = [index for index in range(1, len(held)) if _time(held[index]) is not None]
    if not lows:
        return len(held)
    step = 0 if _first_is_late(held, lows, earlier) else lows[0]
    held[step] = _mark(held[step])
    return step + 1


def _first_is_late(held: list[Item], lows: list[int], earlier: datetime | None) -> bool:
    """Whether one message is too late, rather than all that follow it too early."""
    times = [time for index in lows if (time := _time(held[index])) is not None]
    return len(times) > 1 and times[0] >= (earlier or times[0]) and times == sorted(times)


def _time(item: Item) -> datetime | None:
    return item.at if type(item) is Message else None


def _mark(item: Item) -> Item:
    return item._replace(marks=(*item.marks, Mark.OUT_OF_ORDER)) if type(item) is Message else item
