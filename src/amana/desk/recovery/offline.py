"""On the offline computer: two sheets of one set and what was carried there go in, frames for one officer come out.

Knows no database. The recovery identity exists whole for the moment of this one call.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from amana.desk.cases.grants import RECOVERY_WRAP
from amana.desk.cases.number import shown
from amana.desk.cases.recovery import Wrap, open_wrap
from amana.desk.recovery.handed import Envelope, Handed, seal_all
from amana.errors import AmanaError
from amana.seal import shares
from amana.seal.age_keys import identity_text, recipient_of
from amana.seal.envelope import seal_frame
from amana.seal.file_key import file_key
from amana.seal.open import open_frame

DRILL_WORDS: Final = b"amana recovery drill"


class NothingToRecover(AmanaError):
    """None of what was named opens with these sheets. Nothing was written. Check the numbers, and whether she chose the other recovery
    set."""


class DrillFailed(AmanaError):
    """These sheets do not open what the drill key sealed. No real key was touched. Find out which sheet is wrong before you need it."""


@dataclass(frozen=True)
class Unopened:
    """An envelope that waits in the intake: the key of its row, the day it came, and its age header; her words stay at the desk."""

    number: int
    day: str
    header: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Carried:
    """What goes to the offline computer. Nothing in it opens anything."""

    wraps: tuple[Wrap, ...]
    unopened: tuple[Unopened, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recovered:
    """What comes back: frames for `recipient`, and the recipient of the set whose sheets were together."""

    recipient: str
    combined: str
    frames: tuple[bytes, ...] = field(repr=False)


def recover(
    sheets: Sequence[str], carried: Carried, *, named: Collection[str], recipient: str
) -> tuple[Recovered, int]:
    """The named cases and envelopes (`7K3M-Q9TW`), and no others, sealed to `recipient`; and how many numbers were found.

    Raises BadShares, NothingToRecover or BadAgeKey.
    """
    identity = identity_text(shares.combine(sheets))
    found = [*_cases(carried, named, identity), *_envelopes(carried, named, identity)]
    if not found:
        raise NothingToRecover
    frames = tuple(seal_all(found, recipient))
    recovered = Recovered(recipient=recipient, combined=recipient_of(identity), frames=frames)
    return recovered, len({each.number for each in found})


def _cases(carried: Carried, named: Collection[str], identity: str) -> list[Handed]:
    found: list[Handed] = []
    for wrap in carried.wraps:
        if shown(wrap.number) in named:
            try:
                found.append(open_wrap(identity, wrap))
            except AmanaError:
                continue  # of the other set
    return found


def _envelopes(carried: Carried, named: Collection[str], identity: str) -> list[Handed]:
    found: list[Handed] = []
    for each in carried.unopened:
        if shown(each.number) in named:
            try:
                found.append(Envelope(each.number, file_key(each.header, identity)))
            except AmanaError:
                continue
    return found


@dataclass(frozen=True)
class Drill:
    """A key for practice: three sheets of its own and something that it sealed."""

    sheets: tuple[str, ...] = field(repr=False)
    recipient: str
    sealed: bytes


def new_drill() -> Drill:
    """A drill key. It protects nothing real."""
    secret = secrets.token_bytes(32)
    recipient = recipient_of(identity_text(secret))
    sealed = seal_frame(DRILL_WORDS, recipient, size=RECOVERY_WRAP)
    return Drill(shares.split(secret), recipient, sealed)


def check_drill(sheets: Sequence[str], sealed: bytes) -> None:
    """Raises BadShares or DrillFailed unless these two sheets open what the drill key sealed."""
    identity = identity_text(shares.combine(sheets))
    try:
        content = open_frame(sealed, identity, size=RECOVERY_WRAP)
    except AmanaError as error:
        raise DrillFailed from error
    if content != DRILL_WORDS:
        raise DrillFailed
