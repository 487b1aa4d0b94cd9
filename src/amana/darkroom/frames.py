"""What is said between a worker and its parent: frames over two pipes (version 1).

A frame is one byte of kind, the length of its content as u32 big-endian, the content. The parent sends one JOB, the worker imports
what that needs, locks itself up and says HELLO with the version. From then on it asks for bytes of the file (READ: offset u64,
length u32) and gets them (DATA), says what it found (WORDS: JSON; PIXELS: width u32, height u32, channels u8, rows; SOUND:
16-bit little-endian samples; OCTETS: bytes of the file, unpacked), and ends with END or with one word of `errors.REFUSALS` (REFUSED).
"""

import struct
from typing import Final, NamedTuple

VERSION: Final = 1

JOB: Final = b"J"
HELLO: Final = b"H"
READ: Final = b"R"
DATA: Final = b"D"
WORDS: Final = b"W"
PIXELS: Final = b"P"
SOUND: Final = b"S"
OCTETS: Final = b"B"
REFUSED: Final = b"E"
END: Final = b"Z"

HEAD: Final = struct.Struct(">cI")
ASK: Final = struct.Struct(">QI")
SIZE: Final = struct.Struct(">IIB")


class Frame(NamedTuple):
    """One thing that a worker says."""

    kind: bytes
    content: bytes
