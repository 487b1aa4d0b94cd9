"""The relay's configuration: one TOML file, named by AMANA_RELAY_CONFIG, read once and typed."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from amana.errors import AmanaError
from amana.stores.blobs import Blobs
from amana.stores.bucket import Bucket, Credentials
from amana.stores.folder import Folder
from amana.wire.encoding import unb64u
from amana.wire.limits import MAX_DIFFICULTY

VARIABLE: Final = "AMANA_RELAY_CONFIG"
KINDS: Final = ("envelope", "part")  # of blobs
WORK_KEY_BYTES: Final = 32


class ConfigError(AmanaError):
    """The relay's configuration file is missing or wrong. Nothing was started and nothing changed.
    Compare the file with docs/operations.md.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the relay is told. Capacities are bytes; `roots` are raw Ed25519 keys."""

    data: Path
    database: str
    blobs: Mapping[str, str]
    site_origin: str
    hosts: tuple[str, ...]
    roots: tuple[bytes, ...]
    work_key: Path
    base_difficulty: int
    capacity_text: int
    capacity_files: int
    demo: bool

    def store(self) -> Blobs:
        """The blob store that was configured. Raises ConfigError, StoreError."""
        if self.blobs.get("kind", "file") == "file":
            return Folder(self.data / "blobs", KINDS)
        try:
            return Bucket(
                endpoint=self.blobs["endpoint"],
                bucket=self.blobs["bucket"],
                region=self.blobs.get("region", "us-east-1"),
                credentials=Credentials.read(self.data / self.blobs["credentials"]),
            )
        except KeyError as error:
            raise ConfigError from error

    def read_work_key(self) -> bytes:
        """The key that signs challenges and tickets. Raises ConfigError when it is not there."""
        try:
            key = self.work_key.read_bytes()
        except OSError as error:
            raise ConfigError from error
        if len(key) != WORK_KEY_BYTES:
            raise ConfigError
        return key

    def make_work_key(self) -> None:
        """Draws the key once; an existing file stays."""
        if not self.work_key.exists():
            handle = os.open(self.work_key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(WORK_KEY_BYTES))

    def django_database(self) -> dict[str, Any]:
        """Django's DATABASES["default"] for `sqlite` or a postgresql:// address."""
        if self.database == "sqlite":
            return _sqlite(self.data / "relay.sqlite3")
        return _postgresql(self.database)


@cache
def load() -> Config:
    """The configuration of this process. Raises ConfigError."""
    try:
        return read(Path(os.environ[VARIABLE]))
    except KeyError as error:
        raise ConfigError from error


def read(path: Path) -> Config:
    """A configuration file; relative paths in it start at its `data` folder. Raises ConfigError."""
    try:
        found = tomllib.loads(path.read_text("utf-8"))
        data = (path.parent / found["data"]).resolve()
        capacity = found.get("capacity", {})
        config = Config(
            data=data,
            database=str(found.get("database", "sqlite")),
            blobs={str(k): str(v) for k, v in found.get("blobs", {}).items()},
            site_origin=str(found["site_origin"]),
            hosts=tuple(str(host) for host in found["hosts"]),
            roots=tuple(unb64u(root, 32) for root in found.get("roots", [])),
            work_key=data / found.get("work_key", "work.key"),
            base_difficulty=int(found.get("base_difficulty", 11)),
            capacity_text=int(capacity.get("text", 2 * 1024**3)),
            capacity_files=int(capacity.get("files", 20 * 1024**3)),
            demo=bool(found.get("demo", False)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, AmanaError) as error:
        raise ConfigError from error
    if not 0 <= config.base_difficulty <= MAX_DIFFICULTY:
        raise ConfigError
    return config


def _sqlite(path: Path) -> dict[str, Any]:
    pragmas = (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",  # an acknowledged report survives a power cut (P5)
        "PRAGMA secure_delete = ON",  # what is erased is overwritten
        "PRAGMA trusted_schema = OFF",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds, while the command line holds the write lock
            "init_command": "; ".join(pragmas),
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    if parts.scheme != "postgresql":
        raise ConfigError
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(query.pop("port", parts.port or "")),
        "OPTIONS": query,
    }
