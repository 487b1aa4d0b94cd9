"""Recovery: one wrapped copy of each case's secret, for when nobody of the desk can open it (design §5).

Combining shares is offline: two sheets of paper and the wraps of the named cases go in, wraps for one new recipient come out.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from amana.desk.cases.grants import RECOVERY_WRAP, Entry, pack_entry, unpack_entry
from amana.errors import AmanaError
from amana.seal import shares
from amana.seal.age_keys import identity_text, recipient_of
from amana.seal.envelope import seal_frame
from amana.seal.open import Damaged, open_frame

DRILL_WORDS: Final = b"amana recovery drill"


class NothingToRecover(AmanaError):
    """None of the named cases opens with these shares. Nothing was written. Check the numbers, and whether she chose the other recovery
    set."""


class DrillFailed(AmanaError):
    """These sheets do not open what the drill key sealed. No real key was touched. Find out which sheet is wrong before you need it."""


@dataclass(frozen=True)
class Wrap:
    """A case's secret sealed to a recovery set, as it is carried to the offline computer."""

    number: int
    epoch: int
    sealed: bytes = field(repr=False)


def seal_wrap(recipient: str, entry: Entry) -> bytes:
    """A frame of RECOVERY_WRAP bytes; which set it is for does not show."""
    return seal_frame(pack_entry(entry), recipient, size=RECOVERY_WRAP)


def rewrap(
    sheets: Sequence[str], wraps: Iterable[Wrap], *, named: Iterable[int], recipient: str
) -> list[Wrap]:
    """The named cases' secrets, and no others, sealed to `recipient`. Raises BadShares or NothingToRecover."""
    identity = identity_text(shares.combine(sheets))
    wanted = set(named)
    found = []
    for wrap_ in wraps:
        if wrap_.number not in wanted:
            continue
        try:
            entry = unpack_entry(open_frame(wrap_.sealed, identity, size=RECOVERY_WRAP))
        except AmanaError:
            continue
        if entry is not None:
            found.append(Wrap(entry.number, entry.epoch, seal_wrap(recipient, entry)))
    if not found:
        raise NothingToRecover
    return found


def open_wrap(identity: str, wrap_: Wrap) -> Entry:
    """The entry of a wrap. Raises NotForThisKey or Damaged."""
    entry = unpack_entry(open_frame(wrap_.sealed, identity, size=RECOVERY_WRAP))
    if entry is None:
        raise Damaged
    return entry


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
