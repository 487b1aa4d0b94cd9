"""A second person confirms an opening; then the sealed original goes (design §4.12).

It goes as well once the case has a new secret, or is erased: whoever was excluded could still open it with his own key, and would see
that the case is there (P4).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from amana.desk.audit import journal
from amana.desk.cases import keyed
from amana.desk.cases.clock import today
from amana.desk.cases.flows.establish import FIRST_EPOCH
from amana.desk.cases.models import Case
from amana.desk.cases.number import shown
from amana.desk.intake import notes
from amana.desk.intake.flows.open_report import NotWaiting
from amana.desk.intake.models import Waiting
from amana.desk.intake.trial import forget, mine
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault import pieces
from amana.desk.vault.blobs import store
from amana.errors import AmanaError

ALONE_DAYS: Final = 30  # with nobody to confirm, the original goes then


class OwnOpening(AmanaError):
    """You opened this report yourself, so somebody else must confirm it. Nothing was changed. Ask a colleague whom she chose."""


@dataclass(frozen=True)
class Opening:
    """A report that a colleague opened and that this officer's key opens as well."""

    row: Waiting
    shown: str
    opener: Officer | None
    own: bool


def openings(unlocked: Unlocked, *, patience: float | None = None) -> list[Opening]:
    """Openings that wait for a second person, among those that this officer's key opens; for a page see `mine`."""
    found = []
    for row, taken in _noted(unlocked, patience=patience):
        if _as_opened(taken.number):
            opener = Officer.objects.filter(id=taken.officer).first()
            own = taken.officer == unlocked.officer.id
            found.append(Opening(row, shown(taken.number), opener, own))
    return found


@keyed.register
def let_go_of_older(unlocked: Unlocked) -> None:
    """Removes the sealed originals of cases that were sealed anew or erased since; any key that opens their note will do."""
    for row, taken in _noted(unlocked, patience=None):
        if not _as_opened(taken.number):
            with transaction.atomic():
                let_go(row)
            forget(unlocked, row.key)


def _noted(unlocked: Unlocked, *, patience: float | None) -> Iterator[tuple[Waiting, notes.Taken]]:
    for row in mine(unlocked, patience=patience):
        if row.taken and row.note:
            try:
                yield row, notes.open_note(bytes(row.note), unlocked.identity)
            except AmanaError:
                continue


def _as_opened(number: int) -> bool:
    """Whether the case is there, under the secret of its opening."""
    return Case.objects.filter(number=number, epoch=FIRST_EPOCH).exists()


def confirm(unlocked: Unlocked, key: int) -> None:
    """Removes the sealed original: two people know of it now. Raises NotWaiting or OwnOpening."""
    opening = next((entry for entry in openings(unlocked) if entry.row.key == key), None)
    if opening is None:
        raise NotWaiting
    if opening.own:
        raise OwnOpening
    with transaction.atomic():
        journal.write(actor=unlocked.officer.id, action="intake.confirmed")
        let_go(opening.row)
    forget(unlocked, opening.row.key)


def let_go(row: Waiting) -> None:
    """Keeps the digest, so that a replay is known, and nothing else. In the caller's transaction."""
    name, size = row.blob, row.size
    row.blob, row.note = "", b""
    row.save(update_fields=["blob", "note"])
    if name:
        transaction.on_commit(lambda: pieces.erase(store(), name, size))


def let_go_after_a_month() -> int:
    """The midnight's part of it, without a key. Gives the number."""
    last = today() - datetime.timedelta(days=ALONE_DAYS)
    rows = Waiting.objects.filter(taken=True, taken_day__lt=last, kind=Waiting.REPORT).exclude(
        blob=""
    )
    count = 0
    for row in rows:
        with transaction.atomic():
            let_go(row)
        count += 1
    return count
