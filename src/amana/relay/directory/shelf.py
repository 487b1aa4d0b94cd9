"""The directory's documents: admitted only when their chain holds, served as they were signed."""

import threading
import time
from datetime import date
from typing import Final

import brotli

from amana.relay.columns import today
from amana.relay.directory.chain import certifiers, checked_certificate, trust
from amana.relay.directory.models import Document
from amana.relay.endpoint import ConflictError, NotTheDeskError, UnknownDeskError
from amana.relay.writer import writer
from amana.seal.certificates import CollectionKey, Complaints
from amana.seal.desk_list import DeskList
from amana.seal.directory import Document as Documents
from amana.seal.directory import verify_desk
from amana.seal.refusals import DirectoryRefusal, Malformed, Older, TooFewCertifiers
from amana.seal.signed import Signed
from amana.wire.encoding import BadEncoding, BadJson, dump_json, load_json
from amana.wire.requests import MalformedBodyError
from amana.wire.schema import NotOfThisForm

LIST: Final = "list"
KEPT_SECONDS: Final = 5.0  # the command line admits documents in another process


def admit(document: bytes, day: date | None = None) -> int:
    """Stores every certificate and list of a directory document; how many.

    Raises a DirectoryRefusal, and stores nothing, unless every single one holds today.
    """
    day = day or today()
    offered = Documents.read(document)
    certificates = (*_stored_certificates(), *offered.certificates)
    known = certifiers(certificates, day)
    rows = [checked_certificate(signed, known, day) for signed in offered.certificates]
    for signed in offered.lists:
        rows.append(_checked_list(signed, certificates, day))
    _refuse_shared_addresses(rows)
    writer.run(lambda: _store(rows))
    return len(rows)


def require_listed(desk: bytes) -> None:
    """Raises UnknownDeskError for a desk that has no list here, expired or not.

    A list is replaced and never removed, so a desk that was found once is not looked for again.
    """
    if desk in _listed:
        return
    if not Document.objects.filter(desk=desk, kind=LIST).exists():
        raise UnknownDeskError
    _listed.add(desk)


def require_addressee(number: bytes) -> None:
    """Raises UnknownDeskError unless this is a desk with a list, or an outside body that such a list names for complaints."""
    if number not in _listed and _outside_body(number) is None:
        require_listed(number)


def publish(desk: bytes, body: bytes, day: date) -> None:
    """A desk's newer list. Raises MalformedBodyError unless it holds, ConflictError when older."""
    try:
        row = _checked_list(Signed.from_json(load_json(body)), _stored_certificates(), day)
    except Older as error:
        raise ConflictError from error
    except (DirectoryRefusal, NotOfThisForm, BadEncoding, BadJson) as error:
        raise MalformedBodyError from error
    if row.desk != desk:
        raise NotTheDeskError
    writer.run(lambda: _store([row]))


def collection_keys(desk: bytes, day: date) -> list[bytes]:
    """The desk's certified collection keys (Ed25519), as far as its newest list names them.

    An expired list still counts here, so that a desk which was away can collect and renew it. For the id of an outside body:
    the key with which it fetches its complaints.
    """
    body = _outside_body(desk)
    if body is not None:
        return _complaints_key(body, day)
    certificates = _stored_certificates()
    known = certifiers(certificates, day)
    named = _entries(desk)
    keys = []
    for signed in certificates:
        if signed.type != CollectionKey.TYPE:
            continue
        key = CollectionKey.from_json(signed.value)
        in_date = key.since <= day <= key.until
        if key.desk == desk and in_date and (named is None or key.id in named):
            try:
                known.verify(signed)
            except TooFewCertifiers:
                continue  # a certifier has left: this key counts no longer
            keys.append(key.key)
    return keys


def _outside_body(number: bytes) -> Signed | None:
    """The certificate of that id, if it is one for complaints and its desk's newest list names it."""
    row = Document.objects.filter(kind=Complaints.TYPE, number=number).first()
    named = None if row is None else _entries(bytes(row.desk))
    return _signed(row) if row is not None and named is not None and number in named else None


def _complaints_key(signed: Signed, day: date) -> list[bytes]:
    body = Complaints.from_json(signed.value)
    if not body.since <= day <= body.until:
        return []
    try:
        certifiers(_stored_certificates(), day).verify(signed)
    except TooFewCertifiers:
        return []
    return [body.collection]


def _entries(desk: bytes) -> tuple[bytes, ...] | None:
    """The certificate ids in the desk's list; None before its first one."""
    row = Document.objects.filter(desk=desk, kind=LIST).first()
    return None if row is None else DeskList.from_json(_signed(row).value).entries


def _checked_list(signed: Signed, certificates: tuple[Signed, ...], day: date) -> Document:
    desk = verify_desk(signed, certificates, trust(day))
    body = dump_json(signed.to_json())
    return Document(desk=desk.id, kind=LIST, number=desk.id, body=body, serial=desk.listed.serial)


def _refuse_shared_addresses(rows: list[Document]) -> None:
    """Raises Malformed when an id would be the address of two: a desk or a body could else take, and confirm away, another's mail (P5)."""
    stored = Document.objects.values_list("kind", "desk", "number")
    known = {(kind, bytes(desk), bytes(number)) for kind, desk, number in stored}
    known |= {(row.kind, bytes(row.desk), bytes(row.number)) for row in rows}
    bodies = [number for kind, _, number in known if kind == Complaints.TYPE]
    if len(bodies) > len(set(bodies)) or {desk for _, desk, _ in known} & set(bodies):
        raise Malformed


def _store(rows: list[Document]) -> None:
    for row in rows:
        Document.objects.update_or_create(
            kind=row.kind,
            desk=row.desk,
            number=row.number,
            defaults={"body": row.body, "serial": row.serial},
        )
    _shown.forget()


def _signed(row: Document) -> Signed:
    return Signed.from_json(load_json(bytes(row.body)))


def _stored_certificates() -> tuple[Signed, ...]:
    return tuple(_signed(row) for row in Document.objects.exclude(kind=LIST).order_by("key"))


_listed: set[bytes] = set()


class _Shown:
    """The directory as it is served, remembered for a few seconds, compressed once a change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._plain = b""
        self._compressed = b""

    def forget(self) -> None:
        """Something was stored."""
        self._until = 0.0

    def get(self) -> tuple[bytes, bytes]:
        """Plain and brotli."""
        with self._lock:
            if time.monotonic() >= self._until:
                self._read()
            return self._plain, self._compressed

    def _read(self) -> None:
        until = time.monotonic() + KEPT_SECONDS
        rows = Document.objects.filter(kind=LIST).order_by("key")
        plain = Documents(_stored_certificates(), tuple(_signed(row) for row in rows)).write()
        if plain != self._plain:
            self._plain, self._compressed = plain, brotli.compress(plain, quality=9)
        self._until = until


_shown = _Shown()
served = _shown.get
