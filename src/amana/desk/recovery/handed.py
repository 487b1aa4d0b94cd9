"""What two sheets give out, one frame each: a case's secret, or the file key of an envelope that nobody has opened.

All frames are of one size and sealed to one officer; frames of nothing fill up their number, so that it says little about her (P4).
"""

from dataclasses import dataclass, field
from struct import Struct
from typing import Final

from amana.desk.cases.grants import Entry
from amana.desk.cases.secrets import CaseSecret
from amana.seal.envelope import seal_frame
from amana.seal.open import Damaged, open_frame

FRAME: Final = 672  # bytes: an age file of 65 bytes with the writer's random stanza
_FEWEST: Final = 16
_LAYOUT: Final = Struct(">BBqI32s19x")  # version, kind, number, epoch, secret, padding
_VERSION: Final = 1
_NOTHING, _CASE, _ENVELOPE = 0, 1, 2


@dataclass(frozen=True)
class Envelope:
    """The key of an envelope in the intake, by the key of its row; `file_key` are 16 bytes."""

    number: int
    file_key: bytes = field(repr=False)


Handed = Entry | Envelope


def seal_all(handed: list[Handed], recipient: str) -> list[bytes]:
    """A frame for each, and frames of nothing up to a power of two. Raises BadAgeKey."""
    count = max(_FEWEST, 1 << (len(handed) - 1).bit_length()) if handed else 0
    packed = [_pack(each) for each in handed]
    packed += [_LAYOUT.pack(_VERSION, _NOTHING, 0, 0, bytes(32))] * (count - len(packed))
    return [seal_frame(content, recipient, size=FRAME) for content in packed]


def open_one(frame: bytes, identity: str) -> Handed | None:
    """What a frame holds, None for nothing. Raises BadFrame, NotForThisKey or Damaged."""
    content = open_frame(frame, identity, size=FRAME)
    if len(content) != _LAYOUT.size or content[0] != _VERSION:
        raise Damaged
    _version, kind, number, epoch, secret = _LAYOUT.unpack(content)
    if kind == _CASE:
        return Entry(number, epoch, CaseSecret(secret))
    return Envelope(number, secret[:16]) if kind == _ENVELOPE else None


def _pack(handed: Handed) -> bytes:
    if isinstance(handed, Entry):
        secret, epoch, kind = handed.secret.raw, handed.epoch, _CASE
    else:
        secret, epoch, kind = handed.file_key, 0, _ENVELOPE
    return _LAYOUT.pack(_VERSION, kind, handed.number, epoch, secret)
