"""The two records of a mailbox that have no words: the desk's standing record and her state
(protocol §6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

from amana.wire.archive import Form
from amana.wire.direction import Direction
from amana.wire.encoding import JsonObject, b64u, b64u_all, unb64u, unb64u_all
from amana.wire.report import RecoverySet
from amana.wire.schema import check

STANDING_VERSION: Final = "amana-standing/1"
STATE_VERSION: Final = "amana-state/1"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Manifest of a standing record: where she writes from now on, and which key answers her."""

    thread: bytes  # 16
    id: bytes  # 16
    seq: int
    epoch: int  # ≥ 1
    nonce: bytes = field(repr=False)  # 32, the epoch's
    case: str  # age1…
    case_reply: bytes  # 32, Ed25519
    reply_key: bytes  # 8, the certificate whose key signs this record
    excluded: tuple[bytes, ...]  # 8 each
    state_version: int  # the highest seen from her
    received: tuple[bytes, ...] = ()  # the last 16 ids: more would not fit beside 30 exclusions
    lifted: tuple[bytes, ...] = ()  # 8 each: whom she let back, confirmed by voice
    again: int | None = None  # replies from this number on are dropped anew under this epoch
    vacant: bool = False  # she left out everybody who had the case

    SCHEMA: ClassVar = "standing"
    FORM: ClassVar = Form.RECORD
    DIRECTION: ClassVar = Direction.TO_HER
    MAC_LABEL: ClassVar = b"amana-standing/1"

    def to_json(self) -> JsonObject:
        """`manifest.json`."""
        value: JsonObject = {
            "v": STANDING_VERSION,
            "thread": b64u(self.thread),
            "id": b64u(self.id),
            "seq": self.seq,
            "epoch": self.epoch,
            "nonce": b64u(self.nonce),
            "case": self.case,
            "case_reply": b64u(self.case_reply),
            "reply_key": b64u(self.reply_key),
            "excluded": b64u_all(self.excluded),
            "state_version": self.state_version,
            "received": b64u_all(self.received),
        }
        if self.lifted:
            value["lifted"] = b64u_all(self.lifted)
        if self.again is not None:
            value["again"] = self.again
        if self.vacant:
            value["vacant"] = True
        return value

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding."""
        check(cls.SCHEMA, value)
        return cls(
            thread=unb64u(value["thread"], 16),
            id=unb64u(value["id"], 16),
            seq=value["seq"],
            epoch=value["epoch"],
            nonce=unb64u(value["nonce"], 32),
            case=value["case"],
            case_reply=unb64u(value["case_reply"], 32),
            reply_key=unb64u(value["reply_key"], 8),
            excluded=unb64u_all(value["excluded"], 8),
            state_version=value["state_version"],
            received=unb64u_all(value["received"], 16),
            lifted=unb64u_all(value.get("lifted", ()), 8),
            again=value.get("again"),
            vacant=value.get("vacant", False),
        )


@dataclass(frozen=True, kw_only=True)
class State:
    """Manifest of her state record: what her page must know again when she returns with eight
    words.
    """

    version: int
    desk: bytes  # 8
    chosen: tuple[bytes, ...]  # 8 each
    excluded: tuple[bytes, ...]  # 8 each
    recovery: RecoverySet
    leads_only: bool
    card: bool
    thread: bytes  # 16
    epoch: int
    seq: int  # next to send
    heard: int = 0  # the highest number that she has read
    received: tuple[bytes, ...] = ()  # the last 32 ids that she has read; fewer where they must
    lifts: Mapping[bytes, int] = field(
        default_factory=dict
    )  # person asked back: since which version

    def let_back(self, standing: Standing | None) -> frozenset[bytes]:
        """Whom she let back: she asked herself, and a standing record that has seen her asking says that it was confirmed."""
        if standing is None:
            return frozenset()
        return frozenset(
            person
            for person, version in self.lifts.items()
            if version <= standing.state_version
            and person in standing.lifted
            and person not in standing.excluded
        )

    def left_out(self, standing: Standing | None) -> tuple[bytes, ...]:
        """Whom she leaves out herself, whatever the desk says."""
        back = self.let_back(standing)
        return tuple(person for person in self.excluded if person not in back)

    SCHEMA: ClassVar = "state"
    FORM: ClassVar = Form.RECORD

    def to_json(self) -> JsonObject:
        """`manifest.json`."""
        value: JsonObject = {
            "v": STATE_VERSION,
            "version": self.version,
            "desk": b64u(self.desk),
            "chosen": b64u_all(self.chosen),
            "excluded": b64u_all(self.excluded),
            "recovery": self.recovery,
            "leads_only": self.leads_only,
            "card": self.card,
            "thread": b64u(self.thread),
            "epoch": self.epoch,
            "seq": self.seq,
            "heard": self.heard,
            "received": b64u_all(self.received),
        }
        if self.lifts:
            value["lifts"] = {b64u(person): version for person, version in self.lifts.items()}
        return value

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding."""
        check(cls.SCHEMA, value)
        return cls(
            version=value["version"],
            desk=unb64u(value["desk"], 8),
            chosen=unb64u_all(value["chosen"], 8),
            excluded=unb64u_all(value["excluded"], 8),
            recovery=value["recovery"],
            leads_only=value["leads_only"],
            card=value["card"],
            thread=unb64u(value["thread"], 16),
            epoch=value["epoch"],
            seq=value["seq"],
            heard=value.get("heard", 0),
            received=unb64u_all(value.get("received", ()), 16),
            lifts={unb64u(each, 8): version for each, version in value.get("lifts", {}).items()},
        )
