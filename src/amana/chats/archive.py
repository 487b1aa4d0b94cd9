"""Zips, opened as what a stranger may have made: names are only labels, sizes are counted while
unpacking, nothing is written anywhere."""

import stat
import struct
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from amana.chats.errors import (
    BombArchive,
    ExportRefused,
    LinkInArchive,
    LockedArchive,
    StrangeArchive,
)

MAX_MEMBERS: Final = 100_000  # WhatsApp sends 10,000 files at most; a whole Meta download has more
MAX_DIRECTORY: Final = 32 << 20  # bytes that list the members; zipfile reads them at once
MAX_RATIO: Final = 200  # text of the same few words packs that well, a bomb far better
FREE_OF_RATIO: Final = 16 << 20  # bytes; a smaller member harms nobody however well it packs
MAX_UNPACKED: Final = 16 << 30  # bytes of all that is read; a 4 GB text with room

NO_NAME: Final = "(no name)"
_BEGINNINGS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ARCHIVES: Final = (
    *_BEGINNINGS,
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
)
_LOCKED: Final = 0x1
_STRONGLY_LOCKED: Final = 0x40
_NAMED_IN_UTF8: Final = 0x800
_LOCAL_HEADER: Final = 30


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a zip does; one that only ends as a zip is something else."""
    return head.startswith(_BEGINNINGS)


def is_archive(head: bytes) -> bool:
    """Whether a member begins as an archive of any usual kind."""
    return head.startswith(_ARCHIVES)


def members(source: BinaryIO) -> list[ZipInfo]:
    """The members of a zip, in the order of its directory, folders left out. Raises StrangeArchive
    or BombArchive for a zip that no app makes.
    """
    try:
        with ZipFile(_Wary(source)) as archive:
            infos = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise StrangeArchive from error
    if len(infos) > MAX_MEMBERS:
        raise BombArchive
    _check_places(infos)
    return [info for info in infos if info.file_size or not info.filename.endswith("/")]


def label(info: ZipInfo) -> str:
    """A member's name, for reading only, never empty. Phones write it in UTF-8, and some forget to
    say so."""
    if info.flag_bits & _NAMED_IN_UTF8 or not info.filename:
        return info.filename or NO_NAME
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def refusal_of(info: ZipInfo) -> ExportRefused | None:
    """Why a member is not opened; None when it may be."""
    if stat.S_ISLNK(info.external_attr >> 16):
        return LinkInArchive()
    if info.flag_bits & (_LOCKED | _STRONGLY_LOCKED):
        return LockedArchive()
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return StrangeArchive()
    if info.file_size > max(FREE_OF_RATIO, MAX_RATIO * info.compress_size):
        return BombArchive()
    return None


class Allowance:
    """How many bytes of a zip may still be unpacked."""

    def __init__(self) -> None:
        self._left = MAX_UNPACKED

    def refusal_of(self, size: int) -> ExportRefused | None:
        """Takes `size` bytes of what is left, or says why not."""
        if size > self._left:
            return BombArchive()
        self._left -= size
        return None


def _check_places(infos: list[ZipInfo]) -> None:
    """Members lie one after another from the file's first byte on: nothing is read twice, and the
    file is not something else in front."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end or (end == 0 and info.header_offset):
            raise StrangeArchive
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


class _Wary:
    """A source that gives no more at once than an honest directory needs."""

    def __init__(self, source: BinaryIO) -> None:
        self.seek, self.tell = source.seek, source.tell
        self._source = source

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(min(size, MAX_DIRECTORY + 1) if size >= 0 else MAX_DIRECTORY + 1)
        if len(data) > MAX_DIRECTORY:
            raise StrangeArchive
        return data
