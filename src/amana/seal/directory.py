"""The directory as it may be believed: every key checked down from a compiled-in root (protocol
§7).

A relay can leave a desk out; it can never add a key. One desk that does not hold does not hide
the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Self, TypeVar

from amana.errors import AmanaError
from amana.seal.age_keys import BadAgeKey
from amana.seal.certificates import (
    Certificate,
    CollectionKey,
    Complaints,
    Holder,
    ListKey,
    Recovery,
    ReplyKey,
)
from amana.seal.certifiers import Certifiers, Roots
from amana.seal.desk import Desk
from amana.seal.desk_list import DeskList
from amana.seal.refusals import (
    BadSignature,
    ClockBehind,
    DemoKeys,
    DirectoryRefusal,
    Expired,
    Malformed,
    Older,
    SharedRecovery,
    TooFewCertifiers,
    TooManyHolders,
)
from amana.seal.signed import Signed
from amana.wire.encoding import (
    BadEncoding,
    BadJson,
    b64u,
    b64u_all,
    dump_json,
    load_json,
    unb64u,
)
from amana.wire.limits import CLOCK_DAYS, LIST_DAYS, MAX_DOCUMENT, MAX_HOLDERS, REPLY_GRACE_DAYS
from amana.wire.schema import NotOfThisForm, check

VERSION: Final = "amana-directory/1"
C = TypeVar("C", bound=Certificate)
_FORM_ERRORS: Final = (BadJson, BadEncoding, NotOfThisForm, BadAgeKey)


@dataclass(frozen=True, kw_only=True)
class Trust:
    """What a reader knows by itself. `floor` and `seen` are serials by desk; dates are UTC days."""

    roots: Roots
    today: date
    built: date
    live: bool
    floor: Mapping[bytes, int] = field(default_factory=dict)
    seen: Mapping[bytes, int] = field(default_factory=dict)
    lapsed: bool = False  # a desk reads its own list so, to renew one that ran out; nobody else may

    def lowest(self, desk: bytes) -> int:
        """The lowest serial that is still believed."""
        return max(self.floor.get(desk, 0), self.seen.get(desk, 0))


@dataclass(frozen=True)
class Document:
    """All signed things that a relay carries; nothing is checked but their form."""

    certificates: tuple[Signed, ...]
    lists: tuple[Signed, ...]

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Raises Malformed."""
        try:
            value = check("directory", load_json(data, limit=MAX_DOCUMENT))
            certificates = tuple(Signed.from_json(each) for each in value["certificates"])
            lists = tuple(Signed.from_json(each) for each in value["lists"])
            for signed in (*certificates, *lists):
                _ = signed.value
            for signed in lists:
                _desk_of(signed)
        except _FORM_ERRORS as error:
            raise Malformed from error
        return cls(certificates, lists)

    def write(self) -> bytes:
        """The body of `GET /v1/directory`."""
        return dump_json(
            {
                "v": VERSION,
                "certificates": [signed.to_json() for signed in self.certificates],
                "lists": [signed.to_json() for signed in self.lists],
            }
        )


@dataclass(frozen=True)
class Directory:
    """The desks that hold, by short id, and why each other one was refused."""

    desks: dict[bytes, Desk]
    refused: dict[bytes, DirectoryRefusal]

    @classmethod
    def verify(cls, document: bytes, trust: Trust) -> Self:
        """Raises a DirectoryRefusal when the whole cannot be believed, or when desks were
        refused and none is left.
        """
        if trust.today < trust.built:
            raise ClockBehind
        read = Document.read(document)
        check_ = _Check.of(read.certificates, trust)
        desks: dict[bytes, Desk] = {}
        refused: dict[bytes, DirectoryRefusal] = {}
        for signed in _newest(read.lists):
            desk = _desk_of(signed)
            try:
                desks[desk] = check_.desk(signed)
            except AmanaError as error:
                refused[desk] = _refusal(error)
        if refused and not desks:
            raise next(iter(refused.values()))
        return cls(desks, refused)


def verify_desk(signed: Signed, certificates: Iterable[Signed], trust: Trust) -> Desk:
    """The desk of one list, as the relay and the desk itself check it. Raises a
    DirectoryRefusal.
    """
    try:
        return _Check.of(tuple(certificates), trust).desk(signed)
    except AmanaError as error:
        raise _refusal(error) from error


