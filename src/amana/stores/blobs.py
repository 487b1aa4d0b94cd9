"""What every blob store promises: a blob that `put` returned for survives a power cut, whole (P5).

Names are lower-case, `kind/` and hexadecimal digits, drawn at random by the caller; a name is
never used for two contents.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from amana.errors import AmanaError

_NAME = re.compile(r"[a-z]{1,16}/[0-9a-f]{4,64}")


class StoreError(AmanaError):
    """The store for sealed files does not answer as it should. What was acknowledged is still there.
    Try again; if it stays so, ask the administrator to look at the disk or the bucket.
    """


class StoreFullError(StoreError):
    """The store for sealed files is full. Nothing was dropped, and new files are refused. Free some
    space or give the store more.
    """


class BlobMissingError(StoreError):
    """A sealed file is not in the store. Everything else is untouched. Look whether the disk or the
    bucket is the right one before anything is erased.
    """


class NotAStoreError(StoreError):
    """This folder or bucket does not carry the mark of an Amana store. Nothing was changed. Mount the
    right disk, or run `amana relay migrate` once for a new one.
    """


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored blob: its name, and the day (UTC) that the store itself shows for it."""

    name: str
    day: date


class Blobs(Protocol):
    """A blob store. Every method raises StoreError; `get` and `chunks` raise BlobMissingError."""

    def prepare(self) -> None:
        """Makes an empty store usable and marks it; harmless when it is already."""

    def require(self) -> None:
        """Raises NotAStoreError unless `prepare` once ran here: an unmounted disk is not empty."""

    def put(self, name: str, content: bytes) -> None:
        """Keeps `content`; durable on return. Raises StoreFullError when there is no room."""

    def get(self, name: str) -> bytes:
        """The whole content."""

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content in pieces of at most a few hundred KiB."""

    def has(self, name: str) -> bool:
        """Whether the blob is there; asked of the store itself, never of a listing."""

    def erase(self, name: str) -> None:
        """Removes the blob; harmless when it is gone."""

    def entries(self) -> Iterator[Entry]:
        """Every blob."""

    def room(self) -> int | None:
        """Bytes that are free; None where the store does not tell."""

    def sweep(self, before: date) -> None:
        """Removes what a cut left half-written before that day."""


def checked_name(name: str) -> str:
    """`name`, when it is of the agreed form: no path can climb out of the store."""
    if not _NAME.fullmatch(name):
        raise StoreError
    return name
