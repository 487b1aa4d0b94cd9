"""Zips as a stranger may make them, byte by byte."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CHAT = b"25/02/2024, 09:00 - A: a\n25/02/2024, 09:01 - B: b\n"


def zipped(*members: tuple[str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    """An honest zip."""
    out = io.BytesIO()
    with ZipFile(out, "w", packing) as archive:
        for name, data in members:
            archive.writestr(ZipInfo(name), data, packing)
    return out.getvalue()


def with_attributes(name: str, data: bytes, attributes: int) -> bytes:
    """A zip of one member with Unix attributes, beside a chat."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        info = ZipInfo(name)
        info.external_attr = attributes << 16
        archive.writestr(info, data)
        archive.writestr("_chat.txt", CHAT)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The same zip with every member flagged as locked."""
    changed = bytearray(data)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            changed[at + flags] |= 1
            at = data.find(signature, at + 4)
    return bytes(changed)


def bomb(size: int) -> bytes:
    """A chat, then a text of `size` zeros behind one stamp, packed as well as can be."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", CHAT)
        with archive.open("large.txt", "w", force_zip64=True) as member:
            member.write(CHAT)
            for _ in range(size >> 20):
                member.write(bytes(1 << 20))
    return out.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that point at one member."""
    data = zipped(("_chat.txt", CHAT))
    begin = data.index(b"PK\x01\x02")
    entry = data[begin : data.index(b"PK\x05\x06")]
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 2, 2, 2 * len(entry), begin, 0)
    return data[:begin] + entry * 2 + end


def lying_about_size(claimed: int) -> bytes:
    """A member whose directory entry claims another length than it unpacks to."""
    data = bytearray(zipped(("_chat.txt", CHAT)))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", claimed)
    return bytes(data)


def checksum_of_other_bytes() -> bytes:
    """A member stored whole, of which one byte was changed afterwards."""
    data = bytearray(zipped(("_chat.txt", CHAT), packing=0))
    data[data.index(b": b") + 2] = ord("c")
    assert zlib.crc32(CHAT) != zlib.crc32(CHAT.replace(b": b", b": c"))
    return bytes(data)
