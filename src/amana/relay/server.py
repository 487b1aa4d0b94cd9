"""Starts the relay: one worker with threads, no access log, no addresses kept (P7)."""

import ctypes
import os
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

import django
from django.core.management import call_command
from django.db import connection
from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from amana.relay import config as configuration
from amana.relay.columns import today

THREADS: Final = 512  # made on demand: a slow phone holds one while it sends a part
M_ARENA_MAX: Final = -8  # of glibc's malloc.h
BACKPRESSURE: Final = 1024  # connections; more of them wait in the kernel


def use(config: Path) -> None:
    """Makes this process one of the relay at `config`. Raises ConfigError."""
    os.environ[configuration.VARIABLE] = str(config)
    os.environ["DJANGO_SETTINGS_MODULE"] = "amana.relay.settings"
    configuration.load.cache_clear()
    configuration.load()
    django.setup()


def migrate(config: Path) -> None:
    """Makes data folder, work key, blob store and tables, or brings them up to date."""
    found = configuration.read(config)
    found.data.mkdir(0o700, parents=True, exist_ok=True)
    found.make_work_key()
    found.store().prepare()
    use(config)
    call_command("migrate", verbosity=0, interactive=False)
    _only_days()


def _only_days() -> None:
    """Django notes when it changed the tables; here, too, the day is enough (P7)."""
    day = datetime.combine(today(), time.min, UTC)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = %s", [day])


def _share_memory_between_threads() -> None:
    """Two heaps for all threads (glibc), else each keeps the room of a part that it has sent on."""
    with suppress(AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def serve(config: Path, host: str, port: int) -> None:
    """Serves until it is told to stop. Raises ConfigError."""
    use(config)
    _share_memory_between_threads()
    Server(
        target="amana.relay.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,  # one process holds the writer, what was spent, and the room that is left
        blocking_threads=THREADS,
        backpressure=BACKPRESSURE,
        loop=Loops.asyncio,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        working_dir=None,
    ).serve()
