"""Where a file's own format ends: bytes that follow are a second file in the first's skin, and the desk says so.

JPEG: ISO/IEC 10918-1 B.1; PNG: W3C PNG 5.3; RIFF: its length; ISO media: boxes; PDF: the last `%%EOF`.
"""

import os
import re
from collections.abc import Callable
from typing import BinaryIO, Final

_BLOCK: Final = 1024 * 1024
_MARKER: Final = re.compile(
    rb"\xff[^\x00\xd0-\xd7\xff]"
)  # neither stuffing, nor a restart, nor a fill byte
_START_OF_SCAN: Final = 0xDA
_END_OF_IMAGE: Final = 0xD9
_STANDALONE: Final = {0x01, 0xD8}
_MAX_PARTS: Final = 200_000  # segments, chunks or boxes
_PDF_TAIL: Final = 64 * 1024
_PDF_END: Final = re.compile(rb"%%EOF[\r\n \t]*")


def end_of(kind: str, file: BinaryIO) -> int | None:
    """The offset at which a file of this kind ends by its own account; None where that is not known."""
    find = _FINDERS.get(kind)
    return None if find is None else find(file)


def _jpeg(file: BinaryIO) -> int | None:
    at = 2
    for _ in range(_MAX_PARTS):
        file.seek(at)
        head = file.read(4)
        if len(head) < 2 or head[0] != 0xFF:
            return None
        marker = head[1]
        if marker == _END_OF_IMAGE:
            return at + 2
        if marker == 0xFF or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + int.from_bytes(head[2:], "big")
        if marker == _START_OF_SCAN:
            found = _next_marker(file, at)
            if found is None:
                return None
            at = found
    return None


def _next_marker(file: BinaryIO, at: int) -> int | None:
    """The next marker in coded data."""
    file.seek(at)
    rest = b""
    while block := file.read(_BLOCK):
        window = rest + block
        found = _MARKER.search(window)
        if found:
            return at + found.start()
        at += len(window) - 1
        rest = window[-1:]
    return None


def _png(file: BinaryIO) -> int | None:
    at = 8
    for _ in range(_MAX_PARTS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return None
        at += 12 + int.from_bytes(head[:4], "big")
        if head[4:] == b"IEND":
            return at
    return None


def _riff(file: BinaryIO) -> int | None:
    file.seek(4)
    length = int.from_bytes(file.read(4), "little")
    return 8 + length + length % 2


def _boxes(file: BinaryIO) -> int | None:
    """The end of the last box whose name could be one."""
    size, at = file.seek(0, os.SEEK_END), 0
    for _ in range(_MAX_PARTS):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8 or not head[4:8].isascii() or not head[4:8].strip().isalnum():
            return at
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0 or length < 8 or at + length > size:
            return size if length == 0 else at
        at += length
    return None


def _pdf(file: BinaryIO) -> int | None:
    size = file.seek(0, os.SEEK_END)
    start = max(size - _PDF_TAIL, 0)
    file.seek(start)
    ends = list(_PDF_END.finditer(file.read(_PDF_TAIL)))
    return start + ends[-1].end() if ends else None


_FINDERS: Final[dict[str, Callable[[BinaryIO], int | None]]] = {
    "jpg": _jpeg,
    "png": _png,
    "webp": _riff,
    "wav": _riff,
    "heic": _boxes,
    "avif": _boxes,
    "mp4": _boxes,
    "mov": _boxes,
    "3gp": _boxes,
    "m4a": _boxes,
    "pdf": _pdf,
}
