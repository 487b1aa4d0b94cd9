"""A bundle as a folder or as one zip, read the same way: names, and the bytes of each. Nothing is unpacked or written."""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from amana.evidence.verifier.canonical import MOST_OF_A_FILE
from amana.evidence.verifier.findings import Broken, Finding, fails
from amana.evidence.verifier.zip_form import (
    CENTRAL,
    END,
    END64,
    LARGE,
    LOCATOR,
    MANY,
    central_header,
    ending,
    local_header,
)

CHUNK = 1 << 20  # bytes held at a time
MOST_FILES = 100_000
LONGEST_LIST = 64 << 20  # bytes of a zip's list of files


class Digests(NamedTuple):
    """What one file holds: bytes and hashes in hexadecimal."""

    size: int
    sha256: str
    sha512: str
    crc: int


class Container:
    """Files by name. Whoever reads it first looks at `faults`: what was wrong with the container itself."""

    def __init__(self) -> None:
        self.faults: list[Finding] = []
        self.names: list[str] = []
        self.watch: Callable[[int], None] = unwatched
        self._digests: dict[str, Digests] = {}

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a file, piece by piece."""
        raise NotImplementedError

    def digests(self, name: str) -> Digests:
        """Size and hashes of a file; it is read once. Raises Broken."""
        if name not in self._digests:
            self._digests[name] = digests_of(self._watched(name))
        return self._digests[name]

    def _watched(self, name: str) -> Iterator[bytes]:
        for chunk in self.chunks(name):
            self.watch(len(chunk))
            yield chunk

    def read(self, name: str) -> bytes:
        """The whole of a small file. Raises Broken when it is absent or too large to be what it should be."""
        if name not in self.names:
            raise Broken("file-missing", name=name)
        held, size = [], 0
        for chunk in self.chunks(name):
            held.append(chunk)
            size += len(chunk)
            if size > MOST_OF_A_FILE:
                raise Broken("file-unreadable", name=name)
        return b"".join(held)


def unwatched(_bytes: int) -> None:
    """Nobody is told how far it is."""


class Folder(Container):
    """A bundle that was unpacked."""

    def __init__(self, path: str, watch: Callable[[int], None] = unwatched) -> None:
        super().__init__()
        self.watch = watch
        self._path = path
        pending = [""]
        while pending:
            folder = pending.pop()
            with os.scandir(os.path.join(path, folder)) as found:
                for entry in found:
                    name = folder + "/" + entry.name if folder else entry.name
                    if entry.is_symlink():
                        self.faults.append(fails("link", name=name))
                    elif entry.is_dir(follow_symlinks=False):
                        pending.append(name)
                    elif stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                        self.names.append(name)
                    else:
                        self.faults.append(fails("link", name=name))
        self.names.sort()

    def chunks(self, name: str) -> Iterator[bytes]:
        """Raises Broken when the disk does not give the file."""
        try:
            with open(os.path.join(self._path, name), "rb") as stream:
                chunk = stream.read(CHUNK)
                while chunk:
                    yield chunk
                    chunk = stream.read(CHUNK)
        except FileNotFoundError as error:
            raise Broken("file-missing", name=name) from error
        except OSError as error:
            raise Broken("file-unreadable", name=name) from error


class Zip(Container):
    """A bundle as it was sent: every byte of the zip that is no file's content must be the expected one."""

    def __init__(self, stream: BinaryIO, watch: Callable[[int], None] = unwatched) -> None:
        super().__init__()
        self.watch = watch
        self._stream = stream
        self._places: dict[str, tuple[int, int]] = {}
        try:
            members, rest = zip_list(stream)
        except (ValueError, struct.error, OverflowError) as error:
            raise Broken("zip-list") from error
        base = members[0][0].split("/", 1)[0] + "/" if members else "/"
        self._place(members, base)
        self._compare(members, rest)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Reads within the place of the file alone. Raises Broken."""
        if name not in self._places:
            raise Broken("file-missing", name=name)
        start, size = self._places[name]
        while size:
            self._stream.seek(start)
            chunk = self._stream.read(min(CHUNK, size))
            if not chunk:
                raise Broken("file-unreadable", name=name)
            yield chunk
            start, size = start + len(chunk), size - len(chunk)

    def _place(self, members: list[tuple[str, int, int]], base: str) -> None:
        offset = 0
        for full, size, crc in members:
            header = local_header(full, size, crc)
            self._stream.seek(offset)
            name = full[len(base) :]
            if self._stream.read(len(header)) != header:
                self.faults.append(fails("zip-header", name=name))
            if not full.startswith(base) or name in self._places:
                raise Broken("zip-list")
            self._places[name] = (offset + len(header), size)
            self.names.append(name)
            offset += len(header) + size
        if (
            len(self.faults) > 1
        ):  # one changed byte damages one header: this is another program's zip
            raise Broken("zip-list")
        if self.names != sorted(self.names, key=spelled):
            self.faults.append(fails("zip-order"))
        self._end = offset

    def _compare(self, members: list[tuple[str, int, int]], rest: bytes) -> None:
        """Holds the list and what follows against the only form that they may have."""
        lines, offset = [], 0
        for full, size, crc in members:
            lines.append(central_header(full, size, crc, offset))
            offset += len(local_header(full, size, crc)) + size
        listed = b"".join(lines)
        if rest != listed + ending(len(members), len(listed), self._end):
            self.faults.append(fails("zip-list"))
        for full, _size, crc in members:
            name = full.split("/", 1)[1]
            if not self.faults and self.digests(name).crc != crc:
                self.faults.append(fails("file-changed", name=name))


def digests_of(chunks: Iterator[bytes]) -> Digests:
    """Size and hashes of bytes that come piece by piece."""
    size, crc, sha256, sha512 = 0, 0, hashlib.sha256(), hashlib.sha512()
    for chunk in chunks:
        size, crc = size + len(chunk), zlib.crc32(chunk, crc)
        sha256.update(chunk)
        sha512.update(chunk)
    return Digests(size, sha256.hexdigest(), sha512.hexdigest(), crc)


def spelled(name: str) -> bytes:
    """By what names are ordered: their bytes."""
    return name.encode("utf-8", "surrogatepass")


def zip_list(stream: BinaryIO) -> tuple[list[tuple[str, int, int]], bytes]:
    """Name, size and CRC of each file as the list at the end tells them, and the list's bytes with all that follows.

    Raises ValueError or struct.error.
    """
    whole = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, whole - END))
    count, length, start = struct.unpack("<10xHII2x", stream.read(END))
    if LARGE in (length, start) or count == MANY:
        stream.seek(max(0, whole - END - LOCATOR - END64))
        count, length, start = struct.unpack("<32xQQQ", stream.read(END64))
    if count > MOST_FILES or length > LONGEST_LIST or whole - start > LONGEST_LIST + 1024:
        raise ValueError
    stream.seek(start)
    rest = stream.read()
    members, position = [], 0
    for _ in range(count):
        member, position = _listed(rest, position)
        members.append(member)
    if sum(size for _name, size, _crc in members) > whole:
        raise ValueError
    return members, rest


def _listed(rest: bytes, position: int) -> tuple[tuple[str, int, int], int]:
    fixed = struct.unpack("<16xIIIHHH12x", rest[position : position + CENTRAL])
    crc, _packed, size, name_length, extra_length, comment = fixed
    start = position + CENTRAL
    name = rest[start : start + name_length].decode("utf-8")
    if size == LARGE:
        (size,) = struct.unpack("<4xQ", rest[start + name_length : start + name_length + 12])
    return (name, size, crc), start + name_length + extra_length + comment
