"""From raw rows of pixels to a picture that a browser shows: written here, outside, without any decoder, so that no byte of the
original can be in it (P10)."""

import struct
import zlib
from dataclasses import dataclass, field
from typing import Final

from amana.darkroom.errors import DarkRoomRefused
from amana.darkroom.frames import SIZE

GRID_LONG: Final = 56  # pixels: all that ever leaves the dark room of a blurred picture
GRID_SHORT: Final = 32
REVEALED: Final = 1280  # pixels, longer side, of a picture shown to an officer who gave a reason
PAGE: Final = 1600  # pixels, longer side, of a page to be read
_COLOURS: Final = {1: 0, 3: 2}  # PNG's colour types: grey, RGB
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_UP: Final = b"\x02"  # the filter "up": screens repeat their rows
_LEVEL: Final = 6


@dataclass(frozen=True)
class Picture:
    """A small picture made anew. `original_width` and `original_height` are pixels of the file, upright."""

    width: int
    height: int
    original_width: int
    original_height: int
    content: bytes = field(repr=False)
    type: str = "image/png"


@dataclass(frozen=True)
class Pixels:
    """Rows of one (grey) or three bytes a pixel, from the top."""

    width: int
    height: int
    channels: int
    rows: bytes = field(repr=False)

    @classmethod
    def read(cls, content: bytes, *, long: int, short: int) -> "Pixels":
        """Exactly as many bytes as its size says, and no larger than was asked. Raises DarkRoomRefused."""
        if len(content) < SIZE.size:
            raise DarkRoomRefused
        width, height, channels = SIZE.unpack_from(content)
        rows = content[SIZE.size :]
        if not (0 < max(width, height) <= long and 0 < min(width, height) <= short):
            raise DarkRoomRefused
        if channels not in _COLOURS or len(rows) != width * height * channels:
            raise DarkRoomRefused
        return cls(width, height, channels, rows)

    def picture(self, original: tuple[int, int]) -> Picture:
        """Pixel for pixel; a blur stays the grid of colours that it is, and the browser enlarges it."""
        return Picture(self.width, self.height, *original, self._png())

    def _png(self) -> bytes:
        """PNG, third edition (W3C), 8 bits a channel, one IDAT."""
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, _COLOURS[self.channels], 0, 0, 0)
        data = zlib.compress(self._filtered(), _LEVEL)
        return _SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")

    def _filtered(self) -> bytes:
        """Each row less the one above it, byte by byte, modulo 256 (§9.2)."""
        stride = self.width * self.channels
        found, above = bytearray(), bytes(stride)
        for at in range(0, len(self.rows), stride):
            row = self.rows[at : at + stride]
            found += _UP + bytes((a - b) & 0xFF for a, b in zip(row, above, strict=True))
            above = row
        return bytes(found)


def _chunk(name: bytes, content: bytes) -> bytes:
    """Length, name, content, CRC-32 over name and content (§5.3)."""
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
