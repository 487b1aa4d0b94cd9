"""A desk as the directory shows it once all of it holds, and whom a message to it is sealed to
(protocol §4, §6, §7).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from amana.errors import AmanaError
from amana.seal.certificates import CollectionKey, Complaints, Holder, Recovery, ReplyKey
from amana.seal.desk_list import DeskList, Statement
from amana.seal.refusals import NoRecovery
from amana.wire.limits import STANZAS_LARGE, STANZAS_SMALL
from amana.wire.report import RecoverySet

Stanzas = Literal[16, 32]


class NobodyLeft(AmanaError):
    """Nobody who was chosen may still read this. Nothing was locked or sent. Choose again whom
    it should
    reach."""


@dataclass(frozen=True)
class Recipients:
    """Of one envelope, `age1…`: those whom it is for, and the one recovery recipient."""

    readers: tuple[str, ...]
    recovery: str


@dataclass(frozen=True)
class Desk:
    """One desk. `reply_keys` verify today, those of the last 60 days among them; `collection`
    may fetch its mail.
    """

    id: bytes
    listed: DeskList
    holders: tuple[Holder, ...]
    recovery: dict[RecoverySet, Recovery]
    reply_keys: tuple[ReplyKey, ...]
    collection: tuple[CollectionKey, ...]
    complaints: Complaints | None

    @property
    def statement(self) -> Statement:
        """What the desk says of itself."""
        return self.listed.statement

    @property
    def stanzas(self) -> Stanzas:
        """How many stanzas each envelope to this desk has: by its keyholders, never by her
        choice.
        """
        return STANZAS_SMALL if len(self.holders) + 1 <= STANZAS_SMALL else STANZAS_LARGE

    def reply_key(self, certificate: bytes) -> ReplyKey | None:
        """The reply key of that certificate id, while it verifies."""
        return next((key for key in self.reply_keys if key.id == certificate), None)

    def recovery_for(self, excluded: Collection[bytes]) -> RecoverySet:
        """Set A, or B when she leaves out a person who holds a share of A. Raises NoRecovery."""
        first = self.recovery.get("A")
        wanted: RecoverySet = "A" if first and first.people.isdisjoint(excluded) else "B"
        if wanted not in self.recovery:
            raise NoRecovery
        return wanted

    def eligible(
        self, *, chosen: Collection[bytes], excluded: Collection[bytes], leads_only: bool
    ) -> tuple[Holder, ...]:
        """Holders whom her choice (short ids of persons) leaves; with a card before a standing
        record, leads only.
        """
        return tuple(
            holder
            for holder in self.holders
            if holder.person in chosen
            and holder.person not in excluded
            and (holder.role == "lead" or not leads_only)
        )

    def recipients(
        self,
        *,
        chosen: Collection[bytes],
        excluded: Collection[bytes],
        recovery: RecoverySet,
        leads_only: bool = False,
        case: str | None = None,
    ) -> Recipients:
        """Whom to seal to; `case` is a standing record's recipient. Raises NobodyLeft or
        NoRecovery.
        """
        left = self.eligible(
            chosen=chosen, excluded=excluded, leads_only=leads_only and case is None
        )
        if not left:
            raise NobodyLeft
        if recovery not in self.recovery:
            raise NoRecovery
        readers = tuple(holder.recipient for holder in left) if case is None else (case,)
        return Recipients(readers, self.recovery[recovery].recipient)
