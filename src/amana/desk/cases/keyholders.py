"""Whose keys count today: officers of this desk beside the checked directory (design §4.3)."""

import hashlib

from amana.desk.cases.walls import Person
from amana.desk.staff import certified
from amana.desk.staff.models import Officer
from amana.errors import AmanaError
from amana.seal.desk import Desk
from amana.wire.report import RecoverySet


class NoDirectory(AmanaError):
    """The desk has no checked list of its own keys, so nothing can be sealed. Nothing was changed. Let the worker run, and see what
    `amana doctor` says."""


def desk() -> Desk:
    """This desk as the checked directory shows it. Raises NoDirectory."""
    found = certified.desk()
    if found is None:
        raise NoDirectory
    return found


def people() -> list[Person]:
    """Every active officer as the wall sees her."""
    known = certified.holders()
    found = []
    for officer in Officer.objects.filter(state=Officer.State.ACTIVE).order_by("id"):
        holds = certified.is_certified(officer, known)
        lead = certified.is_lead(officer, known)
        found.append(Person(id=officer.id, lead=lead, certified=holds))
    return found


def recovery_sets() -> str:
    """Names the two recovery sets that are certified now: another pair has another name. Raises NoDirectory."""
    ids = b"".join(name.encode() + found.id for name, found in sorted(desk().recovery.items()))
    return hashlib.sha256(ids).hexdigest()[:16]


def recovery_recipient(wanted: RecoverySet) -> str:
    """The certified recipient of a recovery set. Raises NoDirectory when the desk has none."""
    recovery = desk().recovery.get(wanted)
    if recovery is None:
        raise NoDirectory
    return recovery.recipient
