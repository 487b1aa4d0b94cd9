"""After a restore, and at each start: the list of erasures outranks the database (design §5).

An erased case is deleted again. A case of an older epoch than the list's is withheld: an excluded officer's old key would open it. It comes
back when an officer who was admitted at the list's epoch signs in: her grant of that epoch, kept in the list, is the proof.
"""

from typing import Final

from django.conf import settings
from django.db import transaction

from amana.desk.cases import keyed, signals
from amana.desk.cases.clock import today
from amana.desk.cases.erasures import (
    Erasures,
    ListMissing,
    Standing,
    TwoLists,
    own_grant,
    put_back,
    read,
    record_renewal,
)
from amana.desk.cases.flows.erase import delete
from amana.desk.cases.flows.exclude import renew
from amana.desk.cases.grants import Entry
from amana.desk.cases.keyring import forget, keys_of
from amana.desk.cases.models import Case
from amana.desk.cases.opened import OpenedCase, open_with
from amana.desk.config import Config
from amana.desk.staff.models import CLOSED_BY_RESTORE, Closure
from amana.desk.staff.sessions import Unlocked

_MEMORY: Final = "cases.withheld"


def settle(config: Config, *, backup_serial: int = 0) -> None:
    """Holds the database against the list. A list that is missing, torn in two or older than the backup closes sign-in."""
    try:
        erasures = read(config)
    except (ListMissing, TwoLists):
        close()
        return
    if erasures.serial < backup_serial:
        close()
        return
    for number, standing in erasures.cases.items():
        with transaction.atomic():
            _settle(number, standing)


def close() -> None:
    """Nobody signs in until both leads decided."""
    Closure.objects.get_or_create(only=1, defaults={"cause": CLOSED_BY_RESTORE, "day": today()})


def _settle(number: int, standing: Standing) -> None:
    case = Case.objects.filter(number=number).first()
    if case is None:
        return
    if standing.erased:
        delete(number)
        return
    if case.epoch < standing.epoch and case.state != Case.WITHHELD:
        case.state = Case.WITHHELD
        case.save(update_fields=["state"])
    if standing.locked:
        signals.locked_before.send(Case, keys=[int(key) for key in standing.locked])


@keyed.register
def give_back(unlocked: Unlocked) -> None:
    """Seals again what was withheld and what this officer was admitted to last."""
    if unlocked.memory.get(_MEMORY) or not Case.objects.filter(state=Case.WITHHELD).exists():
        return
    unlocked.memory[_MEMORY] = True
    erasures = read(settings.AMANA)
    for number in list(Case.objects.filter(state=Case.WITHHELD).values_list("number", flat=True)):
        _give_back(unlocked, number, erasures)


def _give_back(unlocked: Unlocked, number: int, erasures: Erasures) -> None:
    standing, old = erasures.cases.get(number), keys_of(unlocked).get(number)
    newest = own_grant(standing, unlocked) if standing else None
    if standing is None or newest is None or old is None:
        return
    with transaction.atomic():
        release(unlocked, number, standing, old=old, newest=newest)
    forget(unlocked)


def release(
    unlocked: Unlocked, number: int, standing: Standing, *, old: Entry, newest: Entry
) -> OpenedCase:
    """Opens a withheld case and seals it again for those who were admitted at the list's epoch. In the caller's transaction.

    `old` opens the rows of the restored database; `newest`, of the list's epoch, is the proof.
    """
    case = Case.objects.select_for_update().get(number=number)
    case.state = Case.OPEN
    case.save(update_fields=["state"])
    opened = open_with(number, old.secret)
    put_back(opened.head, standing, newest)
    renew(opened, unlocked, epoch=standing.epoch + 1)
    record_renewal(opened)
    return opened
