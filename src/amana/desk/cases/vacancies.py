"""A case that nobody has any more, because she left out everybody who had it: it waits for those who may take it up (P4, design §4.14).

Only whom her choice leaves can see that there is one. Its age rings the outside second contact like that of an unopened report.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from amana.desk.cases import keyed
from amana.desk.cases.clock import now, today
from amana.desk.cases.grants import Entry, pack_entry, unpack_entry
from amana.desk.cases.keyholders import desk, people
from amana.desk.cases.models import Vacancy
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.walls import Person, Wall, admissible
from amana.desk.staff import certified
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError
from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.envelope import seal_envelope
from amana.seal.open import open_envelope

_MEMORY: Final = "cases.vacancies"


@dataclass(frozen=True)
class Forsaken:
    """A case that nobody has, as one who may take it up sees it. `action` is the address that does."""

    key: int
    day: object
    action: str


@dataclass
class _Tried:
    """What this session found out: rows that it has tried, and the secrets of those that its key opens."""

    rows: set[int] = field(default_factory=set)
    entries: dict[int, Entry] = field(default_factory=dict, repr=False)


def is_vacant(opened: OpenedCase) -> bool:
    """Whether nobody who works here has the case."""
    there = Officer.objects.filter(state=Officer.State.ACTIVE, id__in=opened.head.admitted_ids)
    return not there.exists()


def takers(wall: Wall) -> list[Person]:
    """Who may take a case up within her choice: the leads; where she left out all of them, whoever else may be admitted."""
    found = admissible(wall, people())
    return [person for person in found if person.lead] or found


def settle(opened: OpenedCase) -> None:
    """After each re-sealing: a vacancy for a case that nobody has, none for every other. In the caller's transaction."""
    Vacancy.objects.filter(case=opened.case).delete()
    if not is_vacant(opened):
        return
    entry = Entry(opened.number, opened.case.epoch, opened.secret)
    Vacancy.objects.create(
        case=opened.case,
        sealed=_sealed(entry, [person.id for person in takers(opened.head.wall())]),
        day=today(),
        hour=now().replace(minute=0, second=0, microsecond=0),
    )


@keyed.register
def look(unlocked: Unlocked) -> None:
    """Tries each vacancy once with the officer's key."""
    tried = _tried(unlocked)
    for row in Vacancy.objects.exclude(key__in=tried.rows):
        tried.rows.add(row.key)
        try:
            entry = unpack_entry(open_envelope(bytes(row.sealed), unlocked.identity))
        except AmanaError:
            continue
        if entry is not None:
            tried.entries[row.key] = entry


def mine(unlocked: Unlocked) -> list[Vacancy]:
    """The vacancies that this officer's key opens, oldest first."""
    look(unlocked)
    rows = Vacancy.objects.filter(key__in=_tried(unlocked).entries.keys())
    return sorted(rows, key=lambda row: (row.hour, row.key))


def entry_of(unlocked: Unlocked, key: int) -> Entry | None:
    """The secret of a vacancy that is still there and that this officer's key opens."""
    if not any(row.key == key for row in mine(unlocked)):
        return None
    return _tried(unlocked).entries[key]


def _tried(unlocked: Unlocked) -> _Tried:
    found: _Tried = unlocked.memory.setdefault(_MEMORY, _Tried())
    return found


def _sealed(entry: Entry, persons: Sequence[str]) -> bytes:
    """As many stanzas as an envelope has, whoever it is for, and for nobody at all alike."""
    officers = list(Officer.objects.filter(id__in=persons))
    recipients = list(certified.recipients(officers).values())
    return seal_envelope(
        pack_entry(entry),
        chosen=recipients or [recipient_of(new_identity())],
        recovery=recipient_of(new_identity()),
        stanzas=desk().stanzas,
    )
