"""A real PostgreSQL from Debian's binaries: own folder, Unix socket only, no password.

initdb refuses root, so the server runs as `postgres` when the tests run as root.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

NEWEST = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
_numbers = count(1)


class Postgres:
    """One running server; `new_database` gives the address of an empty database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new_database(self) -> str:
        """postgresql:// address of a fresh database."""
        name = f"amana_{next(_numbers)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        return self._address(name)

    def copy_of(self, address: str) -> str:
        """A database with all that another one holds; nobody may be connected to that one."""
        name, source = f"amana_{next(_numbers)}", urlsplit(address).path.strip("/")
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        return self._address(name)

    def _address(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"


def as_postgres(command: list[str | Path]) -> list[str]:
    """The command, as the user `postgres` when we are root."""
    drop = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
    return [*(drop if os.geteuid() == 0 else []), *map(str, command)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server for the whole session."""
    folder = Path(tempfile.mkdtemp(prefix="amana-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = folder / "cluster"
    subprocess.run(
        as_postgres([NEWEST / "initdb", "--no-sync", "-U", "postgres", "-A", "trust", cluster]),
        check=True,
        capture_output=True,
        cwd=folder,
    )
    settings = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            as_postgres([NEWEST / "postgres", "-D", cluster, *settings]),
            stdout=log,
            stderr=log,
            cwd=folder,
        )
    try:
        _await(folder)
        yield Postgres(folder)
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(30)
        shutil.rmtree(folder)


def _await(folder: Path) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            psycopg.connect(f"postgresql://postgres@/postgres?host={folder}").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(folder)
