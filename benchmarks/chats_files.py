"""Synthetic exports for the bench of chats: large ones, one for each kind of phone, and a huge zip."""

import random
import struct
import zlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from tests.chats.corpus import PHONES, Said, written

BEGIN: Final = datetime(2022, 1, 13, 8)  # noqa: DTZ001  a phone's own clock has no zone
_WORDS: Final = ("hello", "what", "do you", "want 500", "from me", "مرحبا", "send it", "سڵاو", "ok")
HUGE: Final = 2_000_000_000  # bytes of one video; below 4 GiB no zip64 is needed


def turns(count: int, seed: int = 7) -> list[Said]:
    """A chat of two people who write every few minutes."""
    chance = random.Random(seed)
    at, said = BEGIN, []
    for _ in range(count):
        at += timedelta(minutes=chance.randrange(0, 12))
        text = " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(2, 9)))
        said.append(Said(at, chance.choice(("Sara Test", "Ali Hassan")), text))
    return said


def english(said: list[Said]) -> bytes:
    """As an Android phone in British English writes it; `Phone.header` would take minutes here."""
    return "".join(
        f"{each.at:%d/%m/%Y, %H:%M} - {each.sender}: {each.text}\n" for each in said
    ).encode()


def of_phone(name: str, said: list[Said]) -> bytes:
    """As this phone of the tests' corpus writes it."""
    return written(next(phone for phone in PHONES if phone.name == name), said)


def huge_zip(path: Path, chat: bytes) -> int:
    """A chat behind a video of 2 GB that the file system does not have to store; its length."""
    with path.open("wb") as file:
        entries = [_member(file.tell(), b"VID-20240305-WA0001.mp4", HUGE, 0)]
        file.write(entries[0][0])
        file.seek(HUGE, 1)
        entries.append(_member(file.tell(), b"_chat.txt", len(chat), zlib.crc32(chat)))
        file.write(entries[1][0] + chat)
        directory = file.tell()
        listed = b"".join(entry for _, entry in entries)
        file.write(listed)
        file.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 2, 2, len(listed), directory, 0))
        return file.tell()


def _member(place: int, name: bytes, size: int, checksum: int) -> tuple[bytes, bytes]:
    """A stored member's own header and its entry in the directory (APPNOTE 4.3.7, 4.3.12)."""
    shared = struct.pack("<HHHHHIIIHH", 20, 0x800, 0, 0, 33, checksum, size, size, len(name), 0)
    entry = struct.pack("<IH", 0x02014B50, 20) + shared + struct.pack("<HHHII", 0, 0, 0, 0, place)
    return struct.pack("<I", 0x04034B50) + shared + name, entry + name
