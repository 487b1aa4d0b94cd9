"""A desk's own list: what it is, which certificates count today (protocol §7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, Self

from amana.seal.certificates import Texts, read_day
from amana.seal.signed import Signed, Signer, sign
from amana.wire.encoding import JsonObject, b64u, b64u_all, unb64u, unb64u_all
from amana.wire.schema import check

_TEXTS = ("name", "tells_families", "reads", "answers_within", "second_contact")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What a desk says of itself. `must_report` None: it does not know what it must report by
    law.
    """

    kind: Literal["ngo", "lawyer", "state"]
    name: Texts
    must_report: Texts | None
    must_report_dated: date | None
    tells_families: Texts
    reads: Texts
    answers_within: Texts
    languages: tuple[str, ...]
    second_contact: Texts
    vouched: tuple[bytes, ...]  # certifiers, 8 each
    demo: bool

    def to_json(self) -> JsonObject:
        """As it stands in the list."""
        dated = self.must_report_dated
        value: JsonObject = {"kind": self.kind}
        value |= {name: dict(getattr(self, name)) for name in _TEXTS}
        return value | {
            "must_report": None if self.must_report is None else dict(self.must_report),
            "must_report_dated": None if dated is None else dated.isoformat(),
            "languages": list(self.languages),
            "vouched": b64u_all(self.vouched),
            "demo": self.demo,
        }

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """From a list that fits its schema. Raises BadEncoding."""
        dated = value["must_report_dated"]
        texts: Mapping[str, Texts] = {name: value[name] for name in _TEXTS}
        return cls(
            kind=value["kind"],
            must_report=value["must_report"],
            must_report_dated=None if dated is None else read_day(dated),
            languages=tuple(value["languages"]),
            vouched=unb64u_all(value["vouched"], 8),
            demo=value["demo"],
            **texts,
        )


@dataclass(frozen=True)
class AuditHead:
    """The desk's audit chain as of this list."""

    position: int
    head: bytes  # 32


@dataclass(frozen=True, kw_only=True)
class DeskList:
    """The list's body; `entries` are certificate ids of 8 bytes, both days are included."""

    desk: bytes
    serial: int
    issued: date
    expires: date
    entries: tuple[bytes, ...]
    statement: Statement
    audit: AuditHead | None = None

    TYPE: ClassVar = "list"

    def to_json(self) -> JsonObject:
        """The body."""
        value: JsonObject = {
            "type": self.TYPE,
            "desk": b64u(self.desk),
            "serial": self.serial,
            "issued": self.issued.isoformat(),
            "expires": self.expires.isoformat(),
            "entries": b64u_all(self.entries),
            "statement": self.statement.to_json(),
        }
        if self.audit is not None:
            value["audit"] = {"position": self.audit.position, "head": b64u(self.audit.head)}
        return value

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm or BadEncoding."""
        check(cls.TYPE, value)
        audit = value.get("audit")
        return cls(
            desk=unb64u(value["desk"], 8),
            serial=value["serial"],
            issued=read_day(value["issued"]),
            expires=read_day(value["expires"]),
            entries=unb64u_all(value["entries"], 8),
            statement=Statement.from_json(value["statement"]),
            audit=audit and AuditHead(audit["position"], unb64u(audit["head"], 32)),
        )


def sign_list(desk_list: DeskList, *, by: Signer) -> Signed:
    """Signs today's list; `by.id` is the id of the list key's certificate. Raises NotOfThisForm
    or BadEncoding.
    """
    return sign(DeskList.from_json(desk_list.to_json()).to_json(), [by])
