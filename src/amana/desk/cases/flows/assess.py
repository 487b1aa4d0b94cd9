"""How great the danger is: a level, a day and a reason. Unknown counts as high (P11)."""

from typing import Final

from django.db import transaction

from amana.desk.cases.clock import today
from amana.desk.cases.head import Danger
from amana.desk.cases.history import note
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError

LEVELS: Final = ("high", "some", "none")
_REASON: Final = 200  # characters


class NoReason(AmanaError):
    """A change of the danger needs its reason. Nothing was changed. Write in a sentence what you know and since when."""


@transaction.atomic
def assess(unlocked: Unlocked, number: int, *, level: str, reason: str) -> OpenedCase:
    """Records the danger. Raises NoSuchCase or NoReason."""
    opened = open_case(unlocked, number)
    if level not in LEVELS or not reason.strip():
        raise NoReason
    opened.head.danger = Danger(level, today().isoformat(), reason.strip()[:_REASON])
    note(opened, unlocked, "case.danger", level=level)
    opened.save()
    return opened
