"""Excluding a colleague later: a new secret, and everything sealed again under it (P4, design §5).

Head, line, grants and standing record are new at once, in one transaction; records and files follow in the background of any session
that may open the case, and go on at the next sign-in.
"""

import os

from django.db import transaction

from amana.desk.cases import resealing, signals, take_up, vacancies
from amana.desk.cases.clock import today
from amana.desk.cases.erasures import record_renewal
from amana.desk.cases.grants import Entry
from amana.desk.cases.head import ShutOut
from amana.desk.cases.history import note
from amana.desk.cases.keyring import forget, grant
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.cases.secrets import CaseSecret
from amana.desk.cases.wraps import renew_wrap
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError

_NONCE = 32


class NotAdmitted(AmanaError):
    """This person is not admitted to the case. Nothing was changed. Load the page again to see who is."""


class LastOne(AmanaError):
    """Somebody must be left who can answer her. Nothing was changed. Admit a colleague first, then exclude."""


class SameTwoPeople(AmanaError):
    """Two different people must agree to lift an exclusion. Your agreement is already recorded. Ask a colleague to agree as well."""


def exclude(unlocked: Unlocked, number: int, officer: str, *, reason: str) -> OpenedCase:
    """Takes the case away from one officer. Raises NoSuchCase, NotAdmitted or LastOne."""
    with transaction.atomic():
        opened = open_case(unlocked, number)
        head = opened.head
        if officer not in head.admitted_ids:
            raise NotAdmitted
        if len(head.admitted) == 1:
            raise LastOne
        head.admitted = [entry for entry in head.admitted if entry.officer != officer]
        day = today().isoformat()
        head.shut_out = [entry for entry in head.shut_out if entry.officer != officer]
        head.shut_out.append(ShutOut(officer, unlocked.officer.id, day, reason.strip()[:500]))
        note(opened, unlocked, "case.excluded", officer=officer)
        renew(opened, unlocked)
        record_renewal(opened)
    forget(unlocked)
    resealing.ask(unlocked, number)
    return opened


def renew(opened: OpenedCase, unlocked: Unlocked, *, epoch: int | None = None) -> None:
    """A new secret and epoch (the next one) for those who are admitted now. In the caller's transaction.

    Where she left out everybody who had it, the new secret waits for whoever takes the case up.
    """
    opened.head.renew(opened.secret, opened.case.epoch, os.urandom(_NONCE))
    opened.case.epoch = epoch or opened.case.epoch + 1
    opened.case.save(update_fields=["epoch"])
    opened.secret = CaseSecret.draw()
    grant(Entry(opened.number, opened.case.epoch, opened.secret), opened.head.admitted_ids)
    renew_wrap(opened)
    take_up.lay(opened)
    vacancies.settle(opened)
    signals.secret_renewed.send(OpenedCase, opened=opened, unlocked=unlocked)
    opened.save()


@transaction.atomic
def lift(unlocked: Unlocked, number: int, officer: str) -> OpenedCase:
    """Agrees to lift an exclusion that was made here; the second person's word lifts it. Hers is never touched.

    Raises NoSuchCase, NotAdmitted when there is none, or SameTwoPeople.
    """
    opened = open_case(unlocked, number)
    entry = next((e for e in opened.head.shut_out if e.officer == officer and e.holds), None)
    if entry is None:
        raise NotAdmitted
    if unlocked.officer.id in entry.lifts:
        raise SameTwoPeople
    entry.lifts.append(unlocked.officer.id)
    note(opened, unlocked, "case.exclusion_lifted", officer=officer)
    signals.readers_changed.send(OpenedCase, opened=opened, unlocked=unlocked)
    opened.save()
    return opened
