"""Keys, permissions, disk and backups: what can be seen without a database."""

import shutil
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amana.errors import AmanaError
from amana.wire.encoding import load_json

if TYPE_CHECKING:
    from amana.desk.config import Config

LEAST_FREE: Final = 2 * 1024**3  # bytes: two of her largest files
LEAST_SHARE: Final = 0.05
BACKUP_DAYS: Final = 2  # daily, and one may fail
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
GIB: Final = 1024**3


def disk(folder: Path, what: str) -> Iterator[str]:
    """Room for what is still to come."""
    if not folder.is_dir():
        yield f"The {what}'s data folder {folder} is not there: mount its disk, or make a new one with `amana {what} migrate`."
        return
    usage = shutil.disk_usage(folder)
    if usage.free < LEAST_FREE or usage.free < usage.total * LEAST_SHARE:
        left = usage.free / GIB
        yield f"The {what}'s disk has only {left:.1f} GiB left: free some space or give it more, before it has to refuse reports."


def private(files: Iterable[Path]) -> Iterator[str]:
    """Secrets that others on this machine could read."""
    for file in files:
        if file.exists() and file.stat().st_mode & OTHERS:
            yield f"Others on this machine can read {file}: run `chmod 600 {file}`, and make new keys if that was so for long."


def desk_keys(config: "Config") -> Iterator[str]:
    """Pepper and service keys."""
    from amana.desk.intake.service_keys import ServiceKeys

    try:
        config.pepper()
    except AmanaError as error:
        yield f"{error.sentence} ({config.pepper_file})"
    try:
        keys = ServiceKeys.read(config.service_keys)
    except AmanaError as error:
        yield f"{error.sentence} ({config.service_keys})"
    else:
        if not keys.backup:
            yield "Nobody is named whom backups are sealed to: make a backup key with `amana keys desk` and name it in the service keys."
    yield from private((config.pepper_file, config.service_keys))


def backups(config: "Config", now: datetime) -> Iterator[str]:
    """When the last one was made and verified, and whether it is still where it was put."""
    from amana.cli.backup import NOTE

    try:
        note = load_json((config.data / NOTE).read_bytes())
        made, path = datetime.fromisoformat(note["made"]), Path(note["main"])
    except (OSError, AmanaError, KeyError, TypeError, ValueError):
        yield "No backup of the desk has ever been made: run `amana backup make` each day, to another disk."
        return
    if now - made > timedelta(days=BACKUP_DAYS):
        days = (now - made).days
        yield f"The last backup is {days} days old: run `amana backup make` now, and find out why the daily one failed."
    if not path.is_file():
        yield f"The last backup is not at {path} any more: mount that disk, or run `amana backup make` again."


def utc() -> datetime:
    """Now."""
    return datetime.now(UTC)
