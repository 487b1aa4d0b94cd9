"""Whose key two certifiers have signed: nothing at the desk is sealed to any other (design §4.3).

The directory is stored as it was signed and checked again from the roots in the settings, so that whoever can write to the database cannot
make an officer of his own.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings
from django.utils import timezone

from amana.desk.staff.models import DirectoryCopy, Officer
from amana.seal.certifiers import Roots
from amana.seal.desk import Desk
from amana.seal.directory import Directory, Trust
from amana.seal.refusals import DirectoryRefusal
from amana.wire.encoding import b64u, unb64u

_BUILT: Final = date(2026, 1, 1)  # a clock before this is wrong

_remembered: dict[tuple[bytes, date], Directory] = {}


@dataclass(frozen=True, kw_only=True)
class Certified:
    """An officer's key as two certifiers signed it."""

    person: str
    recipient: str
    role: str
    until: date


def keep(document: bytes) -> Desk:
    """Checks a directory from the relay and keeps it. Raises a DirectoryRefusal, keeping the old
    one.
    """
    desk = _own(_verified(document))
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


def holders() -> dict[str, Certified]:
    """Certified keys by officer id. Empty when the directory does not hold."""
    found = desk()
    if found is None:
        return {}
    return {
        b64u(holder.person): Certified(
            person=b64u(holder.person),
            recipient=holder.recipient,
            role=holder.role,
            until=holder.until,
        )
        for holder in found.holders
    }


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
