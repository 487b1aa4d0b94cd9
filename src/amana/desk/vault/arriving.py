"""A file that is handed to the desk: hashed and sealed while it arrives, so that no byte of it is ever in the clear on a disk (P2, P10)."""

import os
import threading
from typing import IO, Final, cast

import pyrage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from amana.desk.vault.blobs import store
from amana.desk.vault.custody import Received, Receiving
from amana.desk.vault.pieces import Writer, erase, new_name
from amana.errors import AmanaError
from amana.stores.blobs import Blobs
from amana.wire.limits import PART
from amana.wire.padding import file_length

LARGEST: Final = 2 * 1024**3  # bytes of one file: an export of years, with its media
_ZEROS: Final = bytes(PART)


class TooLargeToAdd(AmanaError):
    """This file is larger than 2 GB, so it was not taken. Nothing was kept of it. Export the chat without media, or in parts."""


class NotTaken(AmanaError):
    """This file did not arrive whole, so nothing of it was kept. Add it again."""


class Sealing:
    """The plaintext goes in piece by piece; the sealed file is in the store once `finish` has returned."""

    def __init__(self, blobs: Blobs, recipient: str) -> None:
        self.name = new_name("file")
        self._blobs = blobs
        self._writer = Writer(blobs, self.name)
        self._recipient = pyrage.x25519.Recipient.from_str(recipient)
        out, into = os.pipe()
        self._out: IO[bytes] = os.fdopen(out, "rb")
        self._into: IO[bytes] = os.fdopen(into, "wb")
        self._failed = False
        self._receiving = Receiving()
        self._size = 0
        self._thread = threading.Thread(target=self._seal, daemon=True)
        self._thread.start()

    def add(self, data: bytes) -> None:
        """The next bytes. Raises TooLargeToAdd or NotTaken."""
        self._size += len(data)
        if self._size > LARGEST:
            raise TooLargeToAdd
        self._receiving.add(data)
        self._write(data)

    def finish(self) -> tuple[int, Received]:
        """The size of the ciphertext in bytes, and size and hashes of what arrived. Raises NotTaken."""
        received = self._receiving.finish()
        zeros = file_length(self._size) - self._size
        while zeros:
            part = _ZEROS[:zeros]
            self._write(part)
            zeros -= len(part)
        self._into.close()
        self._thread.join()
        if self._failed:
            self.abandon()
            raise NotTaken
        return self._writer.finish(), received

    def abandon(self) -> None:
        """Removes what was written."""
        if not self._into.closed:
            self._into.close()
        self._thread.join()
        self._writer.finish()
        erase(self._blobs, self.name, self._writer.size)

    def _write(self, data: bytes) -> None:
        try:
            self._into.write(data)
        except OSError as error:
            raise NotTaken from error

    def _seal(self) -> None:
        try:
            pyrage.encrypt_io(self._out, cast(IO[bytes], self._writer), [self._recipient])
        except (pyrage.EncryptError, OSError, AmanaError):
            self._failed = True
        finally:
            self._out.close()


class Arrived(UploadedFile):
    """One file of a form, sealed already; it has no content to read."""

    def __init__(
        self, name: str, kind: str, sealing: Sealing, size: int, received: Received
    ) -> None:
        super().__init__(file=None, name=name, content_type=kind, size=received.hashed.size)
        self.blob = sealing.name
        self.sealed_size = size
        self.received = received


class SealingHandler(FileUploadHandler):
    """Django's parser hands it the chunks of each file of a form; more than `most` files end the upload."""

    MOST: Final = 40

    def __init__(self, recipient: str) -> None:
        super().__init__()
        self._recipient = recipient
        self._sealing: Sealing | None = None
        self._arrived: list[Arrived] = []
        self.refused: AmanaError | None = None

    def new_file(self, *args: object, **kwargs: object) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        if len(self._arrived) >= self.MOST:
            raise StopUpload(connection_reset=True)
        self._sealing = Sealing(store(), self._recipient)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing is handed on: no other handler sees a byte."""
        assert self._sealing is not None  # noqa: S101  new_file comes first
        try:
            self._sealing.add(raw_data)
        except AmanaError as error:
            self.refused = error
            raise StopUpload(connection_reset=False) from error

    def file_complete(self, file_size: int) -> Arrived | None:
        """The file as the form gives it."""
        sealing, self._sealing = self._sealing, None
        if sealing is None:
            return None
        size, received = sealing.finish()
        arrived = Arrived(self.file_name or "", self.content_type or "", sealing, size, received)
        self._arrived.append(arrived)
        return arrived

    def upload_interrupted(self) -> None:
        """Nothing is kept of a form that did not arrive whole."""
        self.forget()

    def forget(self) -> None:
        """Removes every file of this form."""
        if self._sealing is not None:
            self._sealing.abandon()
            self._sealing = None
        for file in self._arrived:
            erase(store(), file.blob, file.sealed_size)
        self._arrived.clear()
