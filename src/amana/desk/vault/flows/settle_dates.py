"""Whether the day or the month comes first in a chat: what the export does not tell, a person who knows decides."""

from typing import Final

from django.db import transaction

from amana.desk.cases import keyed
from amana.desk.cases.history import note
from amana.desk.cases.opened import open_case
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault import custody
from amana.desk.vault.files import one_of, save
from amana.desk.vault.models import Derived
from amana.errors import AmanaError

ORDERS: Final = ("", "dmy", "mdy")  # empty: undecided again


class NoSuchOrder(AmanaError):
    """This is not an order of day and month. Nothing was changed. Choose which of the two comes first."""


@transaction.atomic
def settle_dates(unlocked: Unlocked, number: int, exhibit: int, *, order: str) -> None:
    """Has the chat read again with this order. Raises NoSuchOrder or NoSuchExhibit."""
    if order not in ORDERS:
        raise NoSuchOrder
    opened = open_case(unlocked, number)
    file = one_of(opened, exhibit)
    file.facts.order = order
    Derived.objects.filter(file=file.row, kind__in=(Derived.PLACES, Derived.TRIED)).delete()
    save(opened, file)
    custody.enter(opened, "dates", file.facts, actor=unlocked.officer.id, words=order)
    note(opened, unlocked, "exhibit.dates", exhibit=exhibit, order=order)
    opened.save()
    transaction.on_commit(keyed.wake)
