"""Closing the desk: any officer, at once, everybody out. Opening it again takes two people, both
factors each.
"""

from typing import Final

from django.db import transaction
from django.utils import timezone

from amana.desk.staff import events, sessions
from amana.desk.staff.models import CLOSED_BY_HAND, CLOSED_BY_RESTORE, Closure, Officer

HAND: Final = CLOSED_BY_HAND
RESTORE: Final = CLOSED_BY_RESTORE  # after a restore without its list of erasures: leads only


def close(actor: Officer | None, *, cause: str = HAND) -> None:
    """Ends all sessions. A closure after a restore is stronger than one by hand and stays."""
    with transaction.atomic():
        closure, _ = Closure.objects.get_or_create(only=1, defaults={"day": timezone.localdate()})
        if closure.cause != RESTORE:
            closure.cause = cause
        closure.first = None
        closure.save()
        events.tell(actor.id if actor else "", "staff.desk_closed", {"cause": cause})
    sessions.lock_all()


def closed() -> Closure | None:
    """The closure, while the desk is closed."""
    return Closure.objects.select_related("first").first()


def let_in(officer: Officer) -> bool:
    """Called once both factors fit. While closed, the first person is written down and the
    second, another one, opens the desk.
    """
    with transaction.atomic():
        closure = Closure.objects.select_for_update().first()
        if closure is None:
            return True
        if closure.cause == RESTORE and not officer.lead:
            return False
        if closure.first_id in {None, officer.id}:
            closure.first = officer
            closure.save()
            events.tell(officer.id, "staff.opening_asked")
            return False
        events.tell(officer.id, "staff.desk_opened", {"with": closure.first_id or ""})
        closure.delete()
        return True
