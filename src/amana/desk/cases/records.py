"""Sealing what is known about a case under its secret, bound to the place where it lies (P2).

`version u8 ‖ nonce 12 ‖ ChaCha20-Poly1305`, over `length u32 ‖ content ‖ zeros`. The place is authenticated, so that a row cannot
be moved to another case, kind or epoch by whoever can write to the database.
"""

import os
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from amana.errors import AmanaError
from amana.wire.padding import padme

SMALLEST: Final = 512  # bytes: below this, every record is of one size
_VERSION: Final = b"\x01"
_NONCE: Final = 12
_LENGTH: Final = 4


class SealedRecord(AmanaError):
    """A sealed record of this case does not open with its key. Nothing was changed. Tell your administrator; a backup may hold it whole."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a sealed value lies: it opens nowhere else."""

    table: str
    row: int
    column: str
    epoch: int

    def associated(self) -> bytes:
        """The associated data of the AEAD."""
        return f"{self.table}|{self.row}|{self.column}|{self.epoch}".encode()


def seal(key: bytes, content: bytes, place: Place) -> bytes:
    """Seals `content` with a 32-byte key. The size is told only by its PADMÉ step."""
    length = max(SMALLEST, padme(_LENGTH + len(content)))
    padded = (len(content).to_bytes(_LENGTH, "big") + content).ljust(length, b"\0")
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, place.associated())


def unseal(key: bytes, sealed: bytes, place: Place) -> bytes:
    """The content. Raises SealedRecord for another key, another place or damage."""
    nonce, body = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    if sealed[:1] != _VERSION:
        raise SealedRecord
    try:
        padded = ChaCha20Poly1305(key).decrypt(nonce, body, place.associated())
    except (InvalidTag, ValueError) as error:
        raise SealedRecord from error
    length = int.from_bytes(padded[:_LENGTH], "big")
    if length > len(padded) - _LENGTH:
        raise SealedRecord
    return padded[_LENGTH : _LENGTH + length]
