"""A file's plaintext from anywhere in it, chunk by chunk: never whole in memory, never on a disk (P2).

age-encryption.org/v1, "Payload": STREAM of 64 KiB chunks under ChaCha20-Poly1305 (RFC 8439); each chunk stands for itself, and
only the last one carries the mark of the last, so a file that was cut, joined or swapped about is noticed. It opens, so the relay
cannot import it (P1).
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from amana.seal.file_key import file_key
from amana.seal.header import BadHeader, header_length
from amana.seal.open import Damaged
from amana.wire.limits import KIB, MAX_HEADER

CHUNK: Final = 64 * KIB  # of plaintext
_TAG: Final = 16
_SEALED: Final = CHUNK + _TAG
_NONCE: Final = 16  # bytes after the header, the salt of the payload's key
_KEPT: Final = 24  # chunks: what a reader that goes back and forth needs, 1.5 MiB
_AT_ONCE: Final = 16  # chunks of one read of the ciphertext

ReadAt = Callable[[int, int], bytes]


class Seeking:
    """The plaintext of one age file. `size` is what can be read, in bytes.

    `read_at(offset, length)` gives the ciphertext of `sealed_size` bytes; `size` ends the plaintext before its padding. Raises
    NotForThisKey, BadAgeKey, or Damaged when header, length or last chunk do not hold. Not for two threads at once.
    """

    def __init__(
        self, read_at: ReadAt, sealed_size: int, identity: str, *, size: int | None = None
    ) -> None:
        self._read_at = read_at
        start = read_at(0, min(MAX_HEADER + _NONCE, sealed_size))
        self._body, key = _opened(start, identity)
        self._cipher = ChaCha20Poly1305(key)
        self._sealed_size = sealed_size
        self._chunks, self.padded_size = _measured(sealed_size - self._body)
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        self._load(
            self._chunks - 1, 1
        )  # a file without its end is refused before any of it is read
        if size is not None and not 0 <= size <= self.padded_size:
            raise Damaged
        self.size = self.padded_size if size is None else size

    def read_at(self, offset: int, length: int) -> bytes:
        """At most `length` bytes from `offset`; fewer only at the end. Raises Damaged, or what the ciphertext's reader raises."""
        end = min(offset + length, self.size)
        if offset < 0 or offset >= end:
            return b""
        first, last = offset // CHUNK, (end - 1) // CHUNK
        parts = [self._chunk(index, last) for index in range(first, last + 1)]
        parts[-1] = parts[-1][: end - last * CHUNK]
        parts[0] = parts[0][offset - first * CHUNK :]
        return b"".join(parts)

    def _chunk(self, index: int, last: int) -> bytes:
        """One chunk; those up to `last` are read along, as far as they are kept."""
        if index not in self._kept:
            self._load(index, min(last - index + 1, _AT_ONCE))
        self._kept.move_to_end(index)
        return self._kept[index]

    def _load(self, first: int, count: int) -> None:
        start = self._body + first * _SEALED
        sealed = self._read_at(start, min(count * _SEALED, self._sealed_size - start))
        for index in range(first, first + count):
            at = (index - first) * _SEALED
            self._kept[index] = self._open(index, sealed[at : at + _SEALED])
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _open(self, index: int, sealed: bytes) -> bytes:
        nonce = index.to_bytes(11, "big") + bytes([index == self._chunks - 1])
        try:
            return self._cipher.decrypt(nonce, sealed, None)
        except (InvalidTag, ValueError) as error:
            raise Damaged from error


def _opened(start: bytes, identity: str) -> tuple[int, bytes]:
    """Where the chunks begin, and their key."""
    try:
        length = header_length(start)
    except BadHeader as error:
        raise Damaged from error
    nonce = start[length : length + _NONCE]
    key = HKDF(SHA256(), 32, salt=nonce, info=b"payload").derive(file_key(start, identity))
    return length + _NONCE, key


def _measured(sealed: int) -> tuple[int, int]:
    """Chunks and plaintext bytes. Every chunk but the last is full; the last is empty only when it is the first."""
    chunks = -(-sealed // _SEALED)
    size = sealed - chunks * _TAG
    rest = size - (chunks - 1) * CHUNK
    if chunks < 1 or rest < 0 or (rest == 0 and chunks > 1):
        raise Damaged
    return chunks, size
