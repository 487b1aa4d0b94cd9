"""Work: the small puzzle that keeps a flood out without blocking any address (protocol §8).

`C = lane u8 ‖ difficulty u8 ‖ expiry u64 ‖ random 16 ‖ HMAC-SHA256(relay key, label ‖ the 26 bytes
before)`. A place in the queue has the same form under another label: its difficulty is 0 and its
`expiry` is the second from which it may be brought back.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from itertools import count
from struct import Struct
from typing import Final

from amana.errors import AmanaError
from amana.wire.limits import CHALLENGE_SECONDS, MAX_DIFFICULTY
from amana.wire.requests import CHALLENGE_BYTES, LANES, Ticket, TicketPayload

_HEAD = Struct(">BBQ16s")
_WORK = b"amana-work/1"
_PLACE = b"amana-place/1"
_TICKET = b"amana-ticket/1"
TICKET_SECONDS: Final = 6 * 60 * 60  # 64 MiB at 25 kbit/s
PLACE_SECONDS: Final = CHALLENGE_SECONDS  # how long a place is good once its time has come


class WorkError(AmanaError):
    """The relay asks for a fresh puzzle before it accepts this. Nothing was stored twice. Ask for a
    new challenge and send again.
    """


class WorkTooHardError(AmanaError):
    """The relay asks for more work than this program ever does. Nothing was sent. Try later, or
    reach the desk by phone.
    """


@dataclass(frozen=True, slots=True)
class Challenge:
    """What stands in a challenge or place: `expiry` in seconds since 1970."""

    lane: int
    difficulty: int
    expiry: int
    random: bytes


def _mac(key: bytes, label: bytes, head: bytes) -> bytes:
    return hmac.digest(key, label + head, "sha256")


def _issue(key: bytes, label: bytes, challenge: Challenge) -> bytes:
    head = _HEAD.pack(challenge.lane, challenge.difficulty, challenge.expiry, challenge.random)
    return head + _mac(key, label, head)


def _verified(key: bytes, label: bytes, token: bytes) -> Challenge:
    head, mac = token[: _HEAD.size], token[_HEAD.size :]
    if len(token) != CHALLENGE_BYTES or not hmac.compare_digest(mac, _mac(key, label, head)):
        raise WorkError
    return Challenge(*_HEAD.unpack(head))


def issue_challenge(key: bytes, *, lane: int, difficulty: int, now: int) -> bytes:
    """A challenge (58 bytes) that lives CHALLENGE_SECONDS from `now` (seconds since 1970)."""
    return _issue(key, _WORK, Challenge(lane, difficulty, now + CHALLENGE_SECONDS, os.urandom(16)))


def issue_place(key: bytes, *, lane: int, ready: int) -> bytes:
    """A place in the queue (58 bytes), to be brought back from `ready` (seconds since 1970) on."""
    return _issue(key, _PLACE, Challenge(lane, 0, ready, os.urandom(16)))


def check_place(key: bytes, place: bytes, *, lane: int, now: int) -> Challenge:
    """The place, when it is ours and its time has come. Raises WorkError. The caller sees to it
    that it is used once.
    """
    claimed = _verified(key, _PLACE, place)
    if claimed.lane != lane or not claimed.expiry <= now <= claimed.expiry + PLACE_SECONDS:
        raise WorkError
    return claimed


def check_work(
    key: bytes, challenge: bytes, *, n: int, digest: bytes, lane: int, now: int
) -> Challenge:
    """The challenge, when it is ours, alive, of this lane and solved for the payload with this
    SHA-256.

    Raises WorkError. The caller sees to it that it is spent once.
    """
    claimed = _verified(key, _WORK, challenge)
    if claimed.lane != lane or claimed.expiry < now:
        raise WorkError
    if not solves(challenge, digest=digest, n=n, difficulty=claimed.difficulty):
        raise WorkError
    return claimed


def solves(challenge: bytes, *, digest: bytes, n: int, difficulty: int) -> bool:
    """Whether SHA-256(challenge ‖ digest ‖ n u64) begins with `difficulty` zero bits."""
    found = hashlib.sha256(challenge + digest + n.to_bytes(8, "big")).digest()
    return int.from_bytes(found, "big") >> (256 - difficulty) == 0


def solve(challenge: bytes, payload: bytes) -> int:
    """The smallest n that solves `challenge` for `payload`. Raises WorkTooHardError above
    MAX_DIFFICULTY, WorkError for another form.
    """
    if len(challenge) != CHALLENGE_BYTES or challenge[0] not in LANES:
        raise WorkError
    difficulty = challenge[1]
    if difficulty > MAX_DIFFICULTY:
        raise WorkTooHardError
    digest = hashlib.sha256(payload).digest()
    return next(n for n in count() if solves(challenge, digest=digest, n=n, difficulty=difficulty))


def issue_ticket(key: bytes, asked: TicketPayload, *, now: int) -> Ticket:
    """Leave to send 64 parts of one upload, for TICKET_SECONDS from `now`."""
    expiry = now + TICKET_SECONDS
    head = asked.pack() + expiry.to_bytes(8, "big")
    return Ticket(asked.desk, asked.upload, asked.first, expiry, _mac(key, _TICKET, head))


def check_ticket(key: bytes, ticket: bytes, *, now: int) -> Ticket:
    """The ticket, when it is ours and in time. Raises WorkError, MalformedBodyError."""
    claimed = Ticket.unpack(ticket)
    if not hmac.compare_digest(claimed.mac, _mac(key, _TICKET, ticket[:-32])):
        raise WorkError
    if claimed.expiry < now:
        raise WorkError
    return claimed
