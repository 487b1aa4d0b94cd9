"""Where the bytes of a file come from: the parent's side, which alone can read them."""

from typing import Protocol


class Source(Protocol):
    """A file of `size` bytes that can be read from anywhere. Whatever it raises ends the look and is passed on."""

    @property
    def size(self) -> int:
        """In bytes."""
        ...

    def read_at(self, offset: int, length: int, /) -> bytes:
        """At most `length` bytes from `offset`; fewer only at the end."""
        ...


class Held:
    """A file that is small enough to be held in memory."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self._content)

    def read_at(self, offset: int, length: int, /) -> bytes:
        """At most `length` bytes from `offset`; fewer only at the end."""
        return self._content[offset : offset + length]
