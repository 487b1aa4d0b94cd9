"""Bech32 and Bech32m (BIP-173, BIP-350): the writing of Bitcoin's newer addresses."""

from typing import Final

from amana.matching.errors import WrongChecksum

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32, _BECH32M = 1, 0x2BC830A3
_LONGEST: Final = 90  # characters (BIP-173)
_CHECKSUM: Final = 6  # characters


def witness(text: str, prefix: str) -> tuple[int, bytes]:
    """Version and program of an address such as bc1…. Raises WrongChecksum for whatever is none."""
    if text not in (text.lower(), text.upper()) or len(text) > _LONGEST:
        raise WrongChecksum
    head, one, tail = text.lower().rpartition("1")
    if not one or head != prefix or len(tail) <= _CHECKSUM or not set(tail) <= set(_LETTERS):
        raise WrongChecksum
    values = [_LETTERS.index(letter) for letter in tail]
    version, check = values[0], _polymod([*_expanded(head), *values])
    if check != (_BECH32 if version == 0 else _BECH32M) or version > 16:
        raise WrongChecksum
    program = _bytes(values[1:-_CHECKSUM])
    if not 2 <= len(program) <= 40 or (version == 0 and len(program) not in (20, 32)):
        raise WrongChecksum
    return version, program


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator if (top >> bit) & 1 else 0
    return check


def _expanded(head: str) -> list[int]:
    return [*(ord(one) >> 5 for one in head), 0, *(ord(one) & 31 for one in head)]


def _bytes(groups: list[int]) -> bytes:
    """Groups of five bits as bytes; what is left over must be fewer than five zeros."""
    number, out, bits = 0, bytearray(), 0
    for group in groups:
        number, bits = (number << 5 | group) & 0xFFF, bits + 5
        if bits >= 8:
            bits -= 8
            out.append(number >> bits & 0xFF)
    if bits >= 5 or number & ((1 << bits) - 1):
        raise WrongChecksum
    return bytes(out)
