"""Keccak-256 as Ethereum uses it: only to check addresses for slips, never to protect anything.

The permutation of FIPS 202 with the padding of the original submission (0x01), which hashlib's SHA-3 does not have.
"""

from typing import Final

_MASK: Final = (1 << 64) - 1
_RATE: Final = 136  # bytes: 1600 bits less twice 256
_ROUNDS: Final = 24


def keccak_256(data: bytes, *, domain: int = 0x01) -> bytes:
    """32 bytes. With the domain 0x06 it is SHA3-256, by which the permutation can be checked."""
    padded = bytearray(data + bytes([domain]) + bytes(-(len(data) + 1) % _RATE))
    padded[-1] |= 0x80
    lanes = [0] * 25
    for block in range(0, len(padded), _RATE):
        for lane in range(_RATE // 8):
            at = block + 8 * lane
            lanes[lane] ^= int.from_bytes(padded[at : at + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _permuted(lanes: list[int]) -> list[int]:
    """Lane (x, y) stands at x + 5y."""
    for constant in _CONSTANTS:
        sums = [
            lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
            for x in range(5)
        ]
        mixed = [sums[x - 1] ^ _turned(sums[(x + 1) % 5], 1) for x in range(5)]
        moved = [0] * 25
        for at in range(25):
            moved[_PLACES[at]] = _turned(lanes[at] ^ mixed[at % 5], _TURNS[at])
        lanes = [
            moved[at] ^ (~moved[at - at % 5 + (at + 1) % 5] & moved[at - at % 5 + (at + 2) % 5])
            for at in range(25)
        ]
        lanes[0] ^= constant
    return lanes


def _turned(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _MASK


def _walk() -> tuple[list[int], list[int]]:
    """How far each lane turns (rho) and where it goes (pi)."""
    turns, places = [0] * 25, [0] * 25
    x, y = 1, 0
    for step in range(24):
        turns[x + 5 * y] = (step + 1) * (step + 2) // 2 % 64
        x, y = y, (2 * x + 3 * y) % 5
    for x in range(5):
        for y in range(5):
            places[x + 5 * y] = y + 5 * ((2 * x + 3 * y) % 5)
    return turns, places


def _constants() -> tuple[int, ...]:
    """From the register x^8 + x^6 + x^5 + x^4 + 1 (FIPS 202, algorithm 5)."""
    bits, register = [], 1
    for _ in range(255):
        bits.append(register & 1)
        register = (register << 1) ^ (0x171 if register & 0x80 else 0)
    return tuple(
        sum(bits[(j + 7 * number) % 255] << ((1 << j) - 1) for j in range(7))
        for number in range(_ROUNDS)
    )


_TURNS, _PLACES = _walk()
_CONSTANTS: Final = _constants()
