"""Admitting a colleague: within her choice, never past an exclusion (P4)."""

from django.db import transaction

from amana.desk.cases.clock import today
from amana.desk.cases.grants import Entry
from amana.desk.cases.head import Admission, Clearance
from amana.desk.cases.history import note
from amana.desk.cases.keyholders import people
from amana.desk.cases.keyring import grant
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.cases.walls import (
    NotALead,
    NotWithinChoice,
    Person,
    check_admissible,
    check_may_admit,
    clearable,
)
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError


class NoDeclaration(AmanaError):
    """The declaration is missing. Nothing was changed. Write down in a sentence what this person declared to you, then clear her."""


def people_by_id() -> dict[str, Person]:
    """Every officer as the wall sees her."""
    return {person.id: person for person in people()}


@transaction.atomic
def admit(unlocked: Unlocked, number: int, officer: str) -> OpenedCase:
    """Gives one officer the case's secret; every other officer gets a dummy. Harmless when she has it already.

    Raises NoSuchCase, or what stands in the way (amana.desk.cases.walls).
    """
    opened = open_case(unlocked, number)
    known = people_by_id()
    person = _known(known, officer)
    check_may_admit(opened.head.wall(), known[unlocked.officer.id])
    check_admissible(opened.head.wall(), person)
    if officer not in opened.head.admitted_ids:
        day = today().isoformat()
        opened.head.admitted.append(Admission(officer, unlocked.officer.id, day))
        grant(Entry(number, opened.case.epoch, opened.secret), [officer])
        note(opened, unlocked, "case.admitted", officer=officer)
        opened.save()
    return opened


@transaction.atomic
def clear(unlocked: Unlocked, number: int, officer: str, *, declaration: str) -> OpenedCase:
    """A lead records what an officer declared, and so permits her admission. The card is never shown to the officer.

    Raises NoSuchCase, NotALead, NoDeclaration, or what else stands in the way.
    """
    opened = open_case(unlocked, number)
    known = people_by_id()
    if not known[unlocked.officer.id].lead:
        raise NotALead
    person = _known(known, officer)
    if not declaration.strip():
        raise NoDeclaration
    if not clearable(opened.head.wall(), [person]):
        check_admissible(opened.head.wall(), person)
        return opened
    day = today().isoformat()
    opened.head.cleared.append(Clearance(officer, unlocked.officer.id, day))
    note(opened, unlocked, "case.cleared", officer=officer, declaration=declaration.strip()[:500])
    opened.save()
    return opened


def _known(people: dict[str, Person], officer: str) -> Person:
    person = people.get(officer)
    if person is None:
        raise NotWithinChoice
    return person
