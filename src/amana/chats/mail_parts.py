"""The parts of a mail and where each lies in it (RFC 2046), however large; nothing is unpacked here."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from amana.chats.mail_headers import MAX_BOUNDARY, MAX_HEADERS, Block, read_block

MAX_PARTS = 1000  # a mail with a thousand attachments is made to exhaust a reader
MAX_DEPTH = 16
_STEP = 256 * 1024
_OVERLAP = MAX_BOUNDARY + 16


class Envelope(NamedTuple):
    """The headers of a mail: the file's own, or of one that is sent along whole."""

    block: Block


class Part(NamedTuple):
    """What a mail says or carries. `start` is the first byte of its own headers, if it has any."""

    start: int
    end: int
    block: Block
    of: int  # which envelope it belongs to: the place where that begins
    beside: int  # the multipart/alternative it stands in: the place where that begins; or -1


class Around(NamedTuple):
    """Bytes that belong to no part: lines between parts, and words before and after them."""

    start: int
    end: int
    empty: bool


class Unread(NamedTuple):
    """Bytes, or a place, where the reading of a mail ended before its end."""

    start: int
    end: int
    why: str


class _Line(NamedTuple):
    """A line that parts: `start` is the line break before it, `end` the first byte after the line."""

    start: int
    end: int
    boundary: bytes
    last: bool


Piece = Envelope | Part | Around | Unread


def parts(source: BinaryIO, size: int) -> Iterator[Piece]:
    """The pieces of a mail in file order."""
    yield from _Mail(source, size).mail(0, (), MAX_DEPTH)


class _Mail:
    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source, self._size = source, size
        self._base, self._held = 0, b""
        self._count = 0
        self._ended: _Line | None = None  # the line that ended what was read last; None at the end

    def mail(self, start: int, outer: tuple[bytes, ...], depth: int) -> Iterator[Piece]:
        block = self._block(start, outer)
        yield Envelope(block)
        yield from self._entity(block, block.body, outer, depth, of=start, beside=-1)

    def _block(self, start: int, outer: tuple[bytes, ...]) -> Block:
        raw = self._at(start, MAX_HEADERS)
        line = _search(raw, outer, first=True)
        return read_block(raw[: line.start] if line else raw, start)

    def _entity(
        self, block: Block, start: int, outer: tuple[bytes, ...], depth: int, of: int, beside: int
    ) -> Iterator[Piece]:
        """One mail or part whose content begins at `block.body`; its own bytes begin at `start`."""
        boundary, kind = block.boundary(), block.kind()
        if kind.startswith("multipart/") and boundary and boundary not in outer and depth:
            side = block.start if kind == "multipart/alternative" else beside
            yield from self._multipart(block, boundary, outer, depth, of, side)
        elif kind == "message/rfc822" and depth and block.reading().startswith("8bit"):
            yield from self.mail(block.body, outer, depth - 1)
        else:
            self._ended = self._find(block.body, outer)
            end = self._ended.start if self._ended else self._size
            if end > start:
                yield Part(start, end, block, of, beside)

    def _multipart(
        self,
        block: Block,
        boundary: bytes,
        outer: tuple[bytes, ...],
        depth: int,
        of: int,
        side: int,
    ) -> Iterator[Piece]:
        inner = (*outer, boundary)
        yield from self._around(block.body, inner)
        line = self._ended
        while line and line.boundary == boundary and not line.last:
            self._count += 1
            if self._count > MAX_PARTS:
                yield Unread(line.end, self._size, "more parts than a mail has")
                self._ended = None
                return
            part = self._block(line.end, inner)
            yield from self._entity(part, part.start, inner, depth - 1, of, side)
            line = self._ended
        if line and line.boundary == boundary:
            yield from self._around(line.end, outer)
        elif line is None:
            yield Unread(self._size, self._size, "the mail is cut here")

    def _around(self, start: int, outer: tuple[bytes, ...]) -> Iterator[Around]:
        """What stands before the next line that parts, which is then `_ended`."""
        shown = self._at(start, _STEP)
        self._ended = self._find(start, outer)
        end = self._ended.start if self._ended else self._size
        if end > start:
            short = end - start <= _STEP
            yield Around(start, end, empty=short and not shown[: end - start].strip())

    def _at(self, place: int, length: int) -> bytes:
        """Bytes from `place`, which only ever goes forward: going back in a zip costs its whole way."""
        self._held = self._held[place - self._base :] if place >= self._base else b""
        self._base = place
        end = place + len(self._held)
        wanted = min(place + length, self._size) - end
        if wanted > 0:
            self._source.seek(end)
            self._held += self._source.read(wanted)
        return self._held[:length]

    def _find(self, place: int, boundaries: tuple[bytes, ...]) -> _Line | None:
        """The next line that parts, at or after `place`."""
        at = place
        while boundaries and at < self._size:
            raw = self._at(at, _STEP + _OVERLAP)
            line = _search(raw, boundaries, first=at == place)
            if line and (line.start < _STEP or at + len(raw) >= self._size):
                return line._replace(start=line.start + at, end=line.end + at)
            at += _STEP
        return None


def _search(raw: bytes, boundaries: tuple[bytes, ...], *, first: bool) -> _Line | None:
    """The first line in `raw` that parts; `first`: a line may begin where `raw` does."""
    if not boundaries:
        return None
    named = b"|".join(re.escape(each) for each in sorted(boundaries, key=len, reverse=True))
    begins = rb"(?:\r\n|\n|\r|\A)" if first else rb"(?:\r\n|\n|\r)"
    found = re.search(begins + rb"--(%s)(--)?[ \t]*+(?:\r\n|\n|\r|\Z)" % named, raw)
    if not found:
        return None
    return _Line(found.start(), found.end(), found[1], bool(found[2]))
