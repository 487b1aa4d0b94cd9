"""Erasing a case: at once here, and in backups within 30 days (P8)."""

from django.db import transaction

from amana.desk.audit import journal
from amana.desk.cases import lines, signals
from amana.desk.cases.erasures import record_erasure
from amana.desk.cases.keyring import forget
from amana.desk.cases.models import Case
from amana.desk.cases.opened import open_case
from amana.desk.staff.sessions import Unlocked


def erase(unlocked: Unlocked, number: int) -> None:
    """Deletes a case with everything in it. It does not come back from a backup. Raises NoSuchCase."""
    with transaction.atomic():
        opened = open_case(unlocked, number)
        epoch = opened.case.epoch
        record_erasure(number, epoch)
        journal.write(actor=unlocked.officer.id, action="case.erased")
        delete(number)
    forget(unlocked)


def delete(number: int) -> None:
    """Removes rows and files of a case. In the caller's transaction."""
    signals.erased.send(Case, number=number)
    Case.objects.filter(number=number).delete()
    transaction.on_commit(lambda: lines.touched(number))
