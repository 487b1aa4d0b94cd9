"""Serving the desk: one process with threads, since the boot secret and every opened key live in
its memory (design §5).
"""

import os
import secrets
from pathlib import Path
from typing import Final

from amana.desk import config as settings_file
from amana.desk.config import Config
from amana.errors import AmanaError
from amana.live import require_loopback
from amana.wire.encoding import b64u

THREADS: Final = 8


class NoConfigError(AmanaError):
    """No settings file was named. Nothing was started. Name the desk's settings file and start
    again.
    """


def serve(config: Path, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Migrates, then serves until it is stopped. No access log: it would hold addresses and times
    (P7). Raises NotReadyError, NotOnLoopbackError (P12).
    """
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    from amana.desk.ready import require_ready

    prepared = prepare(config)
    require_ready(prepared)
    if prepared.demo:
        require_loopback(host)
    migrate(config)
    server = Server(
        "amana.desk.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        loop=Loops.asyncio,
        log_access=False,
        log_level=LogLevels.error,
        respawn_failed_workers=False,  # a new process has a new boot secret: all must sign in again, so say it
        websockets=False,
    )
    server.serve()


def migrate(config: Path) -> None:
    """Brings the database to this version's form. Safe to run again."""
    prepare(config)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def prepare(config: Path) -> Config:
    """Names the settings file for this process and its children, and closes the data folder to
    others. Raises BadConfigError.
    """
    if not config.is_file():
        raise NoConfigError
    os.environ[settings_file.VARIABLE] = str(config.resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "amana.desk.settings"
    os.umask(0o077)
    settings_file.current.cache_clear()
    found = settings_file.current()
    found.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def new_pepper(path: Path) -> None:
    """Makes the pepper file of a new desk; never overwrites one. It is then copied to paper."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(b64u(secrets.token_bytes(settings_file.PEPPER_LENGTH)) + "\n")
        file.flush()
        os.fsync(file.fileno())
