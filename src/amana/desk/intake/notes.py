"""Who took a report: told to those whom it was for, so that a second person confirms the opening (design §4.12, P4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Final

from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.envelope import seal_envelope
from amana.seal.open import open_envelope
from amana.wire.encoding import b64u, unb64u

_LAYOUT: Final = Struct(">Bq8s")  # version, number, person
_VERSION: Final = 1


@dataclass(frozen=True)
class Taken:
    """The case that was made, and the officer who opened the report."""

    number: int
    officer: str


def seal(taken: Taken, recipients: Sequence[str]) -> bytes:
    """As many stanzas as an envelope has, whoever it is for."""
    content = _LAYOUT.pack(_VERSION, taken.number, person(taken.officer))
    nobody = recipient_of(new_identity())
    return seal_envelope(
        content, chosen=recipients, recovery=nobody, stanzas=16 if len(recipients) < 16 else 32
    )


def open_note(sealed: bytes, identity: str) -> Taken:
    """The note. Raises NotForThisKey or Damaged."""
    _version, number, officer = _LAYOUT.unpack(open_envelope(bytes(sealed), identity))
    return Taken(number, b64u(officer))


def person(text: str) -> bytes:
    """A person's short id as bytes."""
    return unb64u(text, 8)
