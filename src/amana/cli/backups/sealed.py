"""A sealed archive: tar inside age, written and read as a stream, so that nothing of it ever lies open on a disk (P2)."""

import hashlib
import io
import os
import tarfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

import pyrage

from amana.cli.private_file import PRIVATE, sync_folder
from amana.errors import AmanaError
from amana.seal.age_keys import recipient_point

MOST: Final = 64 * 1024 * 1024  # bytes of one member: rows come in batches, blobs in pieces
CHUNK: Final = 1024 * 1024


class BackupDamagedError(AmanaError):
    """This backup does not open whole with this key. Nothing was changed. Take another backup, or look whether the key is the right one."""


class NotReadBackError(AmanaError):
    """The disk does not give back what was just written to it. This backup does not count. Use another disk, then make it again."""


class Writer:
    """Adds members; `sha256` of the sealed file is known once it is finished."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=stream, mode="w|", format=tarfile.USTAR_FORMAT)

    def add(self, name: str, content: bytes) -> None:
        """One member, without owner or time."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), PRIVATE
        self._tar.addfile(member, io.BytesIO(content))

    def close(self) -> None:
        """Writes the end of the archive."""
        self._tar.close()


@contextmanager
def writing(path: Path, recipients: Sequence[str]) -> Iterator[Writer]:
    """Writes a sealed archive; on leaving it is whole, durable and read back. Raises NotReadBackError."""
    for recipient in recipients:
        recipient_point(recipient)
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    aside = path.with_name(f".{path.name}.part")
    handle = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, PRIVATE)
    with os.fdopen(handle, "w+b") as file:
        hashing = _Hashing(file)
        with _sealing(hashing, keys) as plain:
            writer = Writer(plain)
            yield writer
            writer.close()
        file.flush()
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if digest_of(aside) != hashing.digest:
        raise NotReadBackError
    aside.rename(path)
    sync_folder(path.parent)


@contextmanager
def _sealing(file: "_Hashing", keys: list[pyrage.x25519.Recipient]) -> Iterator[IO[bytes]]:
    """A pipe whose other end a thread seals: age reads, tar writes."""
    reading, plain = os.pipe()
    failed: list[BaseException] = []

    def seal() -> None:
        try:
            with os.fdopen(reading, "rb") as source:
                pyrage.encrypt_io(source, cast(IO[bytes], file), keys)
        except (OSError, pyrage.EncryptError) as error:
            failed.append(error)

    thread = threading.Thread(target=seal, daemon=True)
    thread.start()
    try:
        with os.fdopen(plain, "wb") as stream:
            yield stream
    finally:
        thread.join()
    if failed:
        raise OSError("the backup could not be written") from failed[0]


def members(path: Path, identity: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of each member in order. Raises BackupDamagedError."""
    reading, writing_ = os.pipe()
    failed: list[BaseException] = []

    def unseal() -> None:
        try:
            with path.open("rb") as file, os.fdopen(writing_, "wb") as plain:
                pyrage.decrypt_io(file, plain, [pyrage.x25519.Identity.from_str(identity)])
        except (OSError, pyrage.DecryptError, pyrage.IdentityError) as error:
            failed.append(error)

    thread = threading.Thread(target=unseal, daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as source, tarfile.open(fileobj=source, mode="r|") as tar:
            for member in tar:
                content = tar.extractfile(member)
                if not member.isreg() or content is None or member.size > MOST:
                    raise BackupDamagedError
                yield member.name, content.read()
    except tarfile.TarError as error:
        raise BackupDamagedError from error
    finally:
        thread.join()
    if failed:
        raise BackupDamagedError from failed[0]


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Hashing(io.RawIOBase):
    """Passes bytes on to a file and hashes them on the way."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        """Of everything so far, hexadecimal."""
        return self._hash.hexdigest()

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """All of it."""
        self._hash.update(data)
        self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """To the file below."""
        self._file.flush()
