"""A case's number: random, so that no gap and no order tells how many cases there are (P4)."""

import secrets
from typing import Final

from amana.errors import AmanaError

_BITS: Final = 63  # fits a signed 64-bit column, and SQLite's rowid
_SHOWN_BITS: Final = 40  # eight letters: two cases of 100,000 share them once in 200 desks
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32
_LETTERS: Final = 13  # 65 bits hold 63


class BadNumber(AmanaError):
    """This is not the number of a case. Nothing was changed. Open the case from the list."""


def draw() -> int:
    """A random number from 1 to 2^63 - 1, also for the keys of rows."""
    return 1 + secrets.randbelow((1 << _BITS) - 1)


def shown(number: int) -> str:
    """The eight letters that people read out: `7K3M-Q9TW`."""
    short = _encode(number >> (_BITS - _SHOWN_BITS), _SHOWN_BITS // 5)
    return f"{short[:4]}-{short[4:]}"


def address(number: int) -> str:
    """The whole number, as it stands in an address of the desk."""
    return _encode(number, _LETTERS)


def from_address(text: str) -> int:
    """The number of an address. Raises BadNumber."""
    if len(text) != _LETTERS or any(letter not in _ALPHABET for letter in text):
        raise BadNumber
    number = 0
    for letter in text:
        number = number << 5 | _ALPHABET.index(letter)
    if not 0 < number < 1 << _BITS:
        raise BadNumber
    return number


def _encode(value: int, letters: int) -> str:
    return "".join(_ALPHABET[value >> 5 * place & 31] for place in reversed(range(letters)))
