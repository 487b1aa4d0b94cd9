"""A case in the hands of its new officer: her wall holds for her too, and no earlier key opens it any more (P4, design §5)."""

from dataclasses import replace

from django.conf import settings
from django.db import transaction

from amana.desk.cases import erasures, resealing
from amana.desk.cases.clock import today
from amana.desk.cases.flows.exclude import renew
from amana.desk.cases.grants import Entry
from amana.desk.cases.head import Admission
from amana.desk.cases.history import note
from amana.desk.cases.keyholders import people
from amana.desk.cases.keyring import forget, keys_of
from amana.desk.cases.models import Case
from amana.desk.cases.opened import NoSuchCase, OpenedCase, open_with
from amana.desk.cases.restoring import release
from amana.desk.cases.secrets import CaseSecret
from amana.desk.cases.walls import NotCertified, Wall, check_admissible
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked

Secrets = dict[int, CaseSecret]  # by epoch


def take_case(unlocked: Unlocked, number: int, secrets: Secrets) -> None:
    """Admits her under a new secret. Harmless when she has the case.

    Raises NoSuchCase when it is gone or was sealed again meanwhile, or what stands in the way (amana.desk.cases.walls).
    """
    if number in keys_of(unlocked):
        return
    with transaction.atomic():
        opened = _opened(unlocked, number, secrets)
        check_heir(opened.head.wall(), unlocked)
        _seat(opened, unlocked)
        renew(opened, unlocked)
        erasures.record_renewal(opened)
    forget(unlocked)
    resealing.ask(unlocked, number)


def check_heir(wall: Wall, unlocked: Unlocked) -> None:
    """Recovery goes beyond whom she chose, never past whom she left out.

    Raises LeftOutByHer, ShutOutHere, NotCertified or NotCleared.
    """
    me = next((person for person in people() if person.id == unlocked.officer.id), None)
    if me is None:
        raise NotCertified
    check_admissible(replace(wall, chosen=wall.chosen | {me.id}), me)


def _opened(unlocked: Unlocked, number: int, secrets: Secrets) -> OpenedCase:
    case = Case.objects.filter(number=number).first()
    old = secrets.get(case.epoch) if case else None
    if case is None or old is None:
        raise NoSuchCase
    if case.state != Case.WITHHELD:
        return open_with(number, old)
    standing = erasures.read(settings.AMANA).cases.get(number)
    newest = secrets.get(standing.epoch) if standing else None
    if standing is None or newest is None:
        raise NoSuchCase
    return release(
        unlocked,
        number,
        standing,
        old=Entry(number, case.epoch, old),
        newest=Entry(number, standing.epoch, newest),
    )


def _seat(opened: OpenedCase, unlocked: Unlocked) -> None:
    """Beside those who still work here and have it."""
    head, me = opened.head, unlocked.officer.id
    there = Officer.objects.filter(state=Officer.State.ACTIVE, id__in=head.admitted_ids)
    left = set(there.values_list("id", flat=True)) - {me}
    head.admitted = [entry for entry in head.admitted if entry.officer in left]
    head.admitted.append(Admission(me, me, today().isoformat()))
    if me not in head.handed:
        head.handed.append(me)
    note(opened, unlocked, "case.recovered")
