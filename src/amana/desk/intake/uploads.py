"""Brings collected files to the case that announced them: the id in the case's sealed facts says which (P2)."""

from django.db import transaction

from amana.desk.cases import keyed, resealing
from amana.desk.cases.clock import today
from amana.desk.cases.keyring import keys_of
from amana.desk.cases.opened import open_case
from amana.desk.intake.flows.confirm_opening import let_go
from amana.desk.intake.models import Waiting
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.files import CaseFile, files_of, save
from amana.desk.vault.models import File
from amana.wire.encoding import b64u


@keyed.register
def bring(unlocked: Unlocked) -> None:
    """For every case of this session that still waits for a file."""
    waiting = {
        b64u(bytes(row.relay_id)): row
        for row in Waiting.objects.filter(kind=Waiting.UPLOAD, taken=False)
    }
    if not waiting:
        return
    missing = set(File.objects.filter(blob="").values_list("case_id", flat=True))
    for number in sorted(missing & keys_of(unlocked).keys()):
        _bring(unlocked, number, waiting)


@transaction.atomic
def _bring(unlocked: Unlocked, number: int, waiting: dict[str, Waiting]) -> None:
    opened = open_case(unlocked, number)
    for file in files_of(opened):
        row = waiting.get(file.facts.upload)
        if row is not None and not file.row.blob:
            locked = Waiting.objects.select_for_update().get(key=row.key)
            if file.facts.locked:  # unseen, before it came: nothing of it is kept
                locked.taken, locked.taken_day = True, today()
                locked.save(update_fields=["taken", "taken_day"])
                let_go(locked)
                continue
            _take(file, locked)
            save(opened, file)
            transaction.on_commit(lambda: resealing.ask(unlocked, number))


def _take(file: CaseFile, row: Waiting) -> None:
    file.row.blob, file.row.size, file.row.blob_epoch = row.blob, row.size, 0
    file.facts.arrived = today().isoformat()
    file.facts.complete = file.facts.complete and row.complete
    row.taken, row.taken_day, row.blob = True, today(), ""
    row.save(update_fields=["taken", "taken_day", "blob"])
