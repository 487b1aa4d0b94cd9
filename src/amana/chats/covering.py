"""Every byte of a file is accounted for: what lies between the items of a format is a gap too (P9)."""

from collections.abc import Iterator

from amana.chats.json_spans import Lost
from amana.chats.message import Gap, Item

BETWEEN = "between messages"


def covered(items: Iterator[Item], size: int) -> Iterator[Item]:
    """The items, in file order, with a gap for what the format itself needs between them."""
    at = 0
    for item in items:
        if item.start > at:
            yield Gap(at, item.start, understood=True, why=BETWEEN)
        yield item
        at = item.end
    if at < size:
        yield Gap(at, size, understood=True, why=BETWEEN)


def lost(event: Lost) -> Gap:
    """Bytes that could not be read, as they are told to a person."""
    return Gap(event.start, event.end, understood=False, why=event.why)
