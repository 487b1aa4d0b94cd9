"""What the dark room made of a file, kept sealed in parts: made again from the file whenever the case has a new secret (P2).

Text is packed small before it is sealed: a chat of 100,000 messages takes a few megabytes.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db import transaction

from amana.desk.cases.number import draw
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.records import Place, seal, unseal
from amana.desk.vault.files import CaseFile
from amana.desk.vault.models import Derived, File

TABLE: Final = "vault_derived"
_LARGEST: Final = 64 * 1024 * 1024  # bytes of one part once it is unpacked
_LEVEL: Final = 1  # chats pack to a fifth even at the fastest level


def replace(opened: OpenedCase, file: CaseFile, kind: str, parts: Iterable[bytes]) -> int:
    """Keeps these parts instead of those that were there; gives their number. Its own transaction a part: long work may be
    halted, and what is not finished is begun anew. Of a file that was locked meanwhile nothing is kept (P10).
    """
    forget(file, kind)
    count = 0
    for content in parts:
        row = Derived(key=draw(), file=file.row, kind=kind, part=count, epoch=opened.case.epoch)
        row.sealed = seal(opened.secret.records, zlib.compress(content, _LEVEL), _place(row))
        with transaction.atomic():
            there = File.objects.select_for_update().filter(key=file.row.key, blob=file.row.blob)
            if there.first() is None:
                break
            row.save(force_insert=True)
        count += 1
    return count


def forget(file: CaseFile, kind: str) -> None:
    """Removes a kind."""
    Derived.objects.filter(file=file.row, kind=kind).delete()


def parts_of(opened: OpenedCase, file: CaseFile, kind: str) -> Iterator[bytes]:
    """The parts in order; none when the file was not tried under the present secret."""
    rows = Derived.objects.filter(file=file.row, kind=kind, epoch=opened.case.epoch)
    for row in rows.order_by("part").iterator(chunk_size=20):
        yield _open(opened, row)


def part_of(opened: OpenedCase, file: CaseFile, kind: str, part: int = 0) -> bytes | None:
    """One part, or None when it is not there."""
    row = Derived.objects.filter(
        file=file.row, kind=kind, part=part, epoch=opened.case.epoch
    ).first()
    return None if row is None else _open(opened, row)


def json_of(opened: OpenedCase, file: CaseFile, kind: str) -> Any | None:
    """The first part, read as JSON."""
    content = part_of(opened, file, kind)
    return None if content is None else json.loads(content)


def drop_older(opened: OpenedCase) -> None:
    """Removes what was made under an older secret: whoever was excluded could open it with that."""
    Derived.objects.filter(file__case=opened.case, epoch__lt=opened.case.epoch).delete()


def parts_there(opened: OpenedCase, file: CaseFile, kind: str) -> list[int]:
    """The numbers of the parts that there are."""
    rows = Derived.objects.filter(file=file.row, kind=kind, epoch=opened.case.epoch)
    return sorted(rows.values_list("part", flat=True))


def has(file: File, kind: str, epoch: int) -> bool:
    """Whether a kind was made under this epoch."""
    return Derived.objects.filter(file=file, kind=kind, epoch=epoch).exists()


def _open(opened: OpenedCase, row: Derived) -> bytes:
    packed = unseal(opened.secret.records, bytes(row.sealed), _place(row))
    unpacker = zlib.decompressobj()
    return unpacker.decompress(packed, _LARGEST)


def _place(row: Derived) -> Place:
    return Place(table=TABLE, row=row.key, column=row.kind, epoch=row.epoch)
