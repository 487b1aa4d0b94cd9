"""Every byte that arrives is hashed before anything parses it, so that what is shown later can be held against it."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from amana.errors import AmanaError

SALT: Final = 32  # bytes


class Changed(AmanaError):
    """These bytes are not those that were received. Nothing was written of them. Keep the case as it is and call the auditor."""


@dataclass(frozen=True, kw_only=True)
class Hashed:
    """What arrived: its size in bytes, SHA-256 (32 bytes) and SHA-512 (64 bytes); FIPS 180-4."""

    size: int
    sha256: bytes = field(repr=False)
    sha512: bytes = field(repr=False)

    def require(self, expected: "Hashed") -> None:
        """Raises Changed unless size and both hashes are the expected ones."""
        same = hmac.compare_digest(self.sha256, expected.sha256)
        same &= hmac.compare_digest(self.sha512, expected.sha512)
        if not same or self.size != expected.size:
            raise Changed


class Arrival:
    """Hashes one file while it arrives; no byte is kept."""

    def __init__(self) -> None:
        self._size = 0
        self._sha256 = hashlib.sha256()
        self._sha512 = hashlib.sha512()

    def add(self, data: bytes) -> None:
        """The next bytes, in order."""
        self._size += len(data)
        self._sha256.update(data)
        self._sha512.update(data)

    def finish(self) -> Hashed:
        """Size and hashes of everything added so far."""
        return Hashed(size=self._size, sha256=self._sha256.digest(), sha512=self._sha512.digest())


def hashed(chunks: Iterable[bytes]) -> Hashed:
    """Size and hashes of a file that comes piece by piece."""
    arrival = Arrival()
    for chunk in chunks:
        arrival.add(chunk)
    return arrival.finish()


def new_salt() -> bytes:
    """The 32 random bytes of one exhibit; they are sealed with the case and never leave it alone."""
    return secrets.token_bytes(SALT)


def salted(salt: bytes, chunks: Iterable[bytes]) -> bytes:
    """SHA-256(salt ‖ file), 32 bytes: the only hash of a file that stands outside its case (design §5).

    Who holds a copy of the picture cannot tell by it whether it is here.
    """
    digest = hashlib.sha256(salt)
    for chunk in chunks:
        digest.update(chunk)
    return digest.digest()
