"""Rows as lines of JSON: one form for both databases, so that a backup of one can be restored into the other."""

import base64
import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

from amana.desk.cases.backup_stream import Sealing

AT_ONCE: Final = 500  # rows a member
_PIECE: Final = 1024 * 1024  # bytes of a piece of a blob (amana.desk.vault.pieces)


def write(stream: Sealing, model: type[models.Model]) -> list[tuple[str, int]]:
    """Adds every row, and gives the blobs that they name with their number of pieces."""
    names = [field.attname for field in model._meta.concrete_fields]
    lines: list[bytes] = []
    blobs: list[tuple[str, int]] = []
    count = 0
    for values in model._base_manager.values(*names).iterator(chunk_size=AT_ONCE):
        if values.get("blob"):
            blobs.append((values["blob"], -(-values["size"] // _PIECE)))
        lines.append(json.dumps({name: _plain(value) for name, value in values.items()}).encode())
        if len(lines) == AT_ONCE:
            stream.add(f"rows/{model._meta.label}/{count:06}", b"\n".join(lines))
            lines, count = [], count + 1
    if lines:
        stream.add(f"rows/{model._meta.label}/{count:06}", b"\n".join(lines))
    return blobs


def read(model: type[models.Model], content: bytes) -> None:
    """Puts the rows of one member back."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rows = []
    for line in content.split(b"\n"):
        values = json.loads(line)
        rows.append(model(**{name: _typed(fields[name], value) for name, value in values.items()}))
    model._base_manager.bulk_create(rows)


def reset_sequences(tables: Mapping[str, Sequence[str]]) -> None:
    """PostgreSQL counts on from the highest key that was restored."""
    found = [apps.get_model(name) for part in tables.values() for name in part]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return value


def _typed(field: "models.Field[Any, Any]", value: Any) -> Any:
    if value is not None and isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if value is not None and isinstance(field, models.DateTimeField):
        return datetime.datetime.fromisoformat(value)
    if value is not None and isinstance(field, models.DateField):
        return datetime.date.fromisoformat(value)
    return value
