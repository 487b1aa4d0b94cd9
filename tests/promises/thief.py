"""A full copy of the desk, and everything that one person's keys open in it, again and again (P2, P4)."""

import re
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyrage

from amana.desk.audit.parts import ForeignPartError
from amana.desk.audit.parts import open_case as open_case_part
from amana.desk.cases.grants import open_grant
from amana.desk.cases.keys import open_keys
from amana.desk.cases.records import Place, SealedRecord, unseal
from amana.desk.cases.secrets import CaseSecret
from amana.desk.staff.stretch import stretch, unwrap
from amana.errors import AmanaError
from amana.wire.encoding import unb64u
from tests.journeys.world import World

_AGE = b"age-encryption.org/v1"
_IDENTITY = re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{58}")
_KEY = re.compile(rb'"([A-Za-z0-9_-]{43})"')  # 32 bytes in base64url, as a head keeps older secrets
_RECORDS = ("cases_record", "vault_file")


def copy_desk(world: World, folder: Path) -> Path:
    """The desk's folder as a thief of the machine takes it; the database whole, however busy it is."""
    desk = world.layout.desk_config.parent
    shutil.copytree(desk, folder, ignore=shutil.ignore_patterns("*.sqlite3*"))
    with (
        closing(sqlite3.connect(desk / "data" / "desk.sqlite3", timeout=20)) as live,
        closing(sqlite3.connect(folder / "data" / "desk.sqlite3")) as copied,
    ):
        live.backup(copied)
    return folder


class Thief:
    """Somebody with a copy of the desk, pepper and all, and with keys. `opened` is all that they open."""

    def __init__(self, copy: Path) -> None:
        self.data = copy / "data"
        self.pepper = unb64u((copy / "pepper").read_text().strip(), 32)
        self.identities: set[str] = set()
        self.secrets: dict[bytes, CaseSecret] = {}  # and whatever looks like one
        self.proved: set[bytes] = set()  # those that opened a record
        self.opened: set[bytes] = set()

    def is_officer(self, login: str, passphrase: str) -> str:
        """Has this officer's passphrase, and gets her identity out of the copy."""
        [(officer, salt, wrapped)] = self._rows(
            "SELECT id, salt, wrapped_identity FROM staff_officer WHERE login = ?", login
        )
        key = stretch(passphrase, salt=bytes(salt), pepper=self.pepper).wrap
        identity = unwrap(key, bytes(wrapped), row=officer, column="wrapped_identity").decode()
        self.identities.add(identity)
        return identity

    def opens_everything(self) -> "Thief":
        """Until what was opened holds no key that was not tried."""
        tried = (-1, -1)
        while tried != (len(self.identities), len(self.secrets)):
            tried = (len(self.identities), len(self.secrets))
            self._try_keys()
            for content in list(self.opened):
                self.identities |= {found.decode() for found in _IDENTITY.findall(content)}
                for found in _KEY.findall(content):
                    self._has(unb64u(found.decode(), 32))
        return self

    def holds(self, *words: str) -> list[str]:
        """Which of these words were opened."""
        return [word for word in words if any(word.encode() in each for each in self.opened)]

    def _has(self, secret: bytes) -> None:
        if secret not in self.secrets:
            self.secrets[secret] = CaseSecret(secret)
            self.identities.add(self.secrets[secret].identity)

    def _try_keys(self) -> None:
        identities = [pyrage.x25519.Identity.from_str(each) for each in self.identities]
        self._try_grants()
        for sealed in self._sealed():
            self.opened |= set(_opened_by_age(sealed, identities))
        for table in _RECORDS:
            for key, epoch, sealed in self._rows(f"SELECT key, epoch, sealed FROM {table}"):
                self._try_record(
                    bytes(sealed), Place(table=table, row=key, column="sealed", epoch=epoch)
                )
        for key, kind, epoch, sealed in self._rows(
            "SELECT key, kind, epoch, sealed FROM vault_derived"
        ):
            place = Place(table="vault_derived", row=key, column=kind, epoch=epoch)
            self._try_record(bytes(sealed), place, packed=True)
        for position, part in self._rows("SELECT position, case_part FROM audit_entry"):
            self._try_audit(position, bytes(part))

    def _try_grants(self) -> None:
        for identity in list(self.identities):
            for (sealed,) in self._rows("SELECT sealed FROM cases_keyring"):
                try:
                    entries = list(open_keys(identity, bytes(sealed)).values())
                except AmanaError:
                    continue
                for entry in entries:
                    self._has(entry.secret.raw)
            for (sealed,) in self._rows("SELECT sealed FROM cases_grant"):
                try:
                    granted = open_grant(identity, bytes(sealed))
                except AmanaError:
                    continue
                if granted is not None:
                    self._has(granted.secret.raw)

    def _try_record(self, sealed: bytes, place: Place, *, packed: bool = False) -> None:
        for secret in self.secrets.values():
            try:
                content = unseal(secret.records, sealed, place)
            except SealedRecord:
                continue
            self.opened.add(zlib.decompress(content) if packed else content)
            self.proved.add(secret.raw)

    def _try_audit(self, position: int, part: bytes) -> None:
        for secret in self.secrets:
            try:
                self.opened.add(repr(open_case_part(secret, position, part)).encode())
            except ForeignPartError:
                continue

    def _sealed(self) -> Iterator[bytes]:
        """Whatever may be an age file: blobs, and every value of the database."""
        for path in self.data.rglob("*"):
            if path.is_file() and ".sqlite3" not in path.name:
                yield path.read_bytes()
        for (table,) in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            for row in self._rows(f'SELECT * FROM "{table}"'):
                yield from (bytes(value) for value in row if isinstance(value, bytes))

    def _rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.data / "desk.sqlite3")) as database:
            return database.execute(query, given).fetchall()


def _opened_by_age(content: bytes, keys: list[pyrage.x25519.Identity]) -> Iterator[bytes]:
    """Every age file in these bytes, alone or in a frame that starts with its length."""
    at = content.find(_AGE)
    while at >= 0:
        for length in {len(content) - at, *_told(content[:at])}:
            try:
                yield pyrage.decrypt(content[at : at + length], keys)
            except pyrage.DecryptError:
                continue
        at = content.find(_AGE, at + 1)


def _told(before: bytes) -> Iterator[int]:
    """The length that a frame may tell in the two or four bytes before."""
    for width in (2, 4):
        if len(before) >= width:
            yield int.from_bytes(before[-width:], "big")
