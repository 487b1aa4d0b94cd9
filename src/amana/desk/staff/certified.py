"""Whose key two certifiers have signed: nothing at the desk is sealed to any other (design §4.3).

The directory is stored as it was signed and checked again from the roots in the settings, so that whoever can write to the database cannot
make an officer of his own.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.conf import settings
from django.utils import timezone

from amana.desk.staff.models import DirectoryCopy, Officer
from amana.errors import AmanaError
from amana.seal.certificates import Holder
from amana.seal.certifiers import Certifiers, Roots
from amana.seal.desk import Desk
from amana.seal.directory import Directory, Document, Trust
from amana.seal.refusals import DirectoryRefusal, Older
from amana.seal.signed import Signed
from amana.wire.encoding import b64u, unb64u

_BUILT: Final = date(2026, 1, 1)  # a clock before this is wrong

_remembered: dict[tuple[bytes, date], Directory] = {}


@dataclass(frozen=True, kw_only=True)
class Certified:
    """An officer's key as two certifiers signed it."""

    person: str
    recipient: str
    roles: frozenset[str]  # one a certificate
    until: date


def keep(document: bytes) -> Desk:
    """Checks a directory from the relay and keeps it. Raises a DirectoryRefusal, keeping the old
    one: also when the list of this desk is older than the one that is kept, so that a relay that
    replays brings nobody back who has been left out.
    """
    desk = _own(_verified(document))
    copy = DirectoryCopy.objects.first()
    known = _lapsed(bytes(copy.document)) if copy else None
    if known is not None and desk.listed.serial < known.listed.serial:
        raise Older
    DirectoryCopy.objects.update_or_create(
        only=1, defaults={"document": document, "day": timezone.localdate()}
    )
    return desk


def desk() -> Desk | None:
    """This desk as the kept directory shows it today; None when there is none that holds."""
    copy = DirectoryCopy.objects.first()
    if copy is None:
        return None
    try:
        return _own(_verified(bytes(copy.document)))
    except DirectoryRefusal:
        return None


def renewable(offered: bytes = b"") -> Desk | None:
    """This desk by its newest list, the kept one or the one that the relay offers, also when that has run out.

    For the daily list alone: nothing may be sealed to whom an expired list names.
    """
    copy = DirectoryCopy.objects.first()
    known = (_lapsed(document) for document in (bytes(copy.document) if copy else b"", offered))
    found = [desk for desk in known if desk is not None]
    return max(found, key=lambda desk: desk.listed.serial, default=None)


def newer_than(offered: bytes) -> Signed | None:
    """The kept list as it was signed, when a relay offers an older one of this desk or none that holds."""
    copy, theirs = DirectoryCopy.objects.first(), _lapsed(offered)
    if copy is None or not offered or desk() is None:
        return None
    own = (each for each in Document.read(bytes(copy.document)).lists)
    mine = [each for each in own if each.value.get("desk") == settings.AMANA.desk]
    newest = max(mine, key=lambda each: int(each.value["serial"]))
    return newest if theirs is None or theirs.listed.serial < int(newest.value["serial"]) else None


def _lapsed(document: bytes) -> Desk | None:
    trust = replace(_trust(timezone.now().date()), lapsed=True)
    try:
        return _own(Directory.verify(document, trust)) if document else None
    except DirectoryRefusal:
        return None


def holders() -> dict[str, Certified]:
    """Certified keys by officer id. Empty when the directory does not hold."""
    found = desk()
    if found is None:
        return {}
    known: dict[str, Certified] = {}
    for holder in sorted(found.holders, key=lambda holder: holder.since):
        person = b64u(holder.person)
        before = known.get(person)
        same = before is not None and before.recipient == holder.recipient
        known[person] = Certified(
            person=person,
            recipient=holder.recipient,
            roles=frozenset({holder.role}) | (before.roles if before and same else frozenset()),
            until=holder.until,
        )
    return known


def is_lead(officer: Officer, known: dict[str, Certified] | None = None) -> bool:
    """Whether two people here and two certifiers made her a safeguarding lead."""
    known = holders() if known is None else known
    return officer.lead and is_certified(officer, known) and "lead" in known[officer.id].roles


def offered(officer: Officer) -> list[Holder]:
    """Every certificate of this officer's own key that holds today, listed or not, the newest first."""
    copy = DirectoryCopy.objects.first()
    if copy is None or not officer.recipient:
        return []
    today = timezone.now().date()
    trust = _trust(today)
    certificates = Document.read(bytes(copy.document)).certificates
    certifiers = Certifiers.of(certificates, trust.roots, today=today, live=trust.live)
    wanted = (Holder.TYPE, settings.AMANA.desk, officer.id)
    found = []
    for signed in certificates:
        if (signed.type, signed.value.get("desk"), signed.value.get("person")) != wanted:
            continue
        try:
            certifiers.verify(signed)
            holder = Holder.from_json(signed.value)
        except AmanaError:
            continue
        if holder.recipient == officer.recipient and holder.since <= today <= holder.until:
            found.append(holder)
    return sorted(found, key=lambda holder: holder.since, reverse=True)


def is_certified(officer: Officer, known: dict[str, Certified] | None = None) -> bool:
    """Whether the key that this officer has is the one that was signed, today."""
    entry = (holders() if known is None else known).get(officer.id)
    return entry is not None and entry.recipient == officer.recipient != ""


def recipients(officers: list[Officer]) -> dict[str, str]:
    """Officer id to certified recipient, of those among `officers` who have one."""
    known = holders()
    return {each.id: known[each.id].recipient for each in officers if is_certified(each, known)}


def _own(directory: Directory) -> Desk:
    own = unb64u(settings.AMANA.desk, 8) if settings.AMANA.desk else b""
    found = directory.desks.get(own)
    if found is None:
        raise directory.refused.get(own) or DirectoryRefusal
    return found


def _verified(document: bytes) -> Directory:
    key = (hashlib.sha256(document).digest(), timezone.now().date())
    if key not in _remembered:
        directory = Directory.verify(document, _trust(key[1]))
        _remembered.clear()
        _remembered[key] = directory
    return _remembered[key]


def _trust(today: date) -> Trust:
    config = settings.AMANA
    roots = tuple(unb64u(root, 32) for root in config.roots)
    return Trust(
        roots=Roots(real=() if config.demo else roots, demo=roots if config.demo else ()),
        today=today,
        built=_BUILT,
        live=not config.demo,
        floor={unb64u(config.desk, 8): config.floor} if config.desk else {},
    )
