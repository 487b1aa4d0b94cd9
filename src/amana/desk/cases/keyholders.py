"""Whose keys count today: the checked directory that the worker fetched, beside the officers of this desk (design §4.3).

Desk code, too, seals only to certified recipients.
"""

import datetime
import threading
from pathlib import Path
from typing import Final

from amana.desk.cases.walls import Person
from amana.desk.config import current
from amana.desk.staff.models import Officer
from amana.errors import AmanaError
from amana.seal.desk import Desk
from amana.seal.directory import Directory, Trust
from amana.wire.encoding import b64u, unb64u
from amana.wire.report import RecoverySet

FILE: Final = "directory.json"
_lock = threading.Lock()
_checked: dict[tuple[float, datetime.date], Desk] = {}


class NoDirectory(AmanaError):
    """The desk has no checked list of its own keys, so nothing can be sealed. Nothing was changed. Let the worker run, and see what
    `amana doctor` says."""


def desk() -> Desk:
    """This desk as the checked directory shows it. Raises NoDirectory, or a DirectoryRefusal."""
    path = Path(current().data) / FILE
    day = datetime.datetime.now(datetime.UTC).date()
    try:
        key = (path.stat().st_mtime_ns, day)
    except OSError as error:
        raise NoDirectory from error
    with _lock:
        if key not in _checked:
            found = verify(path.read_bytes(), day)
            _checked.clear()
            _checked[key] = found
        return _checked[key]


def verify(document: bytes, day: datetime.date) -> Desk:
    """This desk of a directory. Raises a DirectoryRefusal, or NoDirectory when it is not in it."""
    config = current()
    identity = unb64u(config.organisation, 8)
    trust = Trust(
        roots=config.roots,
        today=day,
        built=config.built,
        live=config.live,
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
    for officer in Officer.objects.filter(state="active").order_by("id"):
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


