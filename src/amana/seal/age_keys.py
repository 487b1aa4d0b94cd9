"""X25519 keys and the Bech32 text in which age writes them (BIP 173, age-encryption.org/v1).

Knows no age library, so that the relay may check a certificate without one (P1).
"""

import os
from collections.abc import Iterable
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from amana.errors import AmanaError

_ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_KEY_LENGTH: Final = 32
_CHECKSUM: Final = 6  # characters
_RECIPIENT: Final = "age"
_IDENTITY: Final = "age-secret-key-"
_TRIAL: Final = X25519PrivateKey.from_private_bytes(bytes([1]) * 32)


class BadAgeKey(AmanaError):
    """A key here is not one that a message can be locked with. Nothing was sent or opened. Check
    that all of it was copied, then ask the person whose key it is."""


def new_identity() -> str:
    """A fresh random identity, `AGE-SECRET-KEY-1…`."""
    return identity_text(os.urandom(_KEY_LENGTH))


def identity_text(scalar: bytes) -> str:
    """The identity of an X25519 scalar of 32 bytes."""
    return _encode(_IDENTITY, scalar).upper()


def identity_scalar(identity: str) -> bytes:
    """The 32 bytes of an identity. Raises BadAgeKey."""
    return _decode(_IDENTITY, identity.lower() if identity.isupper() else "")


def recipient_text(point: bytes) -> str:
    """The recipient, `age1…`, of an X25519 public key of 32 bytes."""
    return _encode(_RECIPIENT, point)


def recipient_point(recipient: str) -> bytes:
    """The 32 bytes of a recipient. Raises BadAgeKey, also for the few keys that lock nothing."""
    point = _decode(_RECIPIENT, recipient)
    try:
        _TRIAL.exchange(X25519PublicKey.from_public_bytes(point))
    except ValueError as error:  # a point of small order: everybody would know the secret
        raise BadAgeKey from error
    return point


def recipient_of(identity: str) -> str:
    """The recipient that belongs to an identity. Raises BadAgeKey."""
    private = X25519PrivateKey.from_private_bytes(identity_scalar(identity))
    return recipient_text(private.public_key().public_bytes_raw())


def _encode(prefix: str, data: bytes) -> str:
    if len(data) != _KEY_LENGTH:
        raise BadAgeKey
    number = int.from_bytes(data, "big") << 4  # 256 bits are 52 groups of five, four to spare
    groups = [(number >> shift) & 31 for shift in range(255, -1, -5)]
    sum_ = _polymod([*_expanded(prefix), *groups, *([0] * _CHECKSUM)]) ^ 1
    groups += [(sum_ >> shift) & 31 for shift in range(25, -1, -5)]
    return prefix + "1" + "".join(_ALPHABET[group] for group in groups)


def _decode(prefix: str, text: str) -> bytes:
    """Accepts only what `_encode` writes, so spare bits, mixed case and other lengths fall out."""
    body = text.removeprefix(prefix + "1")
    number = 0
    for letter in body[:-_CHECKSUM]:
        number = number << 5 | max(_ALPHABET.find(letter), 0)
    if len(body) != 52 + _CHECKSUM or _encode(prefix, (number >> 4).to_bytes(32, "big")) != text:
        raise BadAgeKey
    return (number >> 4).to_bytes(_KEY_LENGTH, "big")


def _expanded(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: Iterable[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            sum_ ^= generator if top >> bit & 1 else 0
    return sum_
