"""The first message of a thread: her keys, whom she chose, her answers (protocol §5)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, Final, Literal, Self

from amana.wire.archive import Form
from amana.wire.direction import Direction
from amana.wire.encoding import JsonObject, b64u, b64u_all, unb64u, unb64u_all
from amana.wire.schema import check

Answer = str | tuple[str, ...]
RecoverySet = Literal["A", "B"]
MESSAGE_VERSION: Final = "amana/1"
CARD_VERSION: Final = "amana-card/1"


class Age(Enum):
    """What she said about her age. Unsaid is treated as under 18 wherever that protects her."""

    ADULT = "adult"
    MINOR = "minor"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Her:
    """What the desk needs to answer her. A claim, never proof of who writes."""

    recipient: str  # age1…
    mailbox_id: bytes = field(repr=False)  # 16
    mailbox_drop: bytes = field(repr=False)  # 32
    to_desk: bytes = field(repr=False)  # 32
    to_her: bytes = field(repr=False)  # 32

    def to_json(self) -> JsonObject:
        """As it stands in the manifest."""
        keys = ("mailbox_id", "mailbox_drop", "to_desk", "to_her")
        return {"recipient": self.recipient, **{key: b64u(getattr(self, key)) for key in keys}}

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """From a manifest that fits its schema."""
        return cls(
            recipient=value["recipient"],
            mailbox_id=unb64u(value["mailbox_id"], 16),
            mailbox_drop=unb64u(value["mailbox_drop"], 32),
            to_desk=unb64u(value["to_desk"], 32),
            to_her=unb64u(value["to_her"], 32),
        )


@dataclass(frozen=True)
class Routing:
    """Whom she chose. The ids are short ids of 8 bytes; `statement` is the serial of the list that
    she saw.
    """

    desk: bytes
    chosen: tuple[bytes, ...]
    excluded: tuple[bytes, ...]
    recovery: RecoverySet
    filters: tuple[str, ...]
    leads_only: bool
    statement: int

    def to_json(self) -> JsonObject:
        """As it stands in the manifest."""
        return {
            "desk": b64u(self.desk),
            "chosen": b64u_all(self.chosen),
            "excluded": b64u_all(self.excluded),
            "recovery": self.recovery,
            "filters": list(self.filters),
            "leads_only": self.leads_only,
            "statement": self.statement,
        }

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """From a manifest that fits its schema."""
        return cls(
            desk=unb64u(value["desk"], 8),
            chosen=unb64u_all(value["chosen"], 8),
            excluded=unb64u_all(value["excluded"], 8),
            recovery=value["recovery"],
            filters=tuple(value["filters"]),
            leads_only=value["leads_only"],
            statement=value["statement"],
        )


@dataclass(frozen=True)
class Announced:
    """A file that is to come: its upload id (16 bytes) and whether it is her voice."""

    id: bytes
    role: Literal["file", "voice"]


@dataclass(frozen=True)
class Files:
    """The identity that files of this envelope are sealed to, and which are to come."""

    identity: str = field(repr=False)  # AGE-SECRET-KEY-1…
    uploads: tuple[Announced, ...]

    def to_json(self) -> JsonObject:
        """As it stands in the manifest."""
        uploads = [{"id": b64u(upload.id), "role": upload.role} for upload in self.uploads]
        return {"identity": self.identity, "uploads": uploads}

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """From a manifest that fits its schema."""
        uploads = tuple(Announced(unb64u(u["id"], 16), u["role"]) for u in value["uploads"])
        return cls(identity=value["identity"], uploads=uploads)


@dataclass(frozen=True)
class Card:
    """The conflict card: names of tribe, family and office, for the safeguarding leads alone."""

    names: tuple[str, ...] = field(repr=False)

    def to_json(self) -> JsonObject:
        """`card.json`."""
        return {"v": CARD_VERSION, "names": list(self.names)}

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm."""
        return cls(names=tuple(check("card", value)["names"]))


@dataclass(frozen=True)
class Report:
    """Manifest of a report. Its words and card are members of their own."""

    thread: bytes  # 16
    id: bytes  # 16
    lang: str
    her: Her
    routing: Routing
    age: Age
    answers: Mapping[str, Answer] = field(repr=False)
    files: Files
    plan: Mapping[str, str] = field(default_factory=dict, repr=False)  # by field of her plan
    state_version: int = 1

    SCHEMA: ClassVar = "report"
    FORM: ClassVar = Form.REPORT
    DIRECTION: ClassVar = Direction.TO_DESK
    MAC_LABEL: ClassVar = b"amana-msg/1"
    seq: ClassVar = 1
    epoch: ClassVar = 0
    received: ClassVar[tuple[bytes, ...]] = ()

    def to_json(self) -> JsonObject:
        """`manifest.json`."""
        answers = {q: a if isinstance(a, str) else list(a) for q, a in self.answers.items()}
        return {
            "v": MESSAGE_VERSION,
            "kind": "report",
            "thread": b64u(self.thread),
            "id": b64u(self.id),
            "seq": self.seq,
            "epoch": self.epoch,
            "lang": self.lang,
            "received": [],
            "her": self.her.to_json(),
            "routing": self.routing.to_json(),
            "age": self.age.value,
            "answers": answers,
            **({"plan": dict(self.plan)} if self.plan else {}),
            "files": self.files.to_json(),
            "state_version": self.state_version,
        }

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding. Answers that are not known here are kept as they
        came.
        """
        check(cls.SCHEMA, value)
        answers = {q: a if isinstance(a, str) else tuple(a) for q, a in value["answers"].items()}
        return cls(
            thread=unb64u(value["thread"], 16),
            id=unb64u(value["id"], 16),
            lang=value["lang"],
            her=Her.from_json(value["her"]),
            routing=Routing.from_json(value["routing"]),
            age=Age(value["age"]),
            answers=answers,
            files=Files.from_json(value["files"]),
            plan=value.get("plan", {}),
            state_version=value["state_version"],
        )
