"""Reads an export in tests, always holding it to P9: every byte in one item, every text its bytes."""

import io
from collections.abc import Sequence

from amana.chats.importing import Chosen, read_export
from amana.chats.message import Gap, Item, Message
from amana.chats.part import Part
from amana.chats.reading import joined


def parts_of(data: bytes, name: str = "chat.txt", day_order: Chosen | None = None) -> list[Part]:
    """All parts of an export."""
    return list(read_export(io.BytesIO(data), name, size=len(data), day_order=day_order))


def items_of(
    data: bytes, name: str = "chat.txt", day_order: Chosen | None = None
) -> tuple[Part, list[Item]]:
    """The one part of a file and its items."""
    (part,) = parts_of(data, name, day_order)
    items = list(part.items())
    assert_verbatim(data, items)
    return part, items


def messages_of(data: bytes, day_order: Chosen | None = None) -> list[Message]:
    """Its messages alone."""
    return [item for item in items_of(data, day_order=day_order)[1] if isinstance(item, Message)]


def gaps_of(data: bytes) -> list[Gap]:
    """Its gaps alone."""
    return [item for item in items_of(data)[1] if isinstance(item, Gap)]


def assert_verbatim(data: bytes, items: Sequence[Item]) -> None:
    """P9: spans follow one another and are all bytes; what is shown is what stands there."""
    end = 0
    for item in items:
        assert item.start == end, "bytes are lost, or shown twice"
        end = item.end
        if isinstance(item, Message):
            assert item.text == joined(data, item.text_at)
            assert item.sender == joined(data, item.sender_at)
            for each in (*item.text_at, *item.sender_at):
                assert 0 <= each.start <= each.end <= len(data)
    assert end == len(data), "bytes at the end are lost"
