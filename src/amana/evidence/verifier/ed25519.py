"""Checks Ed25519 signatures (RFC 8032 §5.1.7) with whole numbers alone. It only verifies: no secret ever comes here."""

from __future__ import annotations

import hashlib

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, PRIME - 2, PRIME) % PRIME
ROOT_OF_MINUS_ONE = pow(2, (PRIME - 1) // 4, PRIME)
BASE_Y = 4 * pow(5, PRIME - 2, PRIME) % PRIME
KEY_LENGTH, SIGNATURE_LENGTH = 32, 64  # bytes


class Point:
    """A point in extended coordinates (RFC 8032 §5.1.4)."""

    def __init__(self, x: int, y: int, z: int = 1, t: int | None = None) -> None:
        self.x, self.y, self.z = x, y, z
        self.t = x * y % PRIME if t is None else t

    def plus(self, other: Point) -> Point:
        """The sum of two points."""
        a = (self.y - self.x) * (other.y - other.x) % PRIME
        b = (self.y + self.x) * (other.y + other.x) % PRIME
        c = 2 * self.t * other.t * CURVE % PRIME
        d = 2 * self.z * other.z % PRIME
        e, f, g, h = b - a, d - c, d + c, b + a
        return Point(e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME)

    def times(self, count: int) -> Point:
        """The point added to itself `count` times."""
        total, step = Point(0, 1), self
        while count:
            if count & 1:
                total = total.plus(step)
            step = step.plus(step)
            count >>= 1
        return total

    def same(self, other: Point) -> bool:
        """Whether both are one point."""
        across = (self.x * other.z - other.x * self.z) % PRIME
        along = (self.y * other.z - other.y * self.z) % PRIME
        return across == 0 and along == 0


def signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes) over `message` was made by the holder of `key` (32 bytes)."""
    if len(key) != KEY_LENGTH or len(signature) != SIGNATURE_LENGTH:
        return False
    public, commitment = point_of(key), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if public is None or commitment is None or scalar >= ORDER:
        return False
    hashed = hashlib.sha512(signature[:32] + key + message).digest()
    challenge = int.from_bytes(hashed, "little") % ORDER
    return _base().times(scalar).same(commitment.plus(public.times(challenge)))


def point_of(encoded: bytes) -> Point | None:
    """The point of its one encoding (RFC 8032 §5.1.3); None for bytes that encode none."""
    number = int.from_bytes(encoded, "little")
    y, odd = number & (2**255 - 1), number >> 255
    if y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE * y * y + 1, PRIME - 2, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT_OF_MINUS_ONE % PRIME
    if (x * x - square) % PRIME or (x == 0 and odd):
        return None
    return Point(PRIME - x if x & 1 != odd else x, y)


def _base() -> Point:
    base = point_of(BASE_Y.to_bytes(32, "little"))
    if base is None:
        raise ArithmeticError
    return base
