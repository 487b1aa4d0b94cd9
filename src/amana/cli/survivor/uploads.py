"""Her files: sealed in a stream to the envelope's own identity, cut into parts, sent under tickets (protocol §4, §8)."""

import hashlib
import mimetypes
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from amana.cli.survivor.letterbox import Letterbox
from amana.errors import AmanaError
from amana.seal.age_keys import recipient_of
from amana.seal.envelope import seal_file
from amana.wire.letter import Upload
from amana.wire.limits import MAX_FILE, MAX_PARTS, PART, PARTS_A_TICKET
from amana.wire.report import Files
from amana.wire.requests import TicketPayload


class BadFileError(AmanaError):
    """A file cannot be read, is empty or is larger than one gigabyte. It was not sent. Choose another file, or cut it into pieces."""


def check(path: Path) -> None:
    """Raises BadFileError."""
    if not path.is_file() or not 0 < path.stat().st_size <= MAX_FILE:
        raise BadFileError


def send_all(
    letterbox: Letterbox, *, desk: bytes, files: Files, paths: list[Path]
) -> tuple[Upload, ...]:
    """Seals and sends each file under the id that was announced for it; what the closing letter then lists."""
    return tuple(
        send(
            letterbox,
            desk=desk,
            upload=announced.id,
            recipient=recipient_of(files.identity),
            path=path,
        )
        for announced, path in zip(files.uploads, paths, strict=True)
    )


def send(letterbox: Letterbox, *, desk: bytes, upload: bytes, recipient: str, path: Path) -> Upload:
    """One file. Raises BadFileError, or as Letterbox does."""
    check(path)
    size = path.stat().st_size
    with tempfile.TemporaryFile() as sealed:
        with path.open("rb") as plain:
            seal_file(plain, sealed, recipient, size=size)
        parts = _send_parts(letterbox, desk, upload, sealed)
    with path.open("rb") as plain:
        digest = hashlib.file_digest(plain, "sha256").digest()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Upload(
        id=upload, name=path.name, type=kind, size=size, sha256=digest, parts=parts, complete=True
    )


def _send_parts(letterbox: Letterbox, desk: bytes, upload: bytes, sealed: IO[bytes]) -> int:
    length = sealed.seek(0, 2)
    sealed.seek(0)
    ticket, count = b"", 0
    for index, content in enumerate(_parts(sealed)):
        if index >= MAX_PARTS:
            raise BadFileError
        if index % PARTS_A_TICKET == 0:
            ticket = letterbox.ticket(TicketPayload(desk, upload, index))
        letterbox.part(ticket, index, content)
        count = index + 1
    letterbox.finish(ticket, parts=count, size=length)
    return count


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    while content := stream.read(PART):
        yield content
