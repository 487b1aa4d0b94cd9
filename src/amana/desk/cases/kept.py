"""What people decide and enter in a case, beside its messages: sealed JSON records of a named kind, sealed anew with the case (P2).

Other rooms keep their own things here: custody, marks, identifiers, losses, dossiers. A record's key is random and says nothing.
"""

from dataclasses import dataclass
from typing import Any, Final

from amana.desk.cases.models import Record
from amana.desk.cases.number import draw
from amana.desk.cases.opened import OpenedCase, place_of
from amana.desk.cases.records import seal
from amana.errors import AmanaError
from amana.wire.encoding import JsonObject, dump_json, load_json

LARGEST: Final = 16 * 1024 * 1024  # bytes of one record: a dossier's draft with all its lines


class NotKept(AmanaError):
    """This entry is not in the case any more: somebody removed it meanwhile. Nothing was changed. Load the page again."""


@dataclass(frozen=True)
class Kept:
    """One record: its key in addresses and forms, and its JSON."""

    key: int
    value: JsonObject


def keep(opened: OpenedCase, kind: str, value: JsonObject) -> Kept:
    """Adds a record. In the caller's transaction."""
    row = Record(key=draw(), case=opened.case, kind=kind, epoch=opened.case.epoch)
    row.sealed = seal(opened.secret.records, dump_json(value), place_of(row))
    row.save(force_insert=True)
    return Kept(row.key, value)


def all_of(opened: OpenedCase, kind: str) -> list[Kept]:
    """Every record of a kind, in the order of their keys, which says nothing: sort by what is in them."""
    rows = Record.objects.filter(case=opened.case, kind=kind).order_by("key")
    return [Kept(row.key, _value(opened, row)) for row in rows]


def one_of(opened: OpenedCase, kind: str, key: int) -> Kept:
    """One record. Raises NotKept."""
    row = _row(opened, kind, key)
    return Kept(row.key, _value(opened, row))


def change(opened: OpenedCase, kind: str, key: int, value: JsonObject) -> None:
    """Replaces what a record says. Raises NotKept. In the caller's transaction."""
    opened.replace(_row(opened, kind, key), dump_json(value))


def drop(opened: OpenedCase, kind: str, key: int) -> JsonObject:
    """Removes a record and gives what it said. Raises NotKept. In the caller's transaction."""
    row = _row(opened, kind, key)
    value = _value(opened, row)
    row.delete()
    return value


def _row(opened: OpenedCase, kind: str, key: int) -> Record:
    row = Record.objects.filter(case=opened.case, kind=kind, key=key).first()
    if row is None:
        raise NotKept
    return row


def _value(opened: OpenedCase, row: Record) -> dict[str, Any]:
    return load_json(opened.open_record(row), limit=LARGEST)
