"""A stretch of a file held in memory while a parser looks at it: files of any length, little memory."""

from typing import BinaryIO

BLOCK = 64 * 1024


class Window:
    """Bytes `base` to `base + len(held)` of a source of `size` bytes, read forward in blocks."""

    def __init__(self, source: BinaryIO, size: int, start: int = 0) -> None:
        self._source, self._size = source, size
        source.seek(start)
        self.base, self.held, self.ended = start, b"", False
        self.more()

    @property
    def end(self) -> int:
        """The place in the file after the last byte held."""
        return self.base + len(self.held)

    def more(self) -> bool:
        """Holds as much again, one block at least. False when the file has no more."""
        wanted = min(max(BLOCK, len(self.held)), self._size - self.end)
        block = self._source.read(wanted) if wanted > 0 else b""
        self.held += block
        self.ended = not block
        return not self.ended

    def forget(self, place: int) -> None:
        """Lets go of what lies before `place`."""
        if place > self.base:
            self.held = self.held[place - self.base :]
            self.base = place
