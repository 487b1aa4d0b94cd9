"""Making an officer a safeguarding lead, or one no more: two people decide together, and nobody about herself (design §4.2 and §4.3).

A new lead counts once two certifiers have signed her key under that duty and the desk's list names it. One who is a lead no more loses it
here at once; the list then names her key under the duty that is left to her. Registers are sealed again to the leads of now.
"""

from django.db import transaction
from django.utils import timezone

from amana.desk.staff import certified, events, register
from amana.desk.staff.models import ROLES, LeadChange, Officer
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError

LEAD = "lead"
FEWEST = 2


class NotSecondError(AmanaError):
    """Two different people decide this together, and nobody decides about herself. Nothing was changed. Ask a colleague to agree."""


class TwoLeadsError(AmanaError):
    """A desk needs two safeguarding leads. Nothing was changed. Make somebody else a lead first; it counts once her key is certified."""


class NoSuchChangeError(AmanaError):
    """This cannot be decided now: it is so already, it waits for its certificate, or this officer has no key of her own yet. Nothing was
    changed. Load the page again."""


def ask(officer: Officer, *, makes: bool, duty: str = "", actor: Officer) -> LeadChange:
    """The first of two people. `duty`: what is left to somebody who was nothing but a lead.

    Raises NotSecondError, NoSuchChangeError or TwoLeadsError.
    """
    active = officer.state == Officer.State.ACTIVE
    if actor.pk == officer.pk:
        raise NotSecondError
    if not active or officer.lead is makes or LeadChange.objects.filter(officer=officer).exists():
        raise NoSuchChangeError
    left = [role for role in officer.roles if role != LEAD]
    if not makes and not left and duty not in set(ROLES) - {LEAD}:
        raise NoSuchChangeError
    if not makes:
        _check_two_stay(officer)
    with transaction.atomic():
        events.tell(actor.id, "staff.lead_asked", {"officer": officer.id, "makes": makes})
        return LeadChange.objects.create(
            officer=officer,
            makes=makes,
            duty="" if makes or left else duty,
            first=actor,
            day=timezone.localdate(),
        )


def agree(officer: Officer, *, actor: Officer) -> None:
    """The second of two people. Raises NotSecondError, NoSuchChangeError or TwoLeadsError."""
    with transaction.atomic():
        change = _open(officer)
        if actor.pk in {officer.pk, change.first_id}:
            raise NotSecondError
        change.second = actor
        change.save(update_fields=["second"])
        events.tell(actor.id, "staff.lead_agreed", {"officer": officer.id, "with": change.first_id})
        if not change.makes:
            _check_two_stay(officer)
            _take_away(change)


def withdraw(officer: Officer, *, actor: Officer) -> None:
    """Either of them, or anybody who manages, before the second has agreed. Raises NoSuchChangeError."""
    with transaction.atomic():
        _open(officer).delete()
        events.tell(actor.id, "staff.lead_withdrawn", {"officer": officer.id})


def settle(unlocked: Unlocked) -> None:
    """At each sign-in: what was decided takes effect with the directory, and a lead's key seals the registers again."""
    known = certified.holders()
    for change in LeadChange.objects.filter(second__isnull=False).select_related("officer"):
        with transaction.atomic():
            _settle(change, known)
    me = Officer.objects.get(pk=unlocked.officer.pk)
    if not certified.is_lead(me, known):
        return
    with transaction.atomic():
        waiting = [
            change
            for change in LeadChange.objects.filter(second__isnull=False, sealed=False)
            if change.officer.lead is change.makes and change.officer_id != me.pk
        ]  # a new lead opens no register yet
        if waiting:
            register.seal_again(unlocked)
            for change in waiting:
                change.sealed = True
                change.save(update_fields=["sealed"])
                _settle(change, known)


def listen() -> None:
    """Settles at each sign-in."""
    events.opened.connect(_opened, dispatch_uid="amana.desk.staff.leads")


def _opened(sender: object, *, unlocked: Unlocked, **_: object) -> None:
    settle(unlocked)


def _settle(change: LeadChange, known: dict[str, certified.Certified]) -> None:
    officer = change.officer
    roles = known[officer.id].roles if certified.is_certified(officer, known) else frozenset()
    if change.makes and LEAD in roles and not officer.lead:
        officer.roles = [LEAD, *officer.roles]
        officer.save(update_fields=["roles"])
        events.tell("", "staff.lead_made", {"officer": officer.id})
    certified_so = (LEAD in roles) if change.makes else bool(roles - {LEAD}) and LEAD not in roles
    if change.sealed and certified_so:
        change.delete()


def _take_away(change: LeadChange) -> None:
    officer = change.officer
    left = [role for role in officer.roles if role != LEAD]
    officer.roles = left or [change.duty]
    officer.save(update_fields=["roles"])
    events.tell("", "staff.lead_taken_away", {"officer": officer.id})


def _check_two_stay(officer: Officer) -> None:
    known = certified.holders()
    others = Officer.objects.filter(state=Officer.State.ACTIVE).exclude(pk=officer.pk)
    if sum(certified.is_lead(each, known) for each in others) < FEWEST:
        raise TwoLeadsError


def _open(officer: Officer) -> LeadChange:
    change = (
        LeadChange.objects.select_for_update().filter(officer=officer, second__isnull=True).first()
    )
    if change is None:
        raise NoSuchChangeError
    return change
