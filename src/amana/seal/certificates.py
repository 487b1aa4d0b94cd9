"""Certificates: what two certifiers say of a key, after comparing fingerprints in person
(protocol §7).

`issue` signs one; whether one holds is for amana.seal.directory to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, Literal, Self

from amana.seal.age_keys import recipient_point
from amana.seal.signed import Signed, Signer, sign
from amana.wire.encoding import BadEncoding, JsonObject, b64u, unb64u
from amana.wire.report import RecoverySet
from amana.wire.schema import check

Texts = Mapping[str, str]  # by language
Role = Literal["lead", "intake", "caseworker", "lawyer", "supervisor", "psychosocial"]
_SIZES = {"id": 8, "person": 8, "desk": 8, "key": 32, "collection": 32}


def read_day(text: str) -> date:
    """A day of the calendar. Raises BadEncoding."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadEncoding from error


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What all of them have: a short id of 8 bytes and its days, both included."""

    id: bytes
    since: date
    until: date

    TYPE: ClassVar[str]
    SCHEMA: ClassVar[str]

    def to_json(self) -> JsonObject:
        """The body."""
        value: JsonObject = {"type": self.TYPE}
        for each in fields(self):
            name = "from" if each.name == "since" else each.name
            value[name] = _plain(getattr(self, each.name))
        return value

    @classmethod
    def from_json(cls, value: JsonObject) -> Self:
        """Raises NotOfThisForm, BadEncoding or BadAgeKey."""
        check(cls.SCHEMA, value)
        read = {each.name: _typed(each.name, value) for each in fields(cls)}
        return cls(**read)


@dataclass(frozen=True, kw_only=True)
class Certifier(Certificate):
    """Somebody who vouches for keys; `key` is Ed25519, 32 bytes."""

    person: bytes
    name: str
    organisation: str
    key: bytes

    TYPE: ClassVar = "certifier"
    SCHEMA: ClassVar = "certifier"


@dataclass(frozen=True, kw_only=True)
class Holder(Certificate):
    """Somebody of a desk who can be chosen or left out."""

    desk: bytes
    person: bytes
    role: Role
    woman: bool
    label: Texts
    recipient: str

    TYPE: ClassVar = "holder"
    SCHEMA: ClassVar = "holder"


@dataclass(frozen=True, kw_only=True)
class DeskKey(Certificate):
    """An Ed25519 key, 32 bytes, of a desk."""

    desk: bytes
    key: bytes


class ReplyKey(DeskKey):
    """Signs standing records; verifies 60 days longer than it signs."""

    TYPE: ClassVar = "reply"
    SCHEMA: ClassVar = "reply-key"


class CollectionKey(DeskKey):
    """Signs the requests by which a desk fetches its mail."""

    TYPE: ClassVar = "collection"
    SCHEMA: ClassVar = "collection"


class ListKey(DeskKey):
    """Signs the desk's daily list."""

    TYPE: ClassVar = "list-key"
    SCHEMA: ClassVar = "list-key"


@dataclass(frozen=True)
class ShareHolder:
    """Who keeps one of the shares of a recovery identity."""

    person: bytes  # 8
    organisation: str


@dataclass(frozen=True, kw_only=True)
class Recovery(Certificate):
    """A recovery recipient, and who together could open with it: any two of the holders."""

    desk: bytes
    set: RecoverySet
    recipient: str
    holders: tuple[ShareHolder, ...]

    TYPE: ClassVar = "recovery"
    SCHEMA: ClassVar = "recovery"

    @property
    def people(self) -> frozenset[bytes]:
        """Short ids of the holders."""
        return frozenset(holder.person for holder in self.holders)


@dataclass(frozen=True, kw_only=True)
class Complaints(Certificate):
    """Who takes complaints about a desk, outside it. `collection` (Ed25519, 32 bytes) fetches them from the relay."""

    desk: bytes
    name: Texts
    recipient: str
    collection: bytes

    TYPE: ClassVar = "complaints"
    SCHEMA: ClassVar = "complaints"


def issue(certificate: Certificate, *, by: Sequence[Signer]) -> Signed:
    """Signs a certificate: a certifier by a root, everything else by two certifiers.

    Raises NotOfThisForm, BadEncoding or BadAgeKey for one that no reader would take.
    """
    return sign(type(certificate).from_json(certificate.to_json()).to_json(), by)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64u(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [{"person": b64u(h.person), "organisation": h.organisation} for h in value]
    return dict(value) if isinstance(value, Mapping) else value


def _typed(name: str, body: JsonObject) -> Any:
    value = body["from" if name == "since" else name]
    if name in _SIZES:
        return unb64u(value, _SIZES[name])
    if name in ("since", "until"):
        return read_day(value)
    if name == "recipient":
        recipient_point(value)
    if name == "holders":
        return tuple(ShareHolder(unb64u(h["person"], 8), h["organisation"]) for h in value)
    return value
