"""Blobs as files: written aside, fsynced, renamed, and the folder fsynced, before `put` returns."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from io import FileIO
from pathlib import Path
from typing import Final

from amana.stores.blobs import (
    BlobMissingError,
    Entry,
    NotAStoreError,
    StoreError,
    StoreFullError,
    checked_name,
)

MARK: Final = "amana-blobs-1"
ASIDE: Final = ".new"  # a file that is still being written
CHUNK: Final = 256 * 1024
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Folder:
    """A store in `root`: `kind/ab/cdef…`, 256 sub-folders a kind, made beforehand."""

    def __init__(self, root: Path, kinds: tuple[str, ...]) -> None:
        self._root = root
        self._kinds = kinds

    def prepare(self) -> None:
        for kind in self._kinds:
            for shard in range(256):
                (self._root / kind / f"{shard:02x}").mkdir(0o700, parents=True, exist_ok=True)
            _sync_folder(self._root / kind)
        (self._root / MARK).touch(0o600)
        _sync_folder(self._root)

    def require(self) -> None:
        if not (self._root / MARK).is_file():
            raise NotAStoreError

    def put(self, name: str, content: bytes) -> None:
        path = self._path(name)
        aside = path.with_name(path.name + ASIDE)
        try:
            _write_synced(aside, content)
            aside.rename(path)
            _sync_folder(path.parent)
        except OSError as error:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            raise (StoreFullError if error.errno in _NO_ROOM else StoreError) from error

    def get(self, name: str) -> bytes:
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        try:
            return _read_out(self._path(name).open("rb", buffering=0))
        except FileNotFoundError as error:
            raise BlobMissingError from error

    def has(self, name: str) -> bool:
        return self._path(name).is_file()

    def erase(self, name: str) -> None:
        path = self._path(name)
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)

    def entries(self) -> Iterator[Entry]:
        for path in self._files():
            if path.suffix != ASIDE:
                with suppress(FileNotFoundError):
                    shard = path.parent
                    yield Entry(f"{shard.parent.name}/{shard.name}{path.name}", _day(path))

    def room(self) -> int | None:
        found = os.statvfs(self._root)
        return found.f_bavail * found.f_frsize

    def sweep(self, before: date) -> None:
        for path in self._files():
            with suppress(FileNotFoundError):
                if path.suffix == ASIDE and _day(path) < before:
                    path.unlink()

    def _files(self) -> Iterator[Path]:
        for kind in self._kinds:
            yield from (self._root / kind).glob("*/*")

    def _path(self, name: str) -> Path:
        kind, digits = checked_name(name).split("/")
        return self._root / kind / digits[:2] / digits[2:]


def _day(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("xb", buffering=0) as file:
        os.fchmod(file.fileno(), 0o600)
        view = memoryview(content)
        while view:
            view = view[file.write(view) :]
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _read_out(file: FileIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(CHUNK):
            yield piece
