"""The fixture `desk` on SQLite and on a real PostgreSQL, for rooms whose tests must hold on both."""

import dataclasses
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.desk.conftest import AUDITORS, using
from tests.services.postgres import Postgres

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A desk without officers. `.config`, `.folder`, `.auditors` (age identities)."""
    from django.conf import settings

    if request.param == "sqlite":
        yield request.getfixturevalue("on_sqlite")
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    with using(**_settings(postgres.copy_of(_template(postgres)))):
        yield SimpleNamespace(config=settings.AMANA, folder=tmp_path, auditors=AUDITORS)


@cache
def _template(postgres: Postgres) -> str:
    """The address of a migrated database."""
    from django.core.management import call_command

    address = postgres.new_database()
    with using(**_settings(address)):
        call_command("migrate", verbosity=0, interactive=False)
    return address


def _settings(address: str) -> dict[str, Any]:
    """As the desk's own settings read such an address."""
    from django.conf import settings

    from amana.desk.settings import _database

    return {"OPTIONS": {}, **_database(dataclasses.replace(settings.AMANA, database=address))}
