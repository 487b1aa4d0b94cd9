"""Backups of the desk: sealed, read back before they count, and never a way around an erasure (P5, P8, design §5).

Two files a backup. `main` holds rows and files of cases. `keys` holds what opens them: keyrings, grants, recovery wraps, and
everything that has no case yet; it is kept for 30 days at most. Neither holds a session. One form for SQLite and PostgreSQL: lines of JSON.
"""

import datetime
import hashlib
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyrage
from django.apps import apps
from django.db import connection, models, transaction

from amana.desk.cases import backup_rows, signals
from amana.desk.cases.backup_stream import Opening, Sealing
from amana.desk.cases.clock import now
from amana.desk.cases.erasures import read as read_erasures
from amana.desk.config import Config
from amana.errors import AmanaError
from amana.seal.age_keys import new_identity, recipient_of
from amana.stores.blobs import BlobMissingError, Blobs
from amana.wire.encoding import JsonObject, dump_json, load_json

FORMAT: Final = "amana-backup/1"
KEYS_DAYS: Final = 30  # an erasure is complete in backups after as many days
MAIN, KEYS = "main", "keys"
_TABLES: Final = {
    MAIN: (
        "staff.Officer", "staff.Passkey", "staff.Closure", "staff.StandingKey", "staff.DirectoryCopy", "staff.LeadChange",
        "audit.Entry", "cases.Case", "cases.Record", "vault.File", "vault.Notice", "vault.Stamp",
    ),
    KEYS: (
        "cases.Keyring", "cases.Grant", "cases.RecoveryWrap", "cases.TakeUp", "cases.Vacancy",
        "intake.Waiting", "replies.Outbox", "recovery.Brought",
    ),
}  # fmt: skip
_LIMIT: Final = 64 * 1024 * 1024  # bytes of one member that is read whole


class ChangedMeanwhile(AmanaError):
    """A file was sealed again while the backup was made, so the backup is not whole and was thrown away. Nothing is lost. Make it again."""


class NotABackup(AmanaError):
    """This is not a backup of a desk, or it is damaged, or this key does not open it. Nothing was changed. Try the backup before it."""


class NotEmpty(AmanaError):
    """There are officers or cases in this database already. Nothing was changed. Restore into an empty, migrated database."""


class NoBackupKey(AmanaError):
    """No recipient for backups is named in the file of service keys, so none was made. Add the backup key's recipient."""


@dataclass(frozen=True)
class Made:
    """The two files, and the moment that they show."""

    main: Path
    keys: Path
    started: datetime.datetime


def make(config: Config, to: Path, *, recipients: tuple[str, ...]) -> Made:
    """Makes and verifies a backup in the folder `to`. What waits at the relay may be confirmed after it.

    Raises NoBackupKey, ChangedMeanwhile, StoreError.
    """
    if not recipients:
        raise NoBackupKey
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    started = now()
    stamp = started.strftime("%Y%m%d-%H%M%S")
    checking = new_identity()  # opens this backup once, to verify it, and is then forgotten
    paths = {part: to / f"desk-{stamp}-{part}.age" for part in (MAIN, KEYS)}
    kept = _write(config, paths, (*recipients, recipient_of(checking)))
    for path in paths.values():
        for _ in _members(path, (checking,)):
            continue
    signals.backup_verified.send(Config, kept=kept)
    forget_old_keys(to, started)
    return Made(paths[MAIN], paths[KEYS], started)


def forget_old_keys(folder: Path, moment: datetime.datetime) -> int:
    """Deletes key backups older than 30 days: what was erased since is then gone from every backup."""
    limit = (moment - datetime.timedelta(days=KEYS_DAYS)).strftime("%Y%m%d-%H%M%S")
    old = [p for p in folder.glob(f"desk-*-{KEYS}.age") if p.name.split("desk-")[1][:15] < limit]
    for path in old:
        path.unlink()
    return len(old)


def _write(config: Config, paths: dict[str, Path], recipients: tuple[str, ...]) -> set[int]:
    """Rows of one moment first, their blobs after. Gives the keys of the envelopes and uploads that are in it."""
    kept: set[int] = set()
    streams = {part: Sealing(path, recipients) for part, path in paths.items()}
    blobs: dict[str, list[tuple[str, int]]] = {part: [] for part in streams}
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            for part, stream in streams.items():
                stream.add("manifest.json", dump_json(_manifest(config, part)))
                for table in _TABLES[part]:
                    blobs[part] += backup_rows.write(stream, _model(table))
            kept = set(_rows("intake.Waiting").values_list("key", flat=True))
        for part, stream in streams.items():
            _write_blobs(stream, blobs[part])
            stream.finish()
    except BaseException:
        for stream in streams.values():
            stream.abandon()
        raise
    return kept


def _manifest(config: Config, part: str) -> JsonObject:
    return {"v": FORMAT, "part": part, "erasures": read_erasures(config).serial}


def _write_blobs(stream: Sealing, blobs: list[tuple[str, int]]) -> None:
    store = _store()
    for name, pieces in blobs:
        for index in range(pieces):
            piece = f"{name}{index:08x}"
            try:
                stream.add(f"blobs/{piece}", store.get(piece))
            except BlobMissingError as error:
                raise ChangedMeanwhile from error


def restore(config: Config, main: Path, keys: Path, *, identity: str) -> int:
    """Restores both files into an empty, migrated database, and gives the serial that the backup's list of erasures had.

    Sign-in stays closed, and `amana.desk.cases.restoring.settle` must run before the desk is served. Raises NotABackup, NotEmpty.
    """
    if _rows("staff.Officer").exists() or _rows("cases.Case").exists():
        raise NotEmpty
    serial = 0
    with transaction.atomic():
        for part, path in ((MAIN, main), (KEYS, keys)):
            for name, content in _members(path, (identity,)):
                if name == "manifest.json":
                    serial = max(serial, _check_manifest(content, part))
                elif name.startswith("rows/"):
                    backup_rows.read(_model(name.split("/")[1]), content)
                elif name.startswith("blobs/"):
                    _store().put(name.removeprefix("blobs/"), content)
        backup_rows.reset_sequences(_TABLES)
    return serial


def _check_manifest(content: bytes, part: str) -> int:
    value = load_json(content)
    if value.get("v") != FORMAT or value.get("part") != part:
        raise NotABackup
    return int(value["erasures"])


def _members(path: Path, identities: tuple[str, ...]) -> Any:
    """Every member, its hash held against the list at the end. Raises NotABackup."""
    sums: dict[str, str] = {}
    told: JsonObject | None = None
    try:
        with Opening(path, identities) as stream:
            for member in stream.tar:
                file = stream.tar.extractfile(member)
                content = file.read(_LIMIT + 1) if file else b""
                if told is not None or len(content) > _LIMIT:
                    raise NotABackup
                if member.name == "sums.json":
                    told = load_json(content, limit=_LIMIT)
                    continue
                sums[member.name] = hashlib.sha256(content).hexdigest()
                yield member.name, content
    except (OSError, tarfile.TarError, pyrage.DecryptError) as error:
        raise NotABackup from error
    if told is None or told != sums:
        raise NotABackup


def _model(name: str) -> type[models.Model]:
    return apps.get_model(name)


def _rows(name: str) -> "models.QuerySet[models.Model]":
    return _model(name)._base_manager.all()


def _vault() -> Any:
    """The vault's app, which cases may not import; it knows where blobs are."""
    return apps.get_app_config("vault")


def _store() -> Blobs:
    store: Blobs = _vault().store()
    return store
