"""The words of a picture, read by a machine: an aid for finding numbers and names, never evidence, never in a dossier by itself."""

from django.db import transaction

from amana.desk.cases import keyed
from amana.desk.cases.history import note
from amana.desk.cases.opened import open_case
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.files import one_of, save
from amana.desk.vault.flows.look import MayShowAChild, NotToBeSeen, may_be_processed
from amana.desk.vault.kinds import PICTURE, kind_of
from amana.desk.vault.models import Derived


@transaction.atomic
def ask_for_text(unlocked: Unlocked, number: int, exhibit: int) -> None:
    """Asks for it; the dark room does it in the background. Raises NotToBeSeen or MayShowAChild."""
    opened = open_case(unlocked, number)
    file = one_of(opened, exhibit)
    if not file.facts.there or kind_of(file.facts) != PICTURE:
        raise NotToBeSeen
    if not may_be_processed(opened, file):
        raise MayShowAChild
    file.facts.seen["text"] = "asked"
    Derived.objects.filter(file=file.row, kind=Derived.TRIED).delete()
    save(opened, file)
    note(opened, unlocked, "exhibit.text", exhibit=exhibit)
    opened.save()
    transaction.on_commit(keyed.wake)
