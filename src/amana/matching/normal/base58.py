"""Base58Check: the writing of Bitcoin's older addresses and of TRON's, with a checksum of four bytes."""

import hashlib
from typing import Final

from amana.matching.errors import WrongChecksum

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}
_ADDRESS: Final = 25  # bytes: version, 20 of the key's hash, checksum


def versioned(text: str) -> bytes:
    """Version byte and hash (21 bytes) of an address. Raises WrongChecksum for whatever is none."""
    number = 0
    for letter in text[: 2 * _ADDRESS]:
        if letter not in _VALUES:
            raise WrongChecksum
        number = number * 58 + _VALUES[letter]
    zeros = len(text) - len(text.lstrip("1"))
    size = zeros + (number.bit_length() + 7) // 8
    if size != _ADDRESS or len(text) > 2 * _ADDRESS:
        raise WrongChecksum
    data = number.to_bytes(_ADDRESS, "big")
    inner = hashlib.sha256(data[:-4]).digest()
    if hashlib.sha256(inner).digest()[:4] != data[-4:]:
        raise WrongChecksum
    return data[:-4]
