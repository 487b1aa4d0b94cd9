"""Blobs in a bucket of any S3-compatible store, through obstore; an answered PUT is durable there."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final, TypeVar

from obstore.exceptions import BaseError
from obstore.store import S3Store

from amana.stores.blobs import (
    BlobMissingError,
    Entry,
    NotAStoreError,
    StoreError,
    StoreFullError,
    checked_name,
)

MARK: Final = "amana-blobs-1"
PATIENCE: Final = timedelta(seconds=10)  # a full bucket is said at once, not after three minutes
_NO_ROOM = ("InsufficientStorage", "QuotaExceeded", "No space left", "507")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Access to one bucket; read from a file, never from arguments or the environment."""

    access_key: str
    secret_key: str

    @classmethod
    def read(cls, path: Path) -> "Credentials":
        """From a TOML file with `access_key` and `secret_key`. Raises StoreError."""
        try:
            found = tomllib.loads(path.read_text("utf-8"))
            return cls(str(found["access_key"]), str(found["secret_key"]))
        except (OSError, ValueError, KeyError) as error:
            raise StoreError from error


class Bucket:
    """A store in one bucket."""

    def __init__(
        self, *, endpoint: str, bucket: str, region: str, credentials: Credentials
    ) -> None:
        self._store = S3Store(
            bucket,
            endpoint=endpoint,
            region=region,
            access_key_id=credentials.access_key,
            secret_access_key=credentials.secret_key,
            virtual_hosted_style_request=False,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": "30s"},
            retry_config={"max_retries": 3, "retry_timeout": PATIENCE},
        )

    def prepare(self) -> None:
        _told(lambda: self._store.put(MARK, b""))

    def require(self) -> None:
        try:
            _told(lambda: self._store.head(MARK))
        except BlobMissingError as error:
            raise NotAStoreError from error

    def put(self, name: str, content: bytes) -> None:
        _told(lambda: self._store.put(checked_name(name), content, use_multipart=False))

    def get(self, name: str) -> bytes:
        return _told(lambda: bytes(self._store.get(checked_name(name)).bytes()))

    def chunks(self, name: str) -> Iterator[bytes]:
        return iter((self.get(name),))  # blobs are at most 1 MiB here: one piece

    def has(self, name: str) -> bool:
        try:
            _told(lambda: self._store.head(checked_name(name)))
        except BlobMissingError:
            return False
        return True

    def erase(self, name: str) -> None:
        try:
            _told(lambda: self._store.delete(checked_name(name)))
        except BlobMissingError:
            return

    def entries(self) -> Iterator[Entry]:
        listing = iter(self._store.list())
        while batch := _told(lambda: next(listing, None)):
            for item in batch:
                if item["path"] != MARK:
                    yield Entry(item["path"], item["last_modified"].date())

    def room(self) -> int | None:
        return None  # told by a refusal alone

    def sweep(self, before: date) -> None:
        """Nothing to do: a bucket shows no half-written blob."""


def _told(work: Callable[[], T]) -> T:
    """Runs `work`, and says in our own errors what the store answered."""
    try:
        return work()
    except FileNotFoundError as error:
        raise BlobMissingError from error
    except (BaseError, OSError, ValueError) as error:
        full = any(sign in str(error) for sign in _NO_ROOM)
        raise (StoreFullError if full else StoreError) from error
