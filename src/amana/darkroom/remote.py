"""The worker's side of the pipes: a file that it can read but never open, and what it may say."""

import io
import json
import os
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from amana.darkroom.frames import (
    ASK,
    DATA,
    END,
    HEAD,
    HELLO,
    JOB,
    OCTETS,
    PIXELS,
    READ,
    REFUSED,
    SIZE,
    SOUND,
    VERSION,
    WORDS,
)
from amana.darkroom.limits import REQUEST, WINDOW

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_IN: Final = 0


class ParentGone(Exception):
    """The parent went away or says something else than was agreed."""


class Pipes:
    """Both pipes of a worker. What a library prints goes nowhere."""

    def __init__(self) -> None:
        self._out = os.dup(1)
        os.dup2(2, 1)

    def job(self) -> dict[str, Any]:
        """What is to be done. Raises ParentGone."""
        content: dict[str, Any] = json.loads(self._take(JOB))
        if content["v"] != VERSION:
            raise ParentGone
        return content

    def hello(self) -> None:
        """Says that this process is locked up."""
        self._say(HELLO, bytes([VERSION]))

    def ask(self, offset: int, buffer: memoryview) -> int:
        """Reads from the file into the buffer; gives how many bytes. Raises ParentGone."""
        self._say(READ, ASK.pack(offset, len(buffer)))
        kind, length = HEAD.unpack(self._exactly(HEAD.size))
        if kind != DATA or length > len(buffer):
            raise ParentGone
        self._fill(buffer[:length])
        return int(length)

    def words(self, value: Any) -> None:
        """Says something as JSON, without white space."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        self._say(WORDS, text.encode(errors="backslashreplace"))  # half a letter as its escape

    def pixels(self, width: int, height: int, channels: int, rows: bytes) -> None:
        """Gives a picture: rows from the top, one byte a channel."""
        self._say(PIXELS, SIZE.pack(width, height, channels), rows)

    def sound(self, samples: bytes) -> None:
        """Gives a piece of sound: 16-bit little-endian, one channel."""
        self._say(SOUND, samples)

    def octets(self, content: bytes) -> None:
        """Gives bytes of the file as they are once unpacked."""
        self._say(OCTETS, content)

    def refuse(self, word: str) -> None:
        """Ends with a refusal."""
        self._say(REFUSED, word.encode())

    def end(self) -> None:
        """Ends well."""
        self._say(END, b"")

    def _say(self, kind: bytes, *content: bytes) -> None:
        for part in (HEAD.pack(kind, sum(map(len, content))), *content):
            rest = memoryview(part)
            while rest:
                rest = rest[os.write(self._out, rest) :]

    def _take(self, expected: bytes) -> bytes:
        kind, length = HEAD.unpack(self._exactly(HEAD.size))
        if kind != expected:
            raise ParentGone
        return self._exactly(length)

    def _exactly(self, length: int) -> bytes:
        content = bytearray(length)
        self._fill(memoryview(content))
        return bytes(content)

    def _fill(self, buffer: memoryview) -> None:
        while buffer:
            count = os.readv(_IN, [buffer])
            if not count:
                raise ParentGone
            buffer = buffer[count:]


class RemoteFile(io.RawIOBase):
    """The file, seekable and read-only; each read is asked of the parent."""

    def __init__(self, pipes: Pipes, size: int) -> None:
        self._pipes = pipes
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """It is only read."""
        return True

    def seekable(self) -> bool:
        """From anywhere."""
        return True

    def tell(self) -> int:
        """Where the next read begins."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Like any file's."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("before the start")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """At most REQUEST bytes; 0 at the end."""
        wanted = min(len(view := memoryview(buffer).cast("B")), REQUEST, self._size - self._at)
        if wanted <= 0:
            return 0
        count = self._pipes.ask(self._at, view[:wanted])
        self._at += count
        return count


def reading(pipes: Pipes, size: int) -> BinaryIO:
    """The file with a window that is read ahead."""
    return cast(BinaryIO, io.BufferedReader(RemoteFile(pipes, size), WINDOW))
