"""Columns that do not tell an order: random keys, and dates that are days (P7)."""

import secrets
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


def draw_key() -> int:
    """63 random bits, as both databases hold them."""
    return secrets.randbits(63)


def today() -> date:
    """The day (UTC): the finest time that the relay writes anywhere."""
    return datetime.now(UTC).date()


if TYPE_CHECKING:
    Number = models.BigIntegerField[int, int]
else:
    Number = models.BigIntegerField


class RandomKey(Number):
    """A primary key of 63 random bits. On SQLite it is declared `integer`, so that the rowid, too,
    is this number and tells no order of arrival.
    """

    def __init__(self, **options: Any) -> None:
        options.update(primary_key=True, default=draw_key, editable=False)
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """For migrations: the options above are the field's own."""
        name, path, positional, options = super().deconstruct()
        for option in ("primary_key", "default", "editable"):
            options.pop(option, None)
        return name, path, positional, options

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
