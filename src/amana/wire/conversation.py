"""One side's memory of what the other side sent in a thread: what is new, replayed, missing or
forged (protocol §5).
"""

from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise
from typing import Final, Self

from amana.errors import AmanaError
from amana.wire.authentic import EPOCH_ZERO, verify_mac
from amana.wire.direction import Direction
from amana.wire.limits import MAX_RECEIVED
from amana.wire.messages import Addressed, Message, UnexpectedMessage
from amana.wire.records import Standing
from amana.wire.report import Report

_MAX_SHOWN_GAPS: Final = 100  # a claimed number may be huge; a list of gaps must not be


class ForeignThread(AmanaError):
    """This message belongs to another conversation, so it was not taken in here. It is kept as
    it came.
    Tell your administrator: somebody may have moved it."""


class Reflected(AmanaError):
    """This message is one of our own that came back, so it was not taken in. Nothing was
    changed. Tell
    your administrator: somebody may have moved it."""


class UnknownEpoch(AmanaError):
    """This message was locked for a time in the case that is not known here, so who wrote it
    cannot be
    checked. It is kept as it came. Ask the other side by another way."""


class Verdict(Enum):
    """What becomes of a message that was not refused."""

    ACCEPTED = "accepted"
    NOT_VERIFIED = "not verified"  # an old epoch: shown, with a warning
    REPLAY = "replay"  # dropped without a word


@dataclass(frozen=True)
class Gap:
    """Sequence numbers that have not arrived, both ends included."""

    first: int
    last: int


@dataclass(frozen=True)
class Conversation:
    """What has arrived in one direction of one thread. Immutable: `take` gives the next state.

    `epochs` are the nonces by number (0 is EPOCH_ZERO); a page knows some of them only.
    """

    thread: bytes
    direction: Direction
    direction_key: bytes = field(repr=False)
    epochs: dict[int, bytes] = field(default_factory=lambda: {0: EPOCH_ZERO}, repr=False)
    seen: tuple[bytes, ...] = ()  # ids in the order of arrival
    numbers: frozenset[int] = frozenset()

    @classmethod
    def begin(cls, report: Report) -> Self:
        """The desk's side, from the first report's own claim of its keys."""
        return cls(report.thread, Direction.TO_DESK, report.her.to_desk)

    def with_epoch(self, number: int, nonce: bytes) -> Self:
        """The same memory after a re-sealing."""
        return replace(self, epochs={**self.epochs, number: nonce})

    def take(self, message: Message[Addressed]) -> tuple[Self, Verdict]:
        """The next state and what becomes of the message; it is never waited for an earlier one.

        Raises ForeignThread, Reflected, UnknownEpoch or NotAuthentic, and changes nothing then.
        """
        manifest = message.manifest
        if isinstance(manifest, Standing):
            raise UnexpectedMessage
        if manifest.thread != self.thread:
            raise ForeignThread
        if manifest.DIRECTION is not self.direction:
            raise Reflected
        if manifest.epoch not in self.epochs:
            raise UnknownEpoch
        nonce = self.epochs[manifest.epoch]
        verify_mac(message, direction_key=self.direction_key, nonce=nonce)
        if manifest.id in self.seen:
            return self, Verdict.REPLAY
        newest = manifest.epoch == max(self.epochs)
        return self._noted(manifest), Verdict.ACCEPTED if newest else Verdict.NOT_VERIFIED

    def _noted(self, manifest: Addressed) -> Self:
        numbers = self.numbers | {manifest.seq}
        return replace(self, seen=(*self.seen, manifest.id), numbers=numbers)

    @property
    def received(self) -> tuple[bytes, ...]:
        """The ids for the `received` of the next message that this side writes."""
        return self.seen[-MAX_RECEIVED:]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing below the highest number seen; at most 100 gaps, the oldest first."""
        numbers = [0, *sorted(self.numbers)]
        gaps = [Gap(low + 1, high - 1) for low, high in pairwise(numbers) if high > low + 1]
        return tuple(gaps[:_MAX_SHOWN_GAPS])
