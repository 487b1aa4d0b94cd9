"""Grants: how a case's secret reaches an officer, without anyone seeing to whom it went (P4).

Every admission and every exclusion writes one row of GRANT bytes for every officer. Most of them are dummies; only the key they are
sealed to can tell.
"""

import os
from dataclasses import dataclass, field
from struct import Struct
from typing import Final

from amana.desk.cases.secrets import CaseSecret
from amana.seal.envelope import seal_frame
from amana.seal.open import Damaged, open_frame

GRANT: Final = 640  # bytes of a row: an age file of 64 bytes with the writer's random stanza
RECOVERY_WRAP: Final = GRANT

_DUMMY, _REAL = 0, 1
_LAYOUT: Final = Struct(">BBqI32s18x")  # version, kind, number, epoch, secret, padding
_VERSION: Final = 1


@dataclass(frozen=True)
class Entry:
    """A case that its holder can open."""

    number: int
    epoch: int
    secret: CaseSecret = field(repr=False)


def seal_grant(recipient: str, entry: Entry | None) -> bytes:
    """A row for one officer; without an entry a dummy of the same size."""
    dummy = _LAYOUT.pack(_VERSION, _DUMMY, 0, 0, os.urandom(32))
    content = dummy if entry is None else pack_entry(entry)
    return seal_frame(content, recipient, size=GRANT)


def open_grant(identity: str, sealed: bytes) -> Entry | None:
    """The entry, or None for a dummy. Raises BadFrame, NotForThisKey or Damaged."""
    return unpack_entry(open_frame(sealed, identity, size=GRANT))


def pack_entry(entry: Entry) -> bytes:
    """64 bytes."""
    return _LAYOUT.pack(_VERSION, _REAL, entry.number, entry.epoch, entry.secret.raw)


def unpack_entry(content: bytes) -> Entry | None:
    """What `pack_entry` wrote, or None for a dummy. Raises Damaged for another version."""
    if len(content) != _LAYOUT.size or content[0] != _VERSION:
        raise Damaged
    _version, kind, number, epoch, secret = _LAYOUT.unpack(content)
    return Entry(number, epoch, CaseSecret(secret)) if kind == _REAL else None
