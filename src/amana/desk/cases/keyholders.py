"""Whose keys count today: the directory that the worker fetched, checked again here, beside the officers of this desk (design §4.3).

Desk code, too, seals only to certified recipients.
"""

import datetime
import hashlib
import threading
from typing import Final

from amana.desk.cases.walls import Person
from amana.desk.config import Config, current
from amana.desk.staff.models import DirectoryCopy, Officer
from amana.errors import AmanaError
from amana.seal.certifiers import Roots
from amana.seal.desk import Desk
from amana.seal.directory import Directory, Trust
from amana.wire.encoding import b64u, unb64u
from amana.wire.report import RecoverySet

BUILT: Final = datetime.date(2026, 1, 1)  # a clock before this day is wrong
_lock = threading.Lock()
_checked: dict[tuple[bytes, datetime.date], Desk] = {}


class NoDirectory(AmanaError):
    """The desk has no checked list of its own keys, so nothing can be sealed. Nothing was changed. Let the worker run, and see what
    `amana doctor` says."""


def desk() -> Desk:
    """This desk as the checked directory shows it. Raises NoDirectory, or a DirectoryRefusal."""
    document = DirectoryCopy.objects.values_list("document", flat=True).first()
    if document is None:
        raise NoDirectory
    day = datetime.datetime.now(datetime.UTC).date()
    key = (hashlib.sha256(document).digest(), day)
    with _lock:
        if key not in _checked:
            found = verify(bytes(document), day, current())
            _checked.clear()
            _checked[key] = found
        return _checked[key]


def verify(document: bytes, day: datetime.date, config: Config) -> Desk:
    """This desk of a directory. Raises a DirectoryRefusal, or NoDirectory when it is not in it."""
    identity = unb64u(config.desk, 8)
    keys = tuple(unb64u(root, 32) for root in config.roots)
    trust = Trust(
        roots=Roots((), keys) if config.demo else Roots(keys),
        today=day,
        built=BUILT,
        live=not config.demo,
        floor={identity: config.floor},
    )
    directory = Directory.verify(document, trust)
    if identity in directory.refused:
        raise directory.refused[identity]
    if identity not in directory.desks:
        raise NoDirectory
    return directory.desks[identity]


def people() -> list[Person]:
    """Every active officer as the wall sees her."""
    holders = {b64u(holder.person): holder for holder in desk().holders}
    found = []
    for officer in Officer.objects.filter(state=Officer.State.ACTIVE).order_by("id"):
        holder = holders.get(officer.id)
        certified = holder is not None and holder.recipient == officer.recipient
        lead = certified and holder is not None and holder.role == "lead"
        found.append(Person(id=officer.id, lead=lead, certified=certified))
    return found


def recovery_recipient(wanted: RecoverySet) -> str:
    """The certified recipient of a recovery set. Raises NoDirectory when the desk has none."""
    recovery = desk().recovery.get(wanted)
    if recovery is None:
        raise NoDirectory
    return recovery.recipient
