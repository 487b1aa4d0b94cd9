"""Every body that travels to and from the relay (protocol §8 and §9): relay, desk and clients pack
and unpack here.

A body is a fixed head of big-endian fields, and in some one last field of variable length. Nothing
is named, nothing is skipped: a body of another length, or with a number outside its range, is
refused.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from struct import Struct
from struct import error as struct_error
from typing import Any, ClassVar, Final, Self, TypeVar

from amana.errors import AmanaError
from amana.wire.encoding import b64u
from amana.wire.limits import (
    MAX_ENVELOPE,
    MAX_LISTED,
    MAX_PARTS,
    PART,
    PARTS_A_TICKET,
    RECORD_FRAME,
    SLOT,
)

TEXT, FILES, MAILBOX = 1, 2, 3  # lanes
LANES: Final = (TEXT, FILES, MAILBOX)
CHALLENGE, WAIT = 1, 2  # kinds of answer to a challenge request
UNKNOWN, WAITING, COLLECTED = 0, 1, 2  # answers to a status request
REPLY, STANDING = 1, 2  # kinds of drop
REPORT, UPLOAD = 1, 2  # kinds of item in a desk's list
AGAIN: Final = b"\x01"  # body of a list request: also what was acknowledged and not confirmed
LETTERS_A_POLL: Final = 2
CHALLENGE_BYTES: Final = 58
TICKET_BYTES: Final = 68
BITMAP_BYTES: Final = MAX_PARTS // 8


class MalformedBodyError(AmanaError):
    """This request is not of the form that was agreed. Nothing was stored or changed. Load the page
    again and try once more.
    """


def _checked(holds: bool) -> None:
    if not holds:
        raise MalformedBodyError


@dataclass(frozen=True, slots=True)
class Body:
    """A head laid out by `layout`; with `rest`, one more bytes field of so many to so many bytes
    follows.
    """

    layout: ClassVar[Struct]
    rest: ClassVar[tuple[int, int] | None] = None

    def pack(self) -> bytes:
        """The bytes to send. Raises MalformedBodyError for a field of a wrong length or a number
        out of range.
        """
        values = astuple(self)
        tail = values[-1] if self.rest else b""
        try:
            packed = self.layout.pack(*(values[:-1] if self.rest else values)) + tail
        except (struct_error, TypeError) as error:
            raise MalformedBodyError from error
        _checked(self.unpack(packed) == self)  # struct pads and cuts byte fields in silence
        return packed

    @classmethod
    def unpack(cls, body: bytes) -> Self:
        """The fields of a received body. Raises MalformedBodyError."""
        low, high = cls.rest or (0, 0)
        _checked(low <= len(body) - cls.layout.size <= high)
        values: list[Any] = list(cls.layout.unpack_from(body))
        if cls.rest:
            values.append(body[cls.layout.size :])
        fields = cls(*values)
        fields.check()
        return fields

    def check(self) -> None:
        """Raises MalformedBodyError where a number lies outside its range."""

    @classmethod
    def longest(cls) -> int:
        """Bytes of the longest body of this form."""
        return cls.layout.size + (cls.rest[1] if cls.rest else 0)


@dataclass(frozen=True, slots=True)
class ChallengeRequest(Body):
    """`lane`, and the place that an earlier answer gave, or nothing."""

    layout = Struct(">B")
    rest = (0, CHALLENGE_BYTES)
    lane: int
    place: bytes = b""

    def check(self) -> None:
        _checked(self.lane in LANES and len(self.place) in (0, CHALLENGE_BYTES))


@dataclass(frozen=True, slots=True)
class ChallengeAnswer(Body):
    """A challenge (`kind` 1, `seconds` it lives), or a place to bring back after `seconds` (`kind`
    2).
    """

    layout = Struct(f">BI{CHALLENGE_BYTES}s")
    kind: int
    seconds: int
    token: bytes

    def check(self) -> None:
        _checked(self.kind in (CHALLENGE, WAIT))


@dataclass(frozen=True, slots=True)
class Worked(Body):
    """A payload with the work that was done for it (amana.wire.work)."""

    layout = Struct(f">{CHALLENGE_BYTES}sQ")
    rest = (0, 88 + MAX_ENVELOPE)
    challenge: bytes
    n: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class ReportPayload(Body):
    """A sealed report, letter or closing for one desk; `status` is SHA-256 of her status secret."""

    layout = Struct(">8s16s32s")
    rest = (1, MAX_ENVELOPE)
    desk: bytes
    report: bytes
    status: bytes
    envelope: bytes


@dataclass(frozen=True, slots=True)
class StatusRequest(Body):
    """How far is this report? Answered by one byte: UNKNOWN, WAITING or COLLECTED."""

    layout = Struct(">16s32s")
    report: bytes
    secret: bytes


@dataclass(frozen=True, slots=True)
class TicketPayload(Body):
    """Asks to send parts `first` … `first` + 63 of one upload."""

    layout = Struct(">8s16sI")
    desk: bytes
    upload: bytes
    first: int

    def check(self) -> None:
        _checked(self.first % PARTS_A_TICKET == 0 and self.first < MAX_PARTS)


@dataclass(frozen=True, slots=True)
class Ticket(Body):
    """What TicketPayload asked for, with its end (seconds since 1970) and the relay's MAC over the
    36 bytes before it.
    """

    layout = Struct(">8s16sIQ32s")
    desk: bytes
    upload: bytes
    first: int
    expiry: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class PartRequest(Body):
    """One part of an upload; `index` counts from 0 through the whole upload."""

    layout = Struct(f">{TICKET_BYTES}sI")
    rest = (1, PART)
    ticket: bytes
    index: int
    content: bytes

    def check(self) -> None:
        first = Ticket.unpack(self.ticket).first
        _checked(first <= self.index < min(first + PARTS_A_TICKET, MAX_PARTS))


@dataclass(frozen=True, slots=True)
class FinishRequest(Body):
    """All `parts` were sent, `size` bytes of ciphertext together."""

    layout = Struct(f">{TICKET_BYTES}sIQ")
    ticket: bytes
    parts: int
    size: int

    def check(self) -> None:
        _checked(1 <= self.parts <= MAX_PARTS and 1 <= self.size <= self.parts * PART)


@dataclass(frozen=True, slots=True)
class PartsRequest(Body):
    """Which parts are kept? Answered by a bitmap (`bitmap`, `kept_parts`)."""

    layout = Struct(f">{TICKET_BYTES}s")
    ticket: bytes


@dataclass(frozen=True, slots=True)
class MailboxPayload(Body):
    """A new mailbox: SHA-256 of her token, SHA-256 of the desk's drop secret, her first state frame
    (version 1).
    """

    layout = Struct(f">16s32s32s{RECORD_FRAME}s")
    mailbox: bytes
    token: bytes
    drop: bytes
    state: bytes


@dataclass(frozen=True, slots=True)
class MailboxRequest(Body):
    """Poll or destroy: whoever holds the token may."""

    layout = Struct(">16s32s")
    mailbox: bytes
    token: bytes


@dataclass(frozen=True, slots=True)
class StateRequest(Body):
    """Replaces the state frame when `version` is the one after the stored version."""

    layout = Struct(f">16s32sQ{RECORD_FRAME}s")
    mailbox: bytes
    token: bytes
    version: int
    state: bytes

    def check(self) -> None:
        _checked(2 <= self.version < 2**63)


@dataclass(frozen=True, slots=True)
class ReadRequest(Body):
    """She has read the letter whose slot has this SHA-256."""

    layout = Struct(">16s32s32s")
    mailbox: bytes
    token: bytes
    slot: bytes


@dataclass(frozen=True, slots=True)
class DropRequest(Body):
    """The desk leaves a reply (a slot) or its standing record (a record frame)."""

    layout = Struct(">16s32sB")
    rest = (RECORD_FRAME, SLOT)
    mailbox: bytes
    drop: bytes
    kind: int
    frame: bytes

    def check(self) -> None:
        sizes = {REPLY: SLOT, STANDING: RECORD_FRAME}
        _checked(sizes.get(self.kind) == len(self.frame))


@dataclass(frozen=True, slots=True)
class PollAnswer(Body):
    """Always four frames; those that are not there are random bytes."""

    layout = Struct(f">{RECORD_FRAME}s{RECORD_FRAME}s{SLOT}s{SLOT}s")
    state: bytes
    standing: bytes
    first: bytes
    second: bytes


@dataclass(frozen=True, slots=True)
class ListItem(Body):
    """One thing that waits for the desk: `size` in bytes, `parts` 0 for a report, `complete` 0 or
    1.
    """

    layout = Struct(">B16sQIB")
    kind: int
    id: bytes
    size: int
    parts: int
    complete: int

    def check(self) -> None:
        _checked(self.kind in (REPORT, UPLOAD) and self.complete in (0, 1))


@dataclass(frozen=True, slots=True)
class FetchRequest(Body):
    """Asks for a report (`part` 0) or one part of an upload."""

    layout = Struct(">B16sI")
    kind: int
    id: bytes
    part: int

    def check(self) -> None:
        _checked(self.kind in (REPORT, UPLOAD))


@dataclass(frozen=True, slots=True)
class Mark(Body):
    """One item of an acknowledge or confirm."""

    layout = Struct(">B16s")
    kind: int
    id: bytes

    def check(self) -> None:
        _checked(self.kind in (REPORT, UPLOAD))


B = TypeVar("B", bound=Body)


def pack_all(items: Sequence[Body]) -> bytes:
    """Items of one fixed form, one after another, at most MAX_LISTED. Raises MalformedBodyError."""
    _checked(len(items) <= MAX_LISTED)
    return b"".join(item.pack() for item in items)


def unpack_all(form: type[B], body: bytes) -> list[B]:
    """The items that `pack_all` joined. Raises MalformedBodyError."""
    size = form.layout.size
    _checked(len(body) % size == 0 and len(body) <= size * MAX_LISTED)
    return [form.unpack(body[at : at + size]) for at in range(0, len(body), size)]


def bitmap(kept: Sequence[int]) -> bytes:
    """136 bytes, bit i (most significant first) set when part i is kept."""
    bits = bytearray(BITMAP_BYTES)
    for index in kept:
        bits[index // 8] |= 0x80 >> index % 8
    return bytes(bits)


def kept_parts(bits: bytes) -> list[int]:
    """The indices set in a bitmap. Raises MalformedBodyError for another length."""
    _checked(len(bits) == BITMAP_BYTES)
    return [index for index in range(MAX_PARTS) if bits[index // 8] & 0x80 >> index % 8]


def signing_text(
    *, method: str, authority: str, path: str, query: str, body: bytes, nonce: bytes
) -> bytes:
    """What a desk signs with its collection key (Ed25519) for one request (§9)."""
    digest = b64u(hashlib.sha256(body).digest())
    lines = ("amana-collect/1", method, authority, path, query, digest, b64u(nonce))
    return "".join(f"{line}\n" for line in lines).encode()
