"""From a passphrase to what is stored about it and what wraps with it (design §5).

K = Argon2id(HMAC-SHA256(pepper, passphrase), salt, 64 MiB, t=3, p=1). HKDF "verify" is stored as its
SHA-256, HKDF "wrap" locks the officer's identity and TOTP secret. Django's hasher is not used: a
second verifier would be a second thing to guess against.
"""

import hashlib
import hmac
import os
import threading
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from amana.errors import AmanaError

SALT_LENGTH: Final = 16
_MEMORY_KIB: Final = 64 * 1024
_PASSES: Final = 3
_NONCE: Final = 12
_AT_ONCE: Final = threading.BoundedSemaphore(
    2
)  # 64 MiB each: a flood of sign-ins must not use up the memory


class DamagedWrapError(AmanaError):
    """The stored key of this officer is damaged or was changed. Nothing was opened. Call your
    administrator; recovery can make a new key.
    """


@dataclass(frozen=True)
class Stretched:
    """What a passphrase gives: 32 bytes to compare, 32 bytes to wrap with."""

    verifier: bytes = field(repr=False)
    wrap: bytes = field(repr=False)

    def fits(self, stored: bytes) -> bool:
        """Compares in constant time."""
        return hmac.compare_digest(self.verifier, stored)


def stretch(passphrase: str, *, salt: bytes, pepper: bytes) -> Stretched:
    """About 0.2 s on purpose. White space between words and case do not matter; letters do."""
    plain = unicodedata.normalize("NFC", " ".join(passphrase.split())).casefold()
    peppered = hmac.digest(pepper, plain.encode("utf-8", "surrogatepass"), "sha256")
    with _AT_ONCE:
        key = hash_secret_raw(
            secret=peppered,
            salt=salt,
            time_cost=_PASSES,
            memory_cost=_MEMORY_KIB,
            parallelism=1,
            hash_len=32,
            type=Type.ID,
            version=0x13,
        )
    return Stretched(
        verifier=hashlib.sha256(_labelled(key, b"verify")).digest(), wrap=_labelled(key, b"wrap")
    )


def wrap(key: bytes, content: bytes, *, row: str, column: str) -> bytes:
    """ChaCha20-Poly1305 under "wrap", bound to table, row and column: a wrap moved to another
    officer opens nothing.
    """
    nonce = os.urandom(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, _place(row, column))


def unwrap(key: bytes, sealed: bytes, *, row: str, column: str) -> bytes:
    """The content. Raises DamagedWrapError."""
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _place(row, column))
    except (InvalidTag, ValueError) as error:
        raise DamagedWrapError from error


def _labelled(key: bytes, label: bytes) -> bytes:
    return HKDFExpand(SHA256(), 32, b"amana/desk/v1/" + label).derive(key)


def _place(row: str, column: str) -> bytes:
    return f"staff_officer|{row}|{column}".encode()
