"""A sealed file in the blob store, cut into pieces of one relay part each, so that no file is ever whole in memory."""

import io
import secrets
from collections.abc import Iterator
from typing import Final

from amana.stores.blobs import Blobs
from amana.wire.limits import PART

KINDS: Final = ("envelope", "file")
_NAME_BYTES: Final = 12  # and eight hexadecimal digits that count the pieces


def new_name(kind: str) -> str:
    """A random name for a file of pieces: `file/` and 24 digits."""
    return f"{kind}/{secrets.token_hex(_NAME_BYTES)}"


def piece(name: str, index: int) -> str:
    """The blob's name of one piece."""
    return f"{name}{index:08x}"


def count(size: int) -> int:
    """How many pieces `size` bytes take."""
    return -(-size // PART)


def erase(store: Blobs, name: str, size: int) -> None:
    """Removes every piece; harmless when they are gone."""
    for index in range(count(size)):
        store.erase(piece(name, index))


def chunks(store: Blobs, name: str, size: int) -> Iterator[bytes]:
    """The bytes of a file of pieces, in order."""
    for index in range(count(size)):
        yield from store.chunks(piece(name, index))


class Reader(io.RawIOBase):
    """The same as a stream."""

    def __init__(self, store: Blobs, name: str, size: int) -> None:
        self._chunks = chunks(store, name, size)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It is only read."""
        return True

    def read(self, wanted: int = -1, /) -> bytes:
        """At most `wanted` bytes, all of them when negative; none at the end."""
        if wanted < 0:
            return bytes(self._rest) + b"".join(self._chunks)
        while not self._rest:
            following = next(self._chunks, None)
            if following is None:
                return b""
            self._rest = memoryview(following)
        taken, self._rest = self._rest[:wanted], self._rest[wanted:]
        return bytes(taken)


class Writer(io.RawIOBase):
    """Writes a file of pieces; durable once `finish` has returned."""

    def __init__(self, store: Blobs, name: str) -> None:
        self._store = store
        self._name = name
        self._held = bytearray()
        self._index = 0
        self.size = 0

    def writable(self) -> bool:
        """It is only written."""
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Keeps the bytes; a full piece goes to the store at once."""
        self._held += data
        self.size += len(data)
        while len(self._held) >= PART:
            self._put(bytes(self._held[:PART]))
            del self._held[:PART]
        return len(data)

    def finish(self) -> int:
        """Puts the last piece and gives the size in bytes."""
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()
        return self.size

    def _put(self, content: bytes) -> None:
        self._store.put(piece(self._name, self._index), content)
        self._index += 1
