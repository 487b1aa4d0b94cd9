"""The head of a case: her keys, whom she chose, who was admitted, and everything that a re-sealing must carry over.

One sealed JSON record. Ids are the base64url text of the protocol; days are ISO dates.
"""

import dataclasses
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from amana.desk.cases.secrets import CaseSecret
from amana.desk.cases.walls import Wall
from amana.wire.encoding import JsonObject, b64u, dump_json, load_json, unb64u

VERSION = 1
_LIMIT = 16 * 1024 * 1024  # bytes of a head after years of letters


@dataclass
class Earlier:
    """An epoch that was: its secret opens mail in flight and what is not yet re-sealed."""

    epoch: int
    secret: str = field(repr=False)
    nonce: str = field(repr=False)

    def case_secret(self) -> CaseSecret:
        """The secret of that epoch."""
        return CaseSecret(unb64u(self.secret, 32))


@dataclass
class Admission:
    """Who was admitted, by whom, on which day."""

    officer: str
    by: str
    day: str


@dataclass
class Clearance:
    """A lead heard an officer's declaration and cleared her."""

    officer: str
    lead: str
    day: str


@dataclass
class ShutOut:
    """An exclusion made here. Two people lift it: `lifts` holds those who agreed."""

    officer: str
    by: str
    day: str
    reason: str
    lifts: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether it stands: fewer than two people lifted it."""
        return len(set(self.lifts)) < 2


@dataclass
class Lift:
    """Her wish that somebody whom she left out may read again, and what became of it.

    `state` is ASKED, WITHDRAWN or CONFIRMED. Only a verified letter sets `seq`: a later one counts more, an earlier one nothing.
    """

    officer: str
    letter: str  # id of the letter that asks
    day: str
    verified: bool
    seq: int = 0  # of the newest verified letter about this person
    state: str = "asked"
    spoke: str = ""  # the officer who heard her voice
    heard: str = ""  # day on which they spoke
    by: str = ""  # the officer who recorded it

    ASKED: ClassVar = "asked"
    WITHDRAWN: ClassVar = "withdrawn"
    CONFIRMED: ClassVar = "confirmed"


@dataclass
class Danger:
    """How great the danger is, since when, and why. Unknown counts as high (P11)."""

    level: str
    day: str
    reason: str


@dataclass
class FilesKey:
    """The identity that the files of one envelope were sealed to, and which files it announced."""

    identity: str = field(repr=False)
    uploads: list[dict[str, str]] = field(default_factory=list)  # id, role


@dataclass
class Head:
    """Everything that is known about a case but its messages and files."""

    thread: str
    lang: str
    her: dict[str, str] = field(repr=False)  # recipient, mailbox_id, mailbox_drop, to_desk, to_her
    routing: dict[str, Any]
    nonce: str = field(repr=False)  # of the present epoch
    age: str
    answers: dict[str, Any] = field(repr=False)
    card: list[str] | None = field(repr=False, default=None)
    plan: dict[str, str] = field(repr=False, default_factory=dict)  # her safety plan, by field
    earlier: list[Earlier] = field(default_factory=list)
    admitted: list[Admission] = field(default_factory=list)
    handed: list[str] = field(default_factory=list)  # by recovery, to officers she did not choose
    cleared: list[Clearance] = field(default_factory=list)
    shut_out: list[ShutOut] = field(default_factory=list)
    lifts: list[Lift] = field(default_factory=list)  # one a person
    danger: Danger | None = None
    files: list[FilesKey] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)  # ids of her messages, oldest first
    sequence: list[int] = field(default_factory=list)  # their numbers
    dropped: int = 0  # replays that were not taken in again
    state_version: int = 0
    replies: int = 0  # seq of the last reply
    standings: int = 0  # seq of the last standing record
    sent: list[str] = field(default_factory=list)  # ids of our replies
    read: list[str] = field(default_factory=list)  # those of them that she has read
    again: int = 0  # replies of older epochs from this number on were dropped again; 0: none
    last: str = ""  # day of the last message
    excerpt: str = field(repr=False, default="")  # her first words, for lists and search
    since: str | None = None  # day since which she waits for an answer
    destroyed: str | None = None  # day on which she said that her mailbox is gone
    order: int = 0  # of the last message in the timeline
    audit: list[int] = field(default_factory=list)  # positions of this case's audit rows
    v: int = VERSION

    def dump(self) -> bytes:
        """The JSON that is sealed."""
        return dump_json(dataclasses.asdict(self))

    @classmethod
    def load(cls, content: bytes) -> Self:
        """What `dump` wrote."""
        value: JsonObject = load_json(content, limit=_LIMIT)
        lists = {
            "earlier": Earlier,
            "admitted": Admission,
            "cleared": Clearance,
            "shut_out": ShutOut,
            "lifts": Lift,
            "files": FilesKey,
        }
        for name, kind in lists.items():
            value[name] = [kind(**item) for item in value.get(name, [])]
        if value["danger"] is not None:
            value["danger"] = Danger(**value["danger"])
        return cls(**value)

    @property
    def left_out(self) -> frozenset[str]:
        """Whom she left out."""
        return frozenset(self.routing["excluded"])

    @property
    def let_back(self) -> frozenset[str]:
        """Whom she left out and then let read again, confirmed by her voice."""
        return frozenset(lift.officer for lift in self.lifts if lift.state == Lift.CONFIRMED)

    def lift_of(self, officer: str) -> Lift | None:
        """Her wish about this person, whatever became of it."""
        return next((lift for lift in self.lifts if lift.officer == officer), None)

    @property
    def admitted_ids(self) -> list[str]:
        """The officers who hold the present secret."""
        return [admission.officer for admission in self.admitted]

    def next_order(self) -> int:
        """The next position in the timeline."""
        self.order += 1
        return self.order

    def wall(self) -> Wall:
        """What bounds the admissions of this case."""
        return Wall(
            chosen=frozenset(self.routing["chosen"]) | frozenset(self.handed) | self.let_back,
            left_out=self.left_out,
            leads_only=bool(self.routing["leads_only"]) or self.card is not None,
            cleared=frozenset(clearance.officer for clearance in self.cleared),
            shut_out=frozenset(entry.officer for entry in self.shut_out if entry.holds),
        )

    def renew(self, old: CaseSecret, epoch: int, nonce: bytes) -> None:
        """Leaves `epoch`: its secret moves to `earlier`, and the next one has this nonce."""
        self.earlier.append(Earlier(epoch, b64u(old.raw), self.nonce))
        self.nonce = b64u(nonce)

    def secrets(self, epoch: int, current: CaseSecret) -> dict[int, CaseSecret]:
        """Every secret by epoch, the present one among them."""
        return {entry.epoch: entry.case_secret() for entry in self.earlier} | {epoch: current}

    def nonces(self, epoch: int) -> dict[int, bytes]:
        """The epoch nonces that a message of hers may be under; epoch 0 is zeros."""
        known = {entry.epoch: unb64u(entry.nonce, 32) for entry in self.earlier}
        return {0: bytes(32)} | known | {epoch: unb64u(self.nonce, 32)}

    def gaps(self) -> list[int]:
        """Numbers of hers that are missing below the highest one seen."""
        seen = set(self.sequence)
        return [seq for seq in range(1, max(seen, default=0)) if seq not in seen][:100]
