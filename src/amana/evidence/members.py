"""The files of a bundle before it is written: each can be read twice, none is held in memory."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, cast

import pyrage

from amana.errors import AmanaError
from amana.evidence.intake import Changed
from amana.evidence.verifier.container import CHUNK, Digests, digests_of

Chunks = Callable[[], Iterable[bytes]]


class NotSealed(AmanaError):
    """An exhibit could not be sealed for one of its recipients. No bundle was made. Check the recipients' age keys."""


@dataclass(frozen=True)
class Member:
    """A file at its path in the bundle."""

    name: str
    chunks: Chunks = field(repr=False)
    digests: Digests = field(repr=False)

    def again(self) -> Iterator[bytes]:
        """Its bytes a second time. Raises Changed at their end when they are not the same."""
        digest = hashlib.sha256()
        for chunk in self.chunks():
            digest.update(chunk)
            yield chunk
        if digest.hexdigest() != self.digests.sha256:
            raise Changed


def member(name: str, chunks: Chunks) -> Member:
    """A file whose bytes are read once to know them."""
    return Member(name, chunks, digests_of(iter(chunks())))


def small(name: str, content: bytes) -> Member:
    """A file that is already in memory."""
    return member(name, lambda: [content])


class Scratch:
    """Sealed files wait here, one after another in one temporary file; no plaintext ever does (P2)."""

    def __init__(self, file: IO[bytes], recipients: Iterable[str]) -> None:
        self._file = file
        self._recipients = [_recipient(each) for each in recipients]

    def seal(self, name: str, chunks: Iterable[bytes]) -> Member:
        """A file sealed with age to all recipients (age-encryption.org/v1). Raises NotSealed."""
        start, source = self._file.seek(0, 2), _Source(chunks)
        try:
            pyrage.encrypt_io(cast(IO[bytes], source), self._file, self._recipients)
        except (pyrage.EncryptError, OSError, AmanaError) as error:
            raise source.stopped or NotSealed from error
        end = self._file.seek(0, 2)
        return member(name, lambda: self._range(start, end))

    def _range(self, start: int, end: int) -> Iterator[bytes]:
        while start < end:
            self._file.seek(start)
            chunk = self._file.read(min(CHUNK, end - start))
            start += len(chunk)
            yield chunk


class _Source:
    """Chunks as the file that pyrage reads."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self.stopped: AmanaError | None = None

    def read(self, wanted: int = -1, /) -> bytes:
        """At most `wanted` bytes; none at the end. What stops the chunks is kept: pyrage tells only that something did."""
        while not self._rest:
            try:
                following = next(self._chunks, None)
            except AmanaError as error:
                self.stopped = error
                raise
            if following is None:
                return b""
            self._rest = memoryview(following)
        taken, self._rest = self._rest[:wanted], self._rest[wanted:]
        return bytes(taken)


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise NotSealed from error
