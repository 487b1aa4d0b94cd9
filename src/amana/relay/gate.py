"""Who may come in: challenges that grow with the crowd, a queue above them, each used once.

Nothing here knows an address. What was spent is remembered in memory alone.
"""

import hashlib
import hmac
import math
import os
import threading
import time

from amana.wire.limits import CHALLENGE_SECONDS, MAX_DIFFICULTY
from amana.wire.requests import (
    CHALLENGE,
    LANES,
    WAIT,
    ChallengeAnswer,
    ChallengeRequest,
    Ticket,
    TicketPayload,
    Worked,
)
from amana.wire.work import (
    WorkError,
    check_place,
    check_ticket,
    check_work,
    issue_challenge,
    issue_place,
    issue_ticket,
)

CALM = 4.0  # accepted a second in one lane without any rise
CROWD = 256.0  # six doublings later: from here on newcomers queue
MEMORY = 60.0  # seconds over which the rate is felt
LONGEST_WAIT = 15 * 60  # seconds; nobody is sent away for longer


class Spent:
    """What was used, for at least CHALLENGE_SECONDS: two generations, the older one forgotten."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._young: dict[bytes, bytes] = {}
        self._old: dict[bytes, bytes] = {}
        self._since = 0.0

    def spend(self, random: bytes, purpose: bytes, now: float) -> None:
        """Raises WorkError when it was spent for another purpose.

        The same purpose again is the same request again, whose answer was lost on the way.
        """
        with self._lock:
            if now - self._since > CHALLENGE_SECONDS:
                self._old, self._young, self._since = self._young, {}, now
            before = self._young.get(random) or self._old.get(random)
            if before is not None and not hmac.compare_digest(before, purpose):
                raise WorkError
            self._young[random] = purpose


class Pressure:
    """The rate of accepted work in one lane, and the queue when it is a crowd."""

    def __init__(self, base: int) -> None:
        self._base = base
        self._rate = 0.0
        self._felt = 0.0
        self._tail = 0.0
        self._lock = threading.Lock()

    def rate(self, now: float) -> float:
        """Accepted a second, fading over MEMORY."""
        return self._rate * math.exp(-max(0.0, now - self._felt) / MEMORY)

    def accepted(self, now: float) -> None:
        """One more."""
        with self._lock:
            self._rate = self.rate(now) + 1 / MEMORY
            self._felt = now

    def difficulty(self, now: float) -> int:
        """Bits of work: one more for each doubling above CALM, never above MAX_DIFFICULTY."""
        rise = max(0, math.floor(math.log2(max(self.rate(now), CALM) / CALM)))
        return min(MAX_DIFFICULTY, self._base + rise)

    def wait(self, now: float) -> int:
        """Seconds that a newcomer waits: 0, or the next place in a queue that CROWD empties."""
        if self.rate(now) < CROWD:
            return 0
        with self._lock:
            self._tail = min(max(self._tail, now) + 1 / CROWD, now + LONGEST_WAIT)
            return max(1, math.ceil(self._tail - now))


class Gate:
    """Issues and checks challenges, places and tickets under the relay's key."""

    def __init__(self, key: bytes, base: int) -> None:
        self._key = key
        self._lanes = {lane: Pressure(base) for lane in LANES}
        self._spent = Spent()

    def answer(self, asked: ChallengeRequest) -> ChallengeAnswer:
        """A challenge, or a place to bring back. Raises WorkError for a place that does not hold."""
        now, lane = time.time(), self._lanes[asked.lane]
        if asked.place:
            place = check_place(self._key, asked.place, lane=asked.lane, now=int(now))
            self._spent.spend(
                place.random, os.urandom(16), now
            )  # a place is good for one challenge
            return self._challenge(asked.lane, MAX_DIFFICULTY, now)
        if wait := lane.wait(now):
            ready = math.ceil(now) + wait
            return ChallengeAnswer(WAIT, wait, issue_place(self._key, lane=asked.lane, ready=ready))
        return self._challenge(asked.lane, lane.difficulty(now), now)

    def enter(self, worked: Worked, lane: int) -> bytes:
        """SHA-256 of the payload, when its work holds. Raises WorkError."""
        now, digest = time.time(), hashlib.sha256(worked.payload).digest()
        found = check_work(
            self._key, worked.challenge, n=worked.n, digest=digest, lane=lane, now=int(now)
        )
        self._spent.spend(found.random, digest, now)
        self._lanes[lane].accepted(now)
        return digest

    def ticket(self, asked: TicketPayload) -> Ticket:
        """Leave to send 64 parts."""
        return issue_ticket(self._key, asked, now=int(time.time()))

    def admit(self, ticket: bytes) -> Ticket:
        """The ticket, when it holds. Raises WorkError, MalformedBodyError."""
        return check_ticket(self._key, ticket, now=int(time.time()))

    def _challenge(self, lane: int, difficulty: int, now: float) -> ChallengeAnswer:
        token = issue_challenge(self._key, lane=lane, difficulty=difficulty, now=int(now))
        return ChallengeAnswer(CHALLENGE, CHALLENGE_SECONDS, token)
