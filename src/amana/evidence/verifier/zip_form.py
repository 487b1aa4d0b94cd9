"""The one form of zip that a bundle has: stored, undated, in the order of the names. What differs by one bit was changed or packed again.

APPNOTE 6.3.10 §4.3; sizes in bytes. The writer and the verifier build the same headers and compare them whole.
"""

from __future__ import annotations

import struct

LARGE = 0xFFFFFFFF  # a field of 32 bits says "see the zip64 record"
MANY = 0xFFFF
UTF8 = 0x0800
DATE = 0x0021  # 1980-01-01, the earliest that zip can say
MADE_BY, PLAIN, ZIP64 = 0x032D, 20, 45  # Unix, version 4.5
MODE = 0o100644 << 16
END, END64, LOCATOR, CENTRAL = 22, 56, 20, 46  # lengths of the fixed parts


def local_header(name: str, size: int, crc: int) -> bytes:
    """What stands before the bytes of a file."""
    large = size >= LARGE
    extra = struct.pack("<HHQQ", 1, 16, size, size) if large else b""
    shown = LARGE if large else size
    return (
        b"PK\3\4"
        + struct.pack("<HHHHH", ZIP64 if large else PLAIN, UTF8, 0, 0, DATE)
        + struct.pack("<IIIHH", crc, shown, shown, len(name.encode("utf-8")), len(extra))
        + name.encode("utf-8")
        + extra
    )


def central_header(name: str, size: int, crc: int, offset: int) -> bytes:
    """The line of a file in the list at the end."""
    far = [number for number in (size, size, offset) if number >= LARGE]
    extra = struct.pack(f"<HH{len(far)}Q", 1, 8 * len(far), *far) if far else b""
    shown = min(size, LARGE)
    return (
        b"PK\1\2"
        + struct.pack("<HHHHHH", MADE_BY, ZIP64 if far else PLAIN, UTF8, 0, 0, DATE)
        + struct.pack("<IIIHHH", crc, shown, shown, len(name.encode("utf-8")), len(extra), 0)
        + struct.pack("<HHII", 0, 0, MODE, min(offset, LARGE))
        + name.encode("utf-8")
        + extra
    )


def ending(count: int, length: int, start: int) -> bytes:
    """What follows the list of `count` files, `length` bytes long, that begins at `start`."""
    end = b"PK\5\6" + struct.pack("<HH", 0, 0)
    end += struct.pack("<HH", min(count, MANY), min(count, MANY))
    end += struct.pack("<IIH", min(length, LARGE), min(start, LARGE), 0)
    if count < MANY and length < LARGE and start < LARGE:
        return end
    end64 = b"PK\6\6" + struct.pack("<QHHII", END64 - 12, MADE_BY, ZIP64, 0, 0)
    end64 += struct.pack("<QQQQ", count, count, length, start)
    locator = b"PK\6\7" + struct.pack("<IQI", 0, start + length, 1)
    return end64 + locator + end
