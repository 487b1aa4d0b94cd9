"""What a backup of the desk holds: rows as one moment saw them, and the sealed blobs that they name.

Two files. The long one has what stays meaningless once a case's secret is gone; the short one has every wrapped secret and every
envelope that an officer's own key opens. The short one is deleted after 30 days, and with it what was erased (P8).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.apps import apps
from django.core import serializers
from django.db import connection, models, transaction

from amana.cli.backups.sealed import Writer
from amana.desk.cases import erasures
from amana.desk.config import Config
from amana.desk.vault import pieces
from amana.stores.blobs import Blobs, BlobMissingError

BATCH: Final = 200  # rows in one member
NEVER: Final = frozenset({"staff.session"})  # no session row in a backup (design §5)
SHORT: Final = frozenset({"cases.grant", "cases.keyring", "cases.recoverywrap", "intake.waiting", "replies.outbox"})
BLOBS: Final = {"vault.file": False, "intake.waiting": True}  # which rows name blobs, and whether they are short-lived
ERASURES: Final = "erasures.json"


@dataclass
class Counted:
    """What went into one file."""

    rows: int = 0
    blobs: int = 0
    missing: list[str] = field(default_factory=list)


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything that is read inside is of one moment, and nobody who writes has to wait."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # Django's own would take the write lock
        try:
            yield
        finally:
            cursor.execute("COMMIT")


def stored(*, short: bool) -> list[type[models.Model]]:
    """The models of one of the two files, in the order in which they are restored."""
    found = [each for each in apps.get_models() if each._meta.label_lower not in NEVER]
    return [each for each in found if (each._meta.label_lower in SHORT) is short]


def write_rows(writer: Writer, counted: Counted, *, short: bool) -> None:
    """The rows of every model, in batches."""
    for model in stored(short=short):
        batch: list[models.Model] = []
        for number, row in enumerate(_rows(model)):
            batch.append(row)
            if len(batch) == BATCH:
                _add(writer, model, number // BATCH, batch)
                batch = []
            counted.rows += 1
        if batch:
            _add(writer, model, counted.rows // BATCH + 1, batch)


def write_blobs(writer: Writer, store: Blobs, counted: Counted, *, short: bool) -> None:
    """The sealed blobs, piece by piece. One whose row was erased meanwhile is left out; any other that is missing is told."""
    for label, lives_short in BLOBS.items():
        if lives_short is not short:
            continue
        model = apps.get_model(label)
        for key, name, size in model._default_manager.exclude(blob="").values_list("pk", "blob", "size"):
            for index in range(pieces.count(size)):
                piece = pieces.piece(name, index)
                try:
                    writer.add(f"blobs/{piece}", store.get(piece))
                    counted.blobs += 1
                except BlobMissingError:
                    counted.missing.append(f"{label} {key}")
                    break


def write_erasures(writer: Writer, config: Config) -> int:
    """The list of erasures, whose wraps live as short as this file; gives its serial. Raises ListMissing or TwoLists."""
    known = erasures.read(config)
    writer.add(ERASURES, known.dump())
    return known.serial


def waiting() -> set[int]:
    """Keys of what was collected and is in this backup."""
    return set(apps.get_model("intake.waiting")._default_manager.values_list("pk", flat=True))


def _rows(model: type[models.Model]) -> Iterator[Any]:
    return iter(model._default_manager.order_by("pk").iterator(chunk_size=BATCH))


def _add(writer: Writer, model: type[models.Model], number: int, batch: list[models.Model]) -> None:
    content = serializers.serialize("jsonl", batch)
    writer.add(f"rows/{model._meta.label_lower}/{number:08d}.jsonl", content.encode())
