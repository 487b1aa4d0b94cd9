"""One member of a zip, read as a file: unpacked piece by piece, never more than it claims to be.

What can be unpacked of a damaged member is given out; `is_damaged` says afterwards that it was.
"""

import io
import zlib
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipInfo

from amana.chats.errors import StrangeArchive

_LOCAL: Final = b"PK\x03\x04"
_HEADER: Final = 30  # bytes of a local header before the name (APPNOTE 4.3.7)
_BLOCK: Final = 1 << 16


class Member(io.RawIOBase):
    """A seekable file over a member; going back unpacks it again from its start."""

    def __init__(self, source: BinaryIO, info: ZipInfo) -> None:
        """Raises StrangeArchive when there is no member where the zip's directory says."""
        super().__init__()
        self._source = source
        self._info = info
        self._begin = info.header_offset + _HEADER + _names(source, info)
        self._damaged = False
        self._inflate = _inflater(info)
        self._packed_at = self._at = self._check = 0
        self._pending = b""

    def is_damaged(self) -> bool:
        """Whether what was read so far is less than promised, or fails the zip's own checksum."""
        return self._damaged

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to `offset`, no further than to the end. Going back unpacks again from the start."""
        if whence == io.SEEK_END:
            offset += self._info.file_size
        elif whence == io.SEEK_CUR:
            offset += self._at
        if offset < self._at:
            self._rewind()
        while self._at < offset and self.read(min(_BLOCK, offset - self._at)):
            pass
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """At most `size` bytes; all that is left when `size` is negative. Empty at the end."""
        left = self._info.file_size - self._at
        size = left if size is None or size < 0 else min(size, left)
        parts: list[bytes] = []
        while size and (part := self._unpacked(size)):
            size -= len(part)
            parts.append(part)
            self._at += len(part)
            self._check = zlib.crc32(part, self._check)
        if self._at == self._info.file_size and self._check != self._info.CRC:
            self._damaged = True
        return b"".join(parts)

    def _rewind(self) -> None:
        self._inflate = _inflater(self._info)
        self._packed_at = self._at = self._check = 0
        self._pending = b""

    def _unpacked(self, most: int) -> bytes:
        """Between 1 and `most` bytes; empty when nothing more can be had."""
        if self._inflate is None:
            return self._or_damaged(self._packed(most))
        try:
            while not self._inflate.eof:
                packed = self._pending or self._packed(_BLOCK)
                part = self._inflate.decompress(packed, most)
                self._pending = self._inflate.unconsumed_tail
                if part or not packed:
                    return self._or_damaged(part)
        except zlib.error:
            pass
        return self._or_damaged(b"")

    def _packed(self, most: int) -> bytes:
        self._source.seek(self._begin + self._packed_at)
        part = self._source.read(min(most, self._info.compress_size - self._packed_at))
        self._packed_at += len(part)
        return part

    def _or_damaged(self, part: bytes) -> bytes:
        self._damaged = self._damaged or not part
        return part


def _inflater(info: ZipInfo) -> "zlib._Decompress | None":
    return zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type == ZIP_DEFLATED else None


def _names(source: BinaryIO, info: ZipInfo) -> int:
    """The length of the name and the extra field in the member's own header."""
    source.seek(info.header_offset)
    header = source.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_LOCAL):
        raise StrangeArchive
    return int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
