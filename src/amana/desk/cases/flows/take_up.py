"""Taking up a case that nobody has: within her choice, by a lead where she left one (P4, design §4.14)."""

from django.db import transaction

from amana.desk.cases import resealing, vacancies
from amana.desk.cases.clock import today
from amana.desk.cases.erasures import record_renewal
from amana.desk.cases.flows.admit import people_by_id
from amana.desk.cases.flows.exclude import renew
from amana.desk.cases.head import Admission
from amana.desk.cases.history import note
from amana.desk.cases.keyring import forget
from amana.desk.cases.opened import OpenedCase, open_with
from amana.desk.cases.walls import NotALead, Wall, check_admissible
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError


class NotVacant(AmanaError):
    """Somebody has this case: a colleague was quicker, or one whom she chose has it still. Nothing was changed. Load the page again."""


def take_up(unlocked: Unlocked, key: int) -> OpenedCase:
    """Takes up the case of a vacancy. Raises NotVacant, or what stands in the way of an admission."""
    with transaction.atomic():
        entry = vacancies.entry_of(unlocked, key)
        if entry is None:
            raise NotVacant
        opened = open_with(entry.number, entry.secret)
        if not vacancies.is_vacant(opened):
            raise NotVacant
        check_taker(opened.head.wall(), unlocked)
        seat(opened, unlocked)
        renew(opened, unlocked)
        record_renewal(opened)
    forget(unlocked)
    resealing.ask(unlocked, opened.number)
    return opened


def check_taker(wall: Wall, unlocked: Unlocked) -> None:
    """Raises what stands in the way of taking up a case with this wall; NotALead where leads are left to do it."""
    person = people_by_id()[unlocked.officer.id]
    check_admissible(wall, person)
    if person not in vacancies.takers(wall):
        raise NotALead


def seat(opened: OpenedCase, unlocked: Unlocked) -> None:
    """Admits the one who takes it up. The caller seals the case again, so that no earlier key opens it."""
    officer = unlocked.officer.id
    opened.head.admitted = [Admission(officer, officer, today().isoformat())]
    note(opened, unlocked, "case.taken_up")
