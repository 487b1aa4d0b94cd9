"""The archive inside every envelope: a ustar file that any `tar` reads and that has one spelling
only (protocol §3).

The reader builds the only permitted header for a name and size and compares all 512 bytes with it;
so links, devices, odd owners, other number formats and bad checksums are refused without being
looked at one by one.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from amana.errors import AmanaError
from amana.wire.framing import DoesNotFit
from amana.wire.limits import LETTER, MAX_JSON, MAX_WORDS, RECORD
from amana.wire.padding import BLOCK, report_length

MANIFEST: Final = "manifest.json"
WORDS: Final = "words.txt"
CARD: Final = "card.json"
MAC: Final = "mac"
ORDER: Final = (MANIFEST, WORDS, CARD, MAC)
END: Final = bytes(2 * BLOCK)

_MAC_SIZES: Final = (32, 96)  # a MAC; a MAC and a signature
_SIZES: Final = {MANIFEST: MAX_JSON, WORDS: 4 * MAX_WORDS, CARD: MAX_JSON, MAC: max(_MAC_SIZES)}


class BadArchive(AmanaError):
    """This message is not packed as the protocol says. It was not opened further and is kept as it
    came. Ask for it to be sent again.
    """


class Form(Enum):
    """What an archive is padded to."""

    REPORT = "report"  # grows by PADMÉ
    LETTER = "letter"  # letter, closing, reply
    RECORD = "record"  # standing, state

    def padded(self, archive: int) -> int:
        """The length, in bytes, that an archive of `archive` bytes is padded to. Raises
        DoesNotFit.
        """
        if self is Form.REPORT:
            return report_length(archive)
        length = LETTER if self is Form.LETTER else RECORD
        if archive > length:
            raise DoesNotFit
        return length


@dataclass(frozen=True)
class Archive:
    """What was read: the members by name, and T, the SHA-256 of everything before the header of
    `mac`.
    """

    members: Mapping[str, bytes] = field(repr=False)
    digest: bytes = field(repr=False)


def write_body(members: Mapping[str, bytes]) -> bytes:
    """The members before `mac`, in their order: the bytes that T is the digest of."""
    if MANIFEST not in members or not set(members) <= set(ORDER):
        raise BadArchive
    return b"".join(_member(name, members[name]) for name in ORDER[:-1] if name in members)


def digest_of(body: bytes) -> bytes:
    """T of protocol §3."""
    return hashlib.sha256(body).digest()


def finish(body: bytes, mac: bytes) -> bytes:
    """The archive without its padding: `body`, the member `mac`, two zero blocks."""
    return body + _member(MAC, mac) + END


def write_archive(members: Mapping[str, bytes]) -> bytes:
    """The archive of all members, `mac` among them, without its padding."""
    return finish(write_body(members), members[MAC])


def pad(archive: bytes, form: Form) -> bytes:
    """The plaintext that is sealed. Raises DoesNotFit when a letter or record is too long."""
    return archive.ljust(form.padded(len(archive)), b"\0")


def read_archive(data: bytes, form: Form) -> Archive:
    """Reads a padded archive. Raises BadArchive for everything that `write_archive` and `pad` would
    not have written.
    """
    members: dict[str, bytes] = {}
    position, body, allowed = 0, 0, list(ORDER)
    while MAC not in members:
        name, content, after = _read_member(data, position)
        if name not in allowed:
            raise BadArchive
        del allowed[: allowed.index(name) + 1]
        members[name] = content
        position, body = after, position
    if MANIFEST not in members or len(members[MAC]) not in _MAC_SIZES:
        raise BadArchive
    _check_padding(data, position, form)
    return Archive(members=members, digest=digest_of(data[:body]))


def _check_padding(data: bytes, position: int, form: Form) -> None:
    try:
        expected = form.padded(position + len(END))
    except DoesNotFit as error:
        raise BadArchive from error
    if len(data) != expected or data.count(0, position) != len(data) - position:
        raise BadArchive


def _read_member(data: bytes, position: int) -> tuple[str, bytes, int]:
    """Name, content and the position after the content's last block."""
    header = data[position : position + BLOCK]
    try:
        name = header[:100].rstrip(b"\0").decode("ascii")
        size = int(header[124:135].decode("ascii"), 8)
    except ValueError as error:
        raise BadArchive from error
    if name not in _SIZES or size > _SIZES[name] or header != _header(name, size):
        raise BadArchive
    start = position + BLOCK
    after = start + -(-size // BLOCK) * BLOCK
    if after > len(data) or any(data[start + size : after]):
        raise BadArchive
    return name, data[start : start + size], after


def _member(name: str, content: bytes) -> bytes:
    if len(content) > _SIZES[name]:
        raise DoesNotFit
    return _header(name, len(content)) + content + bytes(-len(content) % BLOCK)


def _header(name: str, size: int) -> bytes:
    """The one header of POSIX.1-1988 ustar that this protocol permits for a name and a size."""
    before = name.encode().ljust(100, b"\0") + b"0000600\0" + b"0000000\0" * 2
    before += b"%011o\0" % size + b"00000000000\0"
    after = b"0" + bytes(100) + b"ustar\0" + b"00" + bytes(32 + 32 + 8 + 8 + 155 + 12)
    checksum = sum(before) + 8 * ord(" ") + sum(after)
    return before + b"%06o\0 " % checksum + after
