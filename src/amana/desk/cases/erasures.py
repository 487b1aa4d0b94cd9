"""The list of erasures and re-sealings, outside the database and in two places (design §5).

A database restored from before must not bring back what was erased, nor let an excluded officer's old key open a case again. Each change
is written to both places and fsynced before the step counts as done.
"""

import base64
import dataclasses
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from amana.desk.cases.grants import Entry, open_grant, seal_grant
from amana.desk.cases.head import Admission, Head, Lift, ShutOut
from amana.desk.cases.keyring import holders
from amana.desk.cases.models import Case, RecoveryWrap
from amana.desk.cases.opened import OpenedCase
from amana.desk.cases.records import Place, seal, unseal
from amana.desk.config import Config
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError
from amana.wire.encoding import dump_json, load_json

FILE: Final = "erasures.json"
_one_writer = threading.Lock()
_LIMIT: Final = 256 * 1024 * 1024


class ListMissing(AmanaError):
    """The list of erasures is missing or damaged in both places. Nothing was changed. Put one copy back; until then sign-in stays
    closed."""


class TwoLists(AmanaError):
    """The two copies of the list of erasures tell different things. Nothing was changed. Both safeguarding leads decide which one
    counts."""


@dataclass
class Standing:
    """What the list says of one case."""

    epoch: int
    erased: bool = False
    wrap: str = field(default="", repr=False)  # base64 of its recovery wrap
    grants: dict[str, str] = field(default_factory=dict, repr=False)  # by officer: real or dummy
    note: str = field(default="", repr=False)  # who is admitted, sealed under the case's secret
    locked: dict[str, str] = field(default_factory=dict)  # file's random key: day it was locked


@dataclass
class Erasures:
    """The list: a serial that only grows, and what stands for each case that was re-sealed or erased."""

    serial: int = 0
    cases: dict[int, Standing] = field(default_factory=dict)

    def dump(self) -> bytes:
        """The JSON that is written."""
        cases = {str(number): dataclasses.asdict(entry) for number, entry in self.cases.items()}
        return dump_json({"v": 1, "serial": self.serial, "cases": cases})

    @classmethod
    def load(cls, data: bytes) -> "Erasures":
        """What `dump` wrote. Raises BadJson, KeyError or TypeError for anything else."""
        value: dict[str, Any] = load_json(data, limit=_LIMIT)
        cases = {int(number): Standing(**entry) for number, entry in value["cases"].items()}
        return cls(int(value["serial"]), cases)


def read(config: Config) -> Erasures:
    """The newer of the two copies; an empty list where a desk has none yet. Raises ListMissing or TwoLists."""
    found = [_read(path) for path in _places(config)]
    lists = [entry for entry in found if entry is not None]
    if not lists:
        if any(path.exists() for path in _places(config)) or Case.objects.exists():
            raise ListMissing
        return Erasures()
    newest = max(lists, key=lambda entry: entry.serial)
    if any(entry.serial == newest.serial and entry != newest for entry in lists):
        raise TwoLists
    return newest


def begin(config: Config) -> None:
    """Writes an empty list where a new desk has none. Harmless later."""
    if not any(path.exists() for path in _places(config)):
        _write_both(config, Erasures())


def record_renewal(opened: OpenedCase) -> None:
    """Enters a case's new epoch with its wrap and grants: an older database may not open it again."""
    wrap = RecoveryWrap.objects.get(case=opened.case)
    entry = Entry(opened.number, opened.case.epoch, opened.secret)
    grants = {
        officer: _text(
            seal_grant(recipient, entry if officer in opened.head.admitted_ids else None)
        )
        for officer, recipient in holders()
    }
    head = opened.head
    people = {
        "admitted": [dataclasses.asdict(entry) for entry in head.admitted],
        "shut_out": [dataclasses.asdict(entry) for entry in head.shut_out],
        "left_out": sorted(head.left_out),
        "handed": head.handed,
        "lifts": [dataclasses.asdict(entry) for entry in head.lifts],
    }
    note = seal(opened.secret.records, dump_json(people), _place(opened.number, entry.epoch))
    standing = Standing(
        entry.epoch, wrap=_text(bytes(wrap.sealed)), grants=grants, note=_text(note)
    )
    _record(opened.number, standing)


def wrap_of(standing: Standing) -> bytes:
    """The recovery wrap of the list's epoch."""
    return base64.b64decode(standing.wrap)


def own_grant(standing: Standing, unlocked: Unlocked) -> Entry | None:
    """The entry of the list's epoch, when this officer was admitted then."""
    try:
        sealed = base64.b64decode(standing.grants[unlocked.officer.id])
        return open_grant(unlocked.identity, sealed)
    except (KeyError, AmanaError):
        return None


def put_back(head: Head, standing: Standing, entry: Entry) -> None:
    """Who was admitted and who was excluded at the list's epoch, by her and here, into a head of before."""
    place = _place(entry.number, entry.epoch)
    value = load_json(unseal(entry.secret.records, base64.b64decode(standing.note), place))
    head.admitted = [Admission(**each) for each in value["admitted"]]
    head.shut_out = [ShutOut(**each) for each in value["shut_out"]]
    head.routing["excluded"] = value.get("left_out", head.routing["excluded"])
    head.handed = value.get("handed", [])
    head.lifts = [Lift(**each) for each in value.get("lifts", [])]


def record_erasure(number: int, epoch: int) -> None:
    """Enters that a case is gone for good."""
    _record(number, Standing(epoch, erased=True))


def record_lock(number: int, epoch: int, key: int, day: str) -> None:
    """Enters that a file was locked unseen: no older database brings it back (amana.desk.vault.flows.lock)."""
    config = settings.AMANA
    with _one_writer:
        known = read(config)
        known.cases.setdefault(number, Standing(epoch)).locked[str(key)] = day
        known.serial += 1
        _write_both(config, known)


def _record(number: int, standing: Standing) -> None:
    config = settings.AMANA
    with _one_writer:
        known = read(config)
        if number in known.cases:
            standing.locked = known.cases[number].locked
        known.cases[number] = standing
        known.serial += 1
        _write_both(config, known)


def _place(number: int, epoch: int) -> Place:
    return Place(table="erasures", row=number, column="note", epoch=epoch)


def _text(data: bytes) -> str:
    return base64.b64encode(bytes(data)).decode()


def _places(config: Config) -> list[Path]:
    second = config.second_copy
    return [config.data / FILE, *([second / FILE] if second else [])]


def _read(path: Path) -> Erasures | None:
    try:
        return Erasures.load(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AmanaError):
        return None


def _write_both(config: Config, erasures: Erasures) -> None:
    content = erasures.dump()
    for path in _places(config):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(path.name + ".new")
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
