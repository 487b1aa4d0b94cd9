"""Makes a backup of the desk, and tells the desk what is now safe to confirm at the relay (P5)."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from amana.cli import private_file
from amana.cli.backups import contents, sealed
from amana.cli.backups.contents import Counted
from amana.desk.config import Config
from amana.desk.intake.service_keys import ServiceKeys
from amana.desk.vault.blobs import of
from amana.errors import AmanaError

VERSION: Final = "amana-backup/1"
MANIFEST: Final = "manifest.json"
NOTE: Final = "backup.json"  # in the data folder: when the last one was made and verified
LONG, SHORT = ".amana", ".keys.amana"


class NoRecipientError(AmanaError):
    """Nobody is named whom backups are sealed to. Nothing was written. Name a recipient with `amana desk keys --backup`, from `amana keys desk`."""


class BlobsMissingError(AmanaError):
    """Sealed files are missing in the store, so this backup does not count. Nothing was confirmed. Mount the right disk or bucket, and see `amana doctor`."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__()
        self.details = tuple(missing)


@dataclass(frozen=True, kw_only=True)
class Made:
    """Both files, and how many rows and blobs they hold together."""

    long: Path
    short: Path
    rows: int
    blobs: int


def make(config: Config, folder: Path) -> Made:
    """Writes both files, verifies them and lets the worker confirm. Raises NoRecipientError, ListMissing, NotReadBackError."""
    recipients = ServiceKeys.read(config.service_keys).backup
    if not recipients:
        raise NoRecipientError
    folder.mkdir(mode=private_file.PRIVATE_FOLDER, parents=True, exist_ok=True)
    moment = datetime.now(UTC)
    stem = moment.strftime("desk-%Y%m%d-%H%M%S")
    long, short = folder / (stem + LONG), folder / (stem + SHORT)
    with contents.one_moment():
        kept = contents.waiting()
        counted = [_write(config, path, recipients, stem) for path in (long, short)]
    _check_missing(counted)
    _tell(config, moment, long, kept)
    return Made(
        long=long,
        short=short,
        rows=sum(each.rows for each in counted),
        blobs=sum(each.blobs for each in counted),
    )


def _write(config: Config, path: Path, recipients: tuple[str, ...], stem: str) -> Counted:
    short, counted = path.name.endswith(SHORT), Counted()
    with sealed.writing(path, recipients) as writer:
        head: dict[str, Any] = {"v": VERSION, "stem": stem, "short": short}
        writer.add("head.json", json.dumps(head).encode())
        contents.write_rows(writer, counted, short=short)
        contents.write_blobs(writer, of(config), counted, short=short)
        serial = contents.write_erasures(writer, config) if short else None
        writer.add(MANIFEST, json.dumps(head | asdict(counted) | {"erasures": serial}).encode())
    return counted


def _check_missing(counted: list[Counted]) -> None:
    """A blob may be missing only where its row is gone by now as well."""
    from django.apps import apps

    missing = []
    for told in (each for one in counted for each in one.missing):
        label, _, key = told.partition(" ")
        if apps.get_model(label)._default_manager.filter(pk=int(key)).exclude(blob="").exists():
            missing.append(told)
    if missing:
        raise BlobsMissingError(missing)


def _tell(config: Config, moment: datetime, long: Path, kept: set[int]) -> None:
    from amana.desk.cases import signals

    note = {"v": VERSION, "made": moment.isoformat(timespec="minutes"), "file": str(long)}
    private_file.write(config.data / NOTE, json.dumps(note).encode())
    signals.backup_verified.send(sender=Made, kept=kept)
