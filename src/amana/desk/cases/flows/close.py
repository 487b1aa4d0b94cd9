"""Closing a case that rests, and opening it again when she writes (design §5: its state stands in the clear)."""

from django.db import transaction

from amana.desk.cases.history import note
from amana.desk.cases.models import Case
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.staff.sessions import Unlocked


@transaction.atomic
def set_closed(unlocked: Unlocked, number: int, *, closed: bool) -> OpenedCase:
    """Nothing is deleted; her messages still arrive. Raises NoSuchCase."""
    opened = open_case(unlocked, number)
    opened.case.state = Case.CLOSED if closed else Case.OPEN
    opened.case.save(update_fields=["state"])
    note(opened, unlocked, "case.closed" if closed else "case.reopened")
    opened.save()
    return opened
