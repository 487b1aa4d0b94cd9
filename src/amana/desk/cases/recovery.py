"""Recovery: one wrapped copy of each case's secret, for when nobody of the desk can open it (design §5).

What happens to wraps on the offline computer is amana.desk.recovery.offline; how a case comes back, amana.desk.recovery.flows.
"""

from dataclasses import dataclass, field

from amana.desk.cases.grants import RECOVERY_WRAP, Entry, pack_entry, unpack_entry
from amana.seal.envelope import seal_frame
from amana.seal.open import Damaged, open_frame


@dataclass(frozen=True)
class Wrap:
    """A case's secret sealed to a recovery set, as it is carried to the offline computer."""

    number: int
    epoch: int
    sealed: bytes = field(repr=False)


def seal_wrap(recipient: str, entry: Entry) -> bytes:
    """A frame of RECOVERY_WRAP bytes; which set it is for does not show."""
    return seal_frame(pack_entry(entry), recipient, size=RECOVERY_WRAP)


def open_wrap(identity: str, wrap_: Wrap) -> Entry:
    """The entry of a wrap. Raises NotForThisKey or Damaged."""
    entry = unpack_entry(open_frame(wrap_.sealed, identity, size=RECOVERY_WRAP))
    if entry is None:
        raise Damaged
    return entry
