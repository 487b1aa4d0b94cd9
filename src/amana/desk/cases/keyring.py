"""Which cases are mine? Folding new grants into an officer's keyring (design §5).

The opened keyring lives in the session's memory alone and goes with it at lock.
"""

from collections.abc import Collection

from django.db import transaction

from amana.desk.cases.clock import today
from amana.desk.cases.grants import Entry, open_grant, seal_grant
from amana.desk.cases.keys import Keys, folded, open_keys, seal_keys
from amana.desk.cases.models import Case, Grant, Keyring
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError

_MEMORY = "cases.keys"


def keys_of(unlocked: Unlocked) -> Keys:
    """The cases that this officer can open, new grants folded in.

    Two threads of one session may be here at once. Grants are asked for before the memory is read, and `_fold` fills the
    memory before it commits: whoever finds no grant also finds what they became.
    """
    waiting = Grant.objects.filter(officer=unlocked.officer.id).exists()
    known: Keys | None = unlocked.memory.get(_MEMORY)
    return _fold(unlocked) if known is None or waiting else known


def grant(entry: Entry, admitted: Collection[str]) -> None:
    """One row for every officer: real for the admitted, a dummy of the same size for all others. In the caller's transaction."""
    day = today()
    rows = [
        Grant(
            officer=officer,
            day=day,
            sealed=seal_grant(recipient, entry if officer in admitted else None),
        )
        for officer, recipient in holders()
    ]
    Grant.objects.bulk_create(rows)


def holders() -> list[tuple[str, str]]:
    """Every officer who has a key, whatever she may open."""
    active = Officer.objects.filter(state="active").exclude(recipient="")
    return list(active.order_by("id").values_list("id", "recipient"))


@transaction.atomic
def _fold(unlocked: Unlocked) -> Keys:
    officer = unlocked.officer.id
    row = Keyring.objects.select_for_update().filter(officer=officer).first()
    keys = open_keys(unlocked.identity, bytes(row.sealed)) if row else {}
    grants = list(Grant.objects.filter(officer=officer))
    if row and not grants:
        unlocked.memory[_MEMORY] = keys
        return keys
    keys = _existing(folded(keys, _entries(unlocked.identity, grants)))
    Keyring.objects.update_or_create(
        officer=officer, defaults={"sealed": seal_keys(unlocked.officer.recipient, keys)}
    )
    Grant.objects.filter(key__in=[grant.key for grant in grants]).delete()
    unlocked.memory[_MEMORY] = keys
    return keys


def _entries(identity: str, grants: list[Grant]) -> list[Entry]:
    found = []
    for row in grants:
        try:
            entry = open_grant(identity, bytes(row.sealed))
        except AmanaError:
            continue  # damaged: the case can be granted again, a broken row may not lock her out
        if entry is not None:
            found.append(entry)
    return found


def _existing(keys: Keys) -> Keys:
    """Without the cases that were erased since."""
    numbers = list(keys)
    there: set[int] = set()
    for start in range(0, len(numbers), 500):
        chunk = numbers[start : start + 500]
        there.update(Case.objects.filter(number__in=chunk).values_list("number", flat=True))
    return {number: entry for number, entry in keys.items() if number in there}


def forget(unlocked: Unlocked) -> None:
    """Reads the keyring anew at the next look."""
    unlocked.memory.pop(_MEMORY, None)
