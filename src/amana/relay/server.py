"""Starts the relay: one worker, no access log, no addresses kept (P7)."""

import ctypes
import os
import resource
from contextlib import suppress
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

import django
from django.core.management import call_command
from django.db import connection
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from amana.live import require_loopback
from amana.relay import config as configuration
from amana.relay.columns import today
from amana.relay.ready import require_ready

M_ARENA_MAX: Final = -8  # of glibc's malloc.h
CONNECTIONS: Final = 8192  # at once; more of them wait in the kernel
OTHER_FILES: Final = 256  # open files that are no connections
HEAD_SECONDS: Final = 20  # for the head of a request, and between two requests
ENDING_SECONDS: Final = 4  # for requests that are under way when it is told to stop
READ_AHEAD: Final = 64 * 1024  # bytes of a connection that lie outside the porch's room


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


def _connections() -> int:
    """How many this process may hold open: CONNECTIONS, or what the system allows it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    files = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    return files - OTHER_FILES


def serve(config: Path, host: str, port: int) -> None:
    """Serves until it is told to stop. Raises ConfigError, NotReadyError, NotOnLoopbackError (P12)."""
    use(config)
    found = configuration.load()
    require_ready(found)
    if found.demo:
        require_loopback(host)
    _share_memory_between_threads()
    Server(
        target="amana.relay.rsgi:porch",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=1,  # one process holds the writer, what was spent, and the room that is left
        backpressure=_connections(),
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEAD_SECONDS * 1000, max_buffer_size=READ_AHEAD
        ),
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=ENDING_SECONDS,
        working_dir=None,
    ).serve()
