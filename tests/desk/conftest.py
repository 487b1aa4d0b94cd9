"""A desk of its own for each test: settings, folders and a fresh database, from a template made once."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyrage
import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="amana-desk-tests-"))
AUDITORS = [pyrage.x25519.Identity.generate() for _ in range(2)]


def _configure() -> None:
    """Before any test module imports a model."""
    from amana.desk import server

    path = FOLDER / "desk.toml"
    auditors = ", ".join(f'"{auditor.to_public()}"' for auditor in AUDITORS)
    path.write_text(
        f'data = "data"\nmode = "demo"\npepper_file = "pepper"\nauditors = [{auditors}]\n'
        'name = { en = "Test desk", ar = "مكتب التجربة", ckb = "مێزی تاقیکردنەوە" }\n',
        encoding="utf-8",
    )
    server.new_pepper(FOLDER / "pepper")
    server.prepare(path)
    os.umask(0o022)
    import django

    django.setup()


_configure()


@cache
def _template() -> Path:
    """A migrated database to copy. Once a process, also where tests/promises borrows these fixtures."""
    from django.core.management import call_command
    from django.db import connections
    from django.test.utils import setup_test_environment

    setup_test_environment(debug=False)
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
    return Path(shutil.copy(FOLDER / "data" / "desk.sqlite3", FOLDER / "template.sqlite3"))


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A desk without officers. `.config`, `.database`, `.auditors` (age identities)."""
    from django.conf import settings

    database = tmp_path / "desk.sqlite3"
    shutil.copy(_template(), database)
    with using(NAME=database):
        yield SimpleNamespace(
            config=settings.AMANA, database=database, folder=tmp_path, auditors=AUDITORS
        )


@pytest.fixture
def desk(on_sqlite: SimpleNamespace) -> SimpleNamespace:
    """The desk of most tests; some rooms have it on both databases (tests/desk/both_databases.py)."""
    return on_sqlite


@contextmanager
def using(**changed: Any) -> Iterator[None]:
    """Another database for this process, in all its threads, until the end; sessions end with it."""
    from django.db import connections

    from amana.desk.staff import sessions

    def become(settings: dict[str, Any]) -> None:
        connections.close_all()
        connections.databases["default"] = settings
        with suppress(AttributeError):  # this thread has not asked the one of before
            del connections["default"]

    before = connections.databases["default"]
    become({**before, **changed})
    yield
    sessions.lock_all()
    become(before)


@pytest.fixture
def officer(desk: SimpleNamespace):
    """Makes an officer who has signed in before: `officer("noor", "lead")`."""
    from amana.desk.staff.flows.provision import create_officer

    def make(login: str = "noor", *roles: str, language: str = "en", **more):
        label = {code: login.capitalize() for code in ("ar", "ckb", "en")}
        return create_officer(
            login=login, label=label, roles=roles or ("caseworker",), language=language, **more
        )

    return make
