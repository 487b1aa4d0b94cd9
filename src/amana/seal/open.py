"""Opens: the only module that does, and the relay cannot import it (P1, protocol §4).

What comes is hostile until it is open: size and grammar of the header are bounded before the age
library reads it.
"""

import hashlib
import io
from dataclasses import dataclass, field
from typing import IO, Final, cast

import pyrage

from amana.errors import AmanaError
from amana.seal.age_keys import identity_scalar
from amana.seal.header import BadHeader, header_length
from amana.wire.framing import unframe
from amana.wire.limits import MAX_ENVELOPE, MAX_FILE, MAX_HEADER
from amana.wire.padding import file_length

_NO_STANZA: Final = (
    "No matching keys found"  # pyrage 1.4's words; tests/seal/test_open.py holds it to them
)


class NotForThisKey(AmanaError):
    """This message is locked for somebody else. It is kept as it came. Somebody whom it was sent
    to can
    open it."""


class Damaged(AmanaError):
    """This message is damaged or not complete, so nothing of it is shown. It is kept as it came.
    Ask for
    it to be sent again."""


@dataclass(frozen=True)
class OpenedFile:
    """What was written: true size in bytes and SHA-256. `padding_cut` is False when its size is
    not known and zeros may follow.
    """

    size: int
    sha256: bytes = field(repr=False)
    padding_cut: bool


def open_envelope(envelope: bytes, identity: str) -> bytes:
    """The padded plaintext. Raises NotForThisKey, Damaged or BadAgeKey."""
    if len(envelope) > MAX_ENVELOPE:
        raise Damaged
    _check_header(envelope)
    try:
        return pyrage.decrypt(envelope, [_identity(identity)])
    except pyrage.DecryptError as error:
        raise _refusal(error) from None


def open_frame(framed: bytes, identity: str, *, size: int) -> bytes:
    """The plaintext of a frame of `size` bytes. Raises BadFrame, or like open_envelope; an empty
    place raises either.
    """
    return open_envelope(unframe(framed, size), identity)


def open_file(
    reader: IO[bytes],
    writer: IO[bytes],
    identity: str,
    *,
    size: int | None = None,
    sha256: bytes | None = None,
) -> OpenedFile:
    """Streams an age file's plaintext to `writer`. What was written is worthless when this raises.

    `size` and `sha256` are those of the closing letter; without a size the padding stays. Raises
    NotForThisKey, Damaged or BadAgeKey.
    """
    start = reader.read(MAX_HEADER)
    _check_header(start)
    target = _Unpadded(writer, size)
    try:
        source = cast(IO[bytes], _Chained(start, reader))
        pyrage.decrypt_io(source, cast(IO[bytes], target), [_identity(identity)])
    except pyrage.DecryptError as error:
        raise _refusal(error) from None
    except OSError as error:
        raise Damaged from error
    return target.finished(sha256)


class _Chained(io.RawIOBase):
    """The bytes already read, then the rest of the stream, as pyrage reads it."""

    def __init__(self, start: bytes, reader: IO[bytes]) -> None:
        self._start = io.BytesIO(start)
        self._reader = reader

    def read(self, count: int = -1, /) -> bytes:
        """At most `count` bytes; none at the end."""
        return self._start.read(count) or self._reader.read(count)


class _Unpadded(io.RawIOBase):
    """Passes on the first `size` bytes and holds the rest to zeros."""

    def __init__(self, writer: IO[bytes], size: int | None) -> None:
        self._writer = writer
        self._size = size
        self._seen = 0
        self._hash = hashlib.sha256()

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Raises OSError, which pyrage passes on, when what follows the file is not padding."""
        limit = file_length(MAX_FILE) if self._size is None else self._size
        kept = bytes(data[: max(limit - self._seen, 0)])
        if any(data[len(kept) :]):
            raise OSError("bytes after the end of the file")
        self._seen += len(data)
        self._hash.update(kept)
        self._writer.write(kept)
        return len(data)

    def finished(self, sha256: bytes | None) -> OpenedFile:
        """Raises Damaged when length or hash are not those that were announced."""
        if self._size is not None and self._seen != file_length(self._size):
            raise Damaged
        if sha256 is not None and self._hash.digest() != sha256:
            raise Damaged
        size = self._seen if self._size is None else self._size
        return OpenedFile(size, self._hash.digest(), padding_cut=self._size is not None)


def _check_header(start: bytes) -> None:
    try:
        header_length(start)
    except BadHeader as error:
        raise Damaged from error


def _identity(text: str) -> pyrage.x25519.Identity:
    identity_scalar(text)
    return pyrage.x25519.Identity.from_str(text)


def _refusal(error: pyrage.DecryptError) -> AmanaError:
    """Never carries pyrage's own error along: it could say more than the sentence."""
    return NotForThisKey() if _NO_STANZA in str(error) else Damaged()
