"""Sealing a case's records again under its new secret: in the background, in steps that can be cut short anywhere (P4)."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import F

from amana.desk.cases import keyed, signals
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.models import Record
from amana.desk.cases.opened import NoSuchCase, OpenedCase, open_case
from amana.desk.staff.sessions import Unlocked

_STEP: Final = 20  # records in one transaction
_MEMORY: Final = "cases.resealing"


@dataclass(frozen=True)
class Progress:
    """How far a re-sealing is: records and bytes together, in one measure of 100."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """0 to 100; 100 only when nothing is left."""
        if self.done >= self.total:
            return 100
        return min(99, self.done * 100 // max(self.total, 1))


def progress(opened: OpenedCase) -> Progress:
    """Of one case, its files among it."""
    rows = Record.objects.filter(case=opened.case)
    total = rows.count()
    done = rows.filter(epoch=opened.case.epoch).count()
    for there, whole in signals.asked(signals.remaining, opened=opened):
        done, total = done + there, total + whole
    return Progress(done, total)


def ask(unlocked: Unlocked, number: int) -> None:
    """Has this session go on with a case."""
    pending(unlocked).add(number)
    keyed.wake()


def pending(unlocked: Unlocked) -> set[int]:
    """The cases that wait for it in this session; found in the database at its first look."""
    known: set[int] | None = unlocked.memory.get(_MEMORY)
    if known is None:
        left = Record.objects.filter(epoch__lt=F("case__epoch"))
        known = set(left.values_list("case_id", flat=True).distinct())
        for numbers in signals.asked(signals.unfinished):
            known |= numbers
        known &= keys_of(unlocked).keys()
        unlocked.memory[_MEMORY] = known
    return known


@keyed.register
def go_on(unlocked: Unlocked) -> None:
    """Finishes what is pending, as long as the session lives."""
    for number in sorted(pending(unlocked)):
        with suppress(NoSuchCase):  # excluded meanwhile: somebody else finishes it
            _finish(unlocked, number)
        if unlocked.alive:
            pending(unlocked).discard(number)


def _finish(unlocked: Unlocked, number: int) -> None:
    while unlocked.alive and _step(unlocked, number):
        continue
    if unlocked.alive:
        opened = open_case(unlocked, number)
        signals.resealing.send(OpenedCase, opened=opened, halted=lambda: not unlocked.alive)


@transaction.atomic
def _step(unlocked: Unlocked, number: int) -> bool:
    """Some records; False when none is left."""
    opened = open_case(unlocked, number)
    rows = Record.objects.filter(case=opened.case, epoch__lt=opened.case.epoch)[:_STEP]
    left = list(rows)
    for row in left:
        opened.reseal(row)
    return bool(left)
