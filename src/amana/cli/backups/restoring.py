"""Puts a backup into an empty desk; what was erased since stays erased, what was re-sealed since stays shut (design §5)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.core import serializers
from django.db import transaction

from amana.cli.backups import sealed
from amana.cli.backups.contents import ERASURES, NEVER
from amana.cli.backups.making import MANIFEST, VERSION
from amana.desk.cases import erasures
from amana.desk.config import Config
from amana.desk.vault.blobs import of
from amana.errors import AmanaError

ROWS, BLOBS = "rows/", "blobs/"
PLACES: Final = 2


class NotEmptyError(AmanaError):
    """There is a desk in this place already. Nothing was changed. Restore into an empty data folder and an empty database."""


class NotAPairError(AmanaError):
    """These two files are not the two halves of one backup. Nothing was changed. Choose files whose names begin alike."""


@dataclass
class Restored:
    """What was put back; `closed` when sign-in waits for both leads."""

    rows: int = 0
    blobs: int = 0
    erased: int = 0
    closed: bool = False


def check(path: Path, identity: str) -> dict[str, Any]:
    """Opens a file to its end and compares it with its own manifest, which it gives back. Raises BackupDamagedError."""
    rows = blobs = 0
    manifest: dict[str, Any] = {}
    for name, content in sealed.members(path, identity):
        rows += content.count(b"\n") if name.startswith(ROWS) else 0
        blobs += name.startswith(BLOBS)
        if name == MANIFEST:
            manifest = json.loads(content)
    if manifest.get("v") != VERSION or (rows, blobs) != (manifest["rows"], manifest["blobs"]):
        raise sealed.BackupDamagedError
    return manifest


def restore(config: Config, long: Path, short: Path, identity: str) -> Restored:
    """Both halves, all or nothing in the database. Raises NotEmptyError, NotAPairError or BackupDamagedError."""
    halves = [check(path, identity) for path in (long, short)]
    if halves[0]["stem"] != halves[1]["stem"] or [half["short"] for half in halves] != [False, True]:
        raise NotAPairError
    if apps.get_model("staff.officer")._default_manager.exists():
        raise NotEmptyError
    done = Restored()
    kept_list = b""
    with transaction.atomic():
        for path in (long, short):
            for name, content in sealed.members(path, identity):
                if name == ERASURES:
                    kept_list = content
                else:
                    _put(config, name, content, done)
    _settle(config, kept_list, int(halves[1]["erasures"]), done)
    return done


def _put(config: Config, name: str, content: bytes, done: Restored) -> None:
    if name.startswith(BLOBS):
        of(config).put(name.removeprefix(BLOBS), content)
        done.blobs += 1
    elif name.startswith(ROWS):
        for row in serializers.deserialize("jsonl", content.decode()):
            if row.object._meta.label_lower in NEVER:
                raise sealed.BackupDamagedError
            row.save()
            done.rows += 1


def _settle(config: Config, kept_list: bytes, serial: int, done: Restored) -> None:
    """The list outside the database is newer than any backup; where it is gone, both leads decide."""
    from amana.desk.staff.flows import close_desk

    try:
        known = erasures.read(config)
    except AmanaError:
        known = None
    if known is None or known.serial < serial:
        known = erasures.Erasures.load(kept_list)
        close_desk.close(None, cause=close_desk.RESTORE)
        done.closed = True
    for number, standing in known.cases.items():
        if standing.erased:
            done.erased += _erase(number)


def _erase(number: int) -> int:
    from amana.desk.cases import signals

    found = apps.get_model("cases.case")._default_manager.filter(pk=number)
    if not found.exists():
        return 0
    with transaction.atomic():
        signals.erased.send(sender=Restored, number=number)
        found.delete()
    return 1
