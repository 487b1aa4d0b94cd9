"""Which characters the bundled fonts can draw, read from the fonts themselves: a paper never shows an empty box for her words (P9)."""

import struct
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"


@cache
def drawn_by(name: str) -> frozenset[int]:
    """Code points that the fonts whose file name begins with `name` draw; the empty name: all fonts."""
    found: set[int] = set()
    for file in sorted(FONTS.glob(f"{name}*-Regular.ttf")):
        found |= _character_map(file.read_bytes())
    return frozenset(found)


def _character_map(font: bytes) -> set[int]:
    """Code points of a TrueType font's `cmap` in the formats 4 and 12 (OpenType specification, cmap)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * each) for each in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    found: set[int] = set()
    for each in range(count):
        (offset,) = struct.unpack_from(">I", font, cmap + 8 + 8 * each)
        (form,) = struct.unpack_from(">H", font, cmap + offset)
        found |= _segments(font, cmap + offset) if form == 4 else _groups(font, cmap + offset)
    return found


def _segments(font: bytes, at: int) -> set[int]:
    """Format 4: ends, a pad, starts, each 16 bits. The last segment, 0xFFFF, is a sentinel."""
    (twice,) = struct.unpack_from(">H", font, at + 6)
    half = twice // 2
    ends = struct.unpack_from(f">{half}H", font, at + 14)
    starts = struct.unpack_from(f">{half}H", font, at + 16 + twice)
    pairs = zip(starts, ends, strict=True)
    return {point for start, end in pairs if start != 0xFFFF for point in range(start, end + 1)}


def _groups(font: bytes, at: int) -> set[int]:
    """Format 12: groups of first, last and glyph, each 32 bits."""
    (count,) = struct.unpack_from(">I", font, at + 12)
    groups = (struct.unpack_from(">III", font, at + 16 + 12 * each) for each in range(count))
    return {point for first, last, _ in groups for point in range(first, last + 1)}