@dataclass(frozen=True)
class _Check:
    """One reading of one document."""

    certificates: tuple[Signed, ...]
    certifiers: Certifiers
    trust: Trust

    @classmethod
    def of(cls, certificates: tuple[Signed, ...], trust: Trust) -> Self:
        try:
            known = Certifiers.of(certificates, trust.roots, today=trust.today, live=trust.live)
        except _FORM_ERRORS as error:
            raise Malformed from error
        return cls(certificates, known, trust)

    def desk(self, signed: Signed) -> Desk:
        listed = DeskList.from_json(signed.value)
        self._check_signature(signed, listed.desk)
        self._check_age(listed)
        if listed.statement.demo and self.trust.live:
            raise DemoKeys
        holders = tuple(self._named(Holder, listed))
        if len(holders) > MAX_HOLDERS:
            raise TooManyHolders
        return Desk(
            id=listed.desk,
            listed=listed,
            holders=holders,
            recovery=_recovery(self._named(Recovery, listed)),
            reply_keys=tuple(self._reply_keys(listed.desk)),
            collection=tuple(self._named(CollectionKey, listed)),
            complaints=next(iter(self._named(Complaints, listed)), None),
        )

    def _check_signature(self, signed: Signed, desk: bytes) -> None:
        """The list is signed by the desk's list key, and that key by two certifiers."""
        by = b64u(signed.signatures[0][0])
        own = self._own(ListKey, desk)
        carrier = next((each for each in own if each.value.get("id") == by), None)
        if carrier is None:
            raise BadSignature
        self.certifiers.verify(carrier)
        key = ListKey.from_json(carrier.value)
        if not key.since <= self.trust.today <= key.until:
            raise Expired
        signed.verify(by=key.id, key=key.key)

    def _check_age(self, listed: DeskList) -> None:
        today = self.trust.today
        if listed.issued > today + timedelta(days=CLOCK_DAYS):
            raise ClockBehind
        if listed.expires > listed.issued + timedelta(days=LIST_DAYS):
            raise Malformed
        if listed.expires < today and not self.trust.lapsed:
            raise Expired
        if listed.serial < self.trust.lowest(listed.desk):
            raise Older

    def _named(self, kind: type[C], listed: DeskList) -> list[C]:
        """Certificates of one kind, of the list's desk, named in it and in date, each checked."""
        names = set(b64u_all(listed.entries))
        found = []
        for signed in self._own(kind, listed.desk):
            if signed.value.get("id") not in names:
                continue
            certificate = kind.from_json(signed.value)
            if certificate.since <= self.trust.today <= certificate.until:
                self.certifiers.verify(signed)
                found.append(certificate)
        return found

    def _reply_keys(self, desk: bytes) -> Iterable[ReplyKey]:
        """Former keys stand in no list any more; one whose certifiers have left is passed over."""
        grace = timedelta(days=REPLY_GRACE_DAYS)
        for signed in self._own(ReplyKey, desk):
            key = ReplyKey.from_json(signed.value)
            if key.since <= self.trust.today <= key.until + grace:
                try:
                    self.certifiers.verify(signed)
                except TooFewCertifiers:
                    continue
                yield key

    def _own(self, kind: type[Certificate], desk: bytes) -> Iterable[Signed]:
        """By type and desk, before anything else is read: another desk's mistake must not hide
        this one.
        """
        wanted = (kind.TYPE, b64u(desk))
        return (s for s in self.certificates if (s.type, s.value.get("desk")) == wanted)


def _recovery(found: Iterable[Recovery]) -> dict[Any, Recovery]:
    sets = {recovery.set: recovery for recovery in found}
    if len(sets) == 2 and not sets["A"].people.isdisjoint(sets["B"].people):
        raise SharedRecovery
    return sets


def _newest(lists: Iterable[Signed]) -> list[Signed]:
    """Of several lists of a desk the one with the highest serial; whether it holds is looked at
    afterwards.
    """
    newest: dict[bytes, tuple[int, Signed]] = {}
    for signed in lists:
        desk, serial = _desk_of(signed), signed.value.get("serial")
        rank = serial if isinstance(serial, int) else 0
        if desk not in newest or newest[desk][0] < rank:
            newest[desk] = (rank, signed)
    return [signed for _, signed in newest.values()]


def _desk_of(signed: Signed) -> bytes:
    desk = signed.value.get("desk")
    if not isinstance(desk, str):
        raise Malformed
    return unb64u(desk, 8)


def _refusal(error: AmanaError) -> DirectoryRefusal:
    """What is not of the protocol's form is malformed; any other mistake stays what it is."""
    if isinstance(error, DirectoryRefusal):
        return error
    if not isinstance(error, _FORM_ERRORS):
        raise error
    return Malformed()
