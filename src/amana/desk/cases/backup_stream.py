"""A tar archive inside an age file, written and read as a stream: no backup is ever whole in memory or in the clear on disk."""

import hashlib
import io
import os
import tarfile
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyrage

from amana.wire.encoding import dump_json


class Sealing:
    """Writes members; the file has its name only when it is whole and fsynced."""

    def __init__(self, path: Path, recipients: tuple[str, ...]) -> None:
        self._path, self._aside = path, path.with_name(path.name + ".new")
        self._to = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
        out, into = os.pipe()
        self._out: IO[bytes] = os.fdopen(out, "rb")
        self._into: IO[bytes] = os.fdopen(into, "wb")
        self._file = self._aside.open("wb")
        self._failed: BaseException | None = None
        self._sums: dict[str, str] = {}
        self._thread = threading.Thread(target=self._seal, daemon=True)
        self._thread.start()
        self._tar = tarfile.open(mode="w|", fileobj=self._into)  # noqa: SIM115  closed in finish

    def add(self, name: str, content: bytes) -> None:
        """One member."""
        self._sums[name] = hashlib.sha256(content).hexdigest()
        self._put(name, content)

    def finish(self) -> None:
        """Ends the archive with the hashes of all members, and names the file."""
        self._put("sums.json", dump_json(self._sums))
        self._tar.close()
        self._into.close()
        self._thread.join()
        if self._failed is not None:
            raise self._failed
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._aside.replace(self._path)
        _sync_folder(
            self._path.parent
        )  # the relay may erase what is in here, so its name must last

    def abandon(self) -> None:
        """Leaves nothing behind."""
        if not self._into.closed:
            self._into.close()
        self._thread.join()
        self._file.close()
        self._aside.unlink(missing_ok=True)

    def _put(self, name: str, content: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        self._tar.addfile(member, io.BytesIO(content))

    def _seal(self) -> None:
        try:
            pyrage.encrypt_io(self._out, self._file, self._to)
        except BaseException as error:  # noqa: BLE001  told by finish, in the thread that can act on it
            self._failed = error
        finally:
            self._out.close()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class Opening:
    """Reads members; a damaged file ends with an error, never with fewer members."""

    def __init__(self, path: Path, identities: tuple[str, ...]) -> None:
        self._file = path.open("rb")
        self._keys = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
        out, into = os.pipe()
        self._out: IO[bytes] = os.fdopen(out, "rb")
        self._into: IO[bytes] = os.fdopen(into, "wb")
        self._thread = threading.Thread(target=self._open, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.tar = tarfile.open(mode="r|", fileobj=self._out)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.tar.close()
        self._out.close()
        self._thread.join()
        self._file.close()

    def _open(self) -> None:
        """What cannot be opened leaves the archive without its end, which the reader refuses."""
        try:
            pyrage.decrypt_io(self._file, self._into, self._keys)
        except (pyrage.DecryptError, OSError):
            pass
        finally:
            self._into.close()
