"""What browsers wrap: every readable layer of the files of a profile (LevelDB, snappy, LZ4, caches), so that a search finds words in them.

Formats: leveldb/doc/table_format.md and log_format.md; snappy/format_description.txt; lz4_Block_format.md; Chromium's
net/disk_cache/simple/simple_entry_format.h; Firefox's netwerk/cache2/CacheFileMetadata. What does not fit a format is left as it is:
the raw bytes are searched in any case.
"""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from tests.promises import canary

TABLE_END: Final = bytes.fromhex("57fb808b247547db")
SIMPLE_START: Final = struct.pack("<Q", 0xFCFB6D1BA7725C30)
SIMPLE_END: Final = struct.pack("<Q", 0xF4FA6F45970D41D8)
MOZ_LZ4: Final = b"mozLz40\0"
_LOG_BLOCK: Final = 32_768
_LARGEST: Final = 50_000_000  # bytes that a stream may say it unpacks to


class NotThis(Exception):
    """These bytes are of another format."""


def search_profile(profile: Path, needles: canary.Needles = canary.MARKS) -> list[str]:
    """Which needles are where: `file: disguise`, files by their path in the profile."""
    found = set()
    contents = [(path, path.read_bytes()) for path in canary.files_of([profile])]
    for path, content in contents:  # all read before a database is opened, which may write
        name = str(path.relative_to(profile))
        for layer in (path.name.encode(), *layers(path, content)):
            found |= {f"{name}: {what}" for what in canary.search(layer, needles)}
    return sorted(found)


def layers(path: Path, content: bytes) -> Iterator[bytes]:
    """The file, and what is packed inside it."""
    yield content
    if content.startswith(b"SQLite format 3\0"):
        yield from _values(path)
    elif content.startswith(SIMPLE_START):
        yield from content.split(SIMPLE_END)
        yield _simple_body(content)
    elif content.startswith(MOZ_LZ4):
        with suppress(NotThis, IndexError):
            yield lz4(content[12:])
    elif content.endswith(TABLE_END):
        with suppress(NotThis, IndexError):
            yield from table(content)
    elif path.suffix == ".log":
        yield log(content)
    elif path.parent.name == "entries":
        with suppress(struct.error):
            (size,) = struct.unpack(">I", content[-4:])
            yield content[:size]


def _values(database: Path) -> Iterator[bytes]:
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database)) as rows:
        names = rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            with suppress(sqlite3.OperationalError):  # tables of extensions that are not here
                yield from _of_table(rows, name)


def _of_table(rows: sqlite3.Connection, name: str) -> Iterator[bytes]:
    rows.text_factory = bytes
    for row in rows.execute(f'SELECT * FROM "{name}"'):
        for value in row:
            if isinstance(value, bytes):
                yield value
                with suppress(NotThis, IndexError):
                    yield snappy(value)


def _simple_body(content: bytes) -> bytes:
    """The first stream after the entry's head and key: a body as the server sent it."""
    (key,) = struct.unpack_from("<I", content, 12)
    start = 24 + key
    return content[start : content.find(SIMPLE_END, start)]


def snappy(data: bytes) -> bytes:
    """Raises NotThis or IndexError."""
    size, at = _varint(data, 0)
    if not 0 < size <= _LARGEST:
        raise NotThis
    out = bytearray()
    while at < len(data):
        kind, length = data[at] & 3, data[at] >> 2
        at += 1
        if kind == 0:
            if length >= 60:
                more = length - 59
                length, at = int.from_bytes(data[at : at + more], "little"), at + more
            out += data[at : at + length + 1]
            at += length + 1
            continue
        if kind == 1:
            offset, length = (length >> 3) << 8 | data[at], (length & 7) + 3
        else:
            offset = int.from_bytes(data[at : at + (2 if kind == 2 else 4)], "little")
        at += (1, 2, 4)[kind - 1]
        _again(out, offset, length + 1)
    if len(out) != size:
        raise NotThis
    return bytes(out)


def lz4(data: bytes) -> bytes:
    """One block. Raises NotThis or IndexError."""
    out, at = bytearray(), 0
    while at < len(data):
        token, at = data[at], at + 1
        length, at = _lz4_length(data, at, token >> 4)
        out += data[at : at + length]
        at += length
        if at >= len(data):
            break
        offset = int.from_bytes(data[at : at + 2], "little")
        length, at = _lz4_length(data, at + 2, token & 15)
        _again(out, offset, length + 4)
    return bytes(out)


def _lz4_length(data: bytes, at: int, length: int) -> tuple[int, int]:
    if length == 15:
        while True:
            more, at = data[at], at + 1
            length += more
            if more != 255:
                break
    return length, at


def _again(out: bytearray, offset: int, length: int) -> None:
    if not 0 < offset <= len(out) or len(out) + length > _LARGEST:
        raise NotThis
    for _ in range(length):
        out.append(out[-offset])


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte, at = data[at], at + 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def table(content: bytes) -> Iterator[bytes]:
    """Keys (joined from their shared beginnings) and values of a LevelDB table."""
    at = len(content) - 48
    for _ in range(2):  # the handle of the meta index
        _, at = _varint(content, at)
    for _, handle in _entries(_block(content, at)):
        for key, value in _entries(_block(content, 0, handle)):
            yield key + b"\0" + value


def _block(content: bytes, at: int, handle: bytes | None = None) -> bytes:
    start, next_at = _varint(handle or content, at)
    size, _ = _varint(handle or content, next_at)
    block, packed = content[start : start + size], content[start + size]
    return snappy(block) if packed == 1 else block


def _entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    (restarts,) = struct.unpack("<I", block[-4:])
    end, at, key = len(block) - 4 - 4 * restarts, 0, b""
    while at < end:
        shared, at = _varint(block, at)
        own, at = _varint(block, at)
        size, at = _varint(block, at)
        key = key[:shared] + block[at : at + own]
        at += own
        yield key, block[at : at + size]
        at += size


def log(content: bytes) -> bytes:
    """The records of a LevelDB log without the heads between them."""
    out = bytearray()
    for start in range(0, len(content), _LOG_BLOCK):
        block, at = content[start : start + _LOG_BLOCK], 0
        while at + 7 <= len(block):
            (size,) = struct.unpack_from("<H", block, at + 4)
            out += block[at + 7 : at + 7 + size]
            at += 7 + size
    return bytes(out)
