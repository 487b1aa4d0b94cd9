"""Reads an export and checks what holds for every format: each byte once, each text a slice (P9)."""

import io
import tracemalloc
from collections.abc import Callable, Iterator
from typing import BinaryIO

from amana.chats.message import Gap, Item, Message
from amana.chats.reading import joined

Read = Callable[[BinaryIO, int, str], Iterator[Item]]


def read_all(read: Read, data: bytes, app: str) -> list[Item]:
    """Every item, once they are known to cover the file and to say what its bytes say."""
    items = list(read(io.BytesIO(data), len(data), app))
    at = 0
    for item in items:
        assert item.start == at, f"bytes {at} to {item.start} are told twice or not at all"
        assert item.end >= item.start
        at = item.end
        if isinstance(item, Message):
            assert item.text == joined(data, item.text_at)
            assert item.sender == joined(data, item.sender_at)
            item.text.encode()  # what cannot be stored would be lost later
    assert at == len(data)
    return items


def messages(items: list[Item]) -> list[Message]:
    return [item for item in items if isinstance(item, Message)]


def unread(items: list[Item]) -> list[Gap]:
    return [item for item in items if isinstance(item, Gap) and not item.understood]


class Endless(io.RawIOBase):
    """A file of `size` bytes that is nowhere whole: `head`, then `block` again and again, `tail`."""

    def __init__(self, head: bytes, block: bytes, times: int, tail: bytes) -> None:
        super().__init__()
        self._head, self._block, self._tail = head, block, tail
        self._end = len(head) + len(block) * times
        self.size = self._end + len(tail)
        self._at = 0

    def seek(self, offset: int, whence: int = 0) -> int:
        assert whence == 0
        self._at = offset
        return offset

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None and size >= 0, "nobody reads a whole file at once"
        raw = b""
        while len(raw) < size and self._at < self.size:
            raw += self._piece(size - len(raw))
        return raw

    def _piece(self, most: int) -> bytes:
        if self._at < len(self._head):
            piece = self._head[self._at :][:most]
        elif self._at < self._end:
            inside = (self._at - len(self._head)) % len(self._block)
            piece = self._block[inside:][: min(most, self._end - self._at)]
        else:
            piece = self._tail[self._at - self._end :][:most]
        self._at += len(piece)
        return piece


def peak_memory(read: Read, source: Endless, app: str) -> tuple[int, int]:
    """The most bytes held at once while every item is read and let go, and how many messages."""
    tracemalloc.start()
    try:
        count = 0
        for item in read(source, source.size, app):  # type: ignore[arg-type]
            count += isinstance(item, Message)
        return tracemalloc.get_traced_memory()[1], count
    finally:
        tracemalloc.stop()
