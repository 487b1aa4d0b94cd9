"""A desk of its own for each test: settings, folders and a fresh database, from a template made once."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace

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
def desk(tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A desk without officers. `.config`, `.database`, `.auditors` (age identities)."""
    from django.conf import settings
    from django.db import connections

    from amana.desk.staff import sessions

    database = tmp_path / "desk.sqlite3"
    shutil.copy(_template(), database)
    connections.close_all()
    before = connections.databases["default"]["NAME"]
    for alias in (connections.databases["default"], connections["default"].settings_dict):
        alias["NAME"] = database
    yield SimpleNamespace(
        config=settings.AMANA, database=database, folder=tmp_path, auditors=AUDITORS
    )
    sessions.lock_all()
    connections.close_all()
    for alias in (connections.databases["default"], connections["default"].settings_dict):
        alias["NAME"] = before


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
