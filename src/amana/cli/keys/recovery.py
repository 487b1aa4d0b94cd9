"""Recovery on paper: an identity that exists whole only for the moment in which its shares are printed (design §5)."""

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from amana.cli.keys import request as requests
from amana.errors import AmanaError
from amana.wire.encoding import unb64u

if TYPE_CHECKING:
    from amana.seal.certificates import Recovery, ShareHolder

SHARES: Final = 3
ORGANISATIONS: Final = 2


class BadHoldersError(AmanaError):
    """Recovery needs three different holders of at least two organisations. Nothing was made.
    Name them as person=organisation, three times."""


@dataclass(frozen=True)
class Made:
    """A recovery set: the certificate to be signed, and the shares to be printed."""

    certificate: "Recovery"
    shares: tuple[str, ...] = field(repr=False)

    def page(self, number: int, share: str) -> str:
        """One sheet of paper, for the holder who is named on it."""
        holder = self.certificate.holders[number - 1]
        title = f"Amana recovery, set {self.certificate.set}, sheet {number} of {SHARES}"
        return _page(title, f"Holder: {holder.organisation}. Keep it sealed.", share)


def drill_page(number: int, share: str) -> str:
    """A sheet of a drill key."""
    title = f"Amana recovery, DRILL, sheet {number} of {SHARES}"
    return _page(title, "It protects nothing.", share)


def _page(title: str, line: str, share: str) -> str:
    from amana.seal.shares import NEEDED, sheet

    told = f"Any {NEEDED} sheets of this set open; one alone says nothing."
    return f"\n{title}\n{line}\n{told}\n\n{sheet(share)}"


def make(*, desk: bytes, set_name: str, holders: list[str], days: int) -> Made:
    """A fresh identity, split. Raises BadHoldersError, or NotOfThisForm for another set than A or B."""
    from amana.seal.age_keys import identity_scalar, new_identity, recipient_of
    from amana.seal.certificates import Recovery
    from amana.seal.shares import split

    identity = new_identity()
    since, until = requests.valid_days(days)
    value = Recovery(
        id=os.urandom(8),
        since=since,
        until=until,
        desk=desk,
        set="A" if set_name == "A" else "B",
        recipient=recipient_of(identity),
        holders=_holders(holders),
    )
    if set_name not in ("A", "B"):
        raise BadHoldersError
    return Made(value, split(identity_scalar(identity)))


def _holders(given: list[str]) -> "tuple[ShareHolder, ...]":
    from amana.seal.certificates import ShareHolder

    pairs = [each.partition("=") for each in given]
    people = {person for person, _, _ in pairs}
    organisations = {organisation for _, _, organisation in pairs}
    if len(people) != SHARES or len(pairs) != SHARES or len(organisations) < ORGANISATIONS:
        raise BadHoldersError
    return tuple(ShareHolder(unb64u(person, 8), organisation) for person, _, organisation in pairs)
