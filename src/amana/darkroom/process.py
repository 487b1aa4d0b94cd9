"""Starts a worker, feeds it the file, and takes what it says as if a stranger had said it.

Whatever happens, the process is gone when this is done. Its time runs only while somebody waits for it, so slow storage or a
slow reader of its answers never costs it a look.
"""

import fcntl
import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Generator
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from amana.darkroom import bubble
from amana.darkroom.errors import REFUSALS, Attacked, DarkRoomRefused, NoDarkRoom, TookTooLong
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
    SOUND,
    VERSION,
    WORDS,
    Frame,
)
from amana.darkroom.job import Job
from amana.darkroom.limits import PIPE, REQUEST, SMALL
from amana.darkroom.source import Source

_START: Final = (
    "import sys; sys.path += sys.argv[1:]; from amana.darkroom.worker import main; main()"
)
_ENVIRONMENT: Final = {"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
RESULTS: Final = frozenset({WORDS, PIXELS, SOUND, OCTETS})
_LAST_WORD: Final = 5.0  # seconds between its last frame and its end
_WALLED: Final = 128  # bubblewrap tells a signal as 128 and its number

Looking = Generator[Frame, None, None]


def look(job: Job, source: Source, arguments: dict[str, Any]) -> Looking:
    """What the worker finds, frame by frame, each within the job's limits.

    Raises a DarkRoomRefused, NoDarkRoom, or whatever the source raises.
    """
    with _started(job) as process:
        pipes = _Pipes(process, job.limits.seconds)
        try:
            pipes.say(JOB, _order(job, source.size, arguments))
            yield from _answers(pipes, job, source)
        except _Gone as error:
            raise (_ended(process) if pipes.locked else NoDarkRoom) from error
        finally:
            process.kill()


def _answers(pipes: "_Pipes", job: Job, source: Source) -> Looking:
    total = 0
    while True:
        kind, content = pipes.hear(job.limits.frame)
        if kind == REFUSED:
            raise REFUSALS.get(content.decode("ascii", "replace"), DarkRoomRefused)
        if kind == HELLO and content == bytes([VERSION]) and not pipes.locked:
            pipes.locked = True
        elif not pipes.locked:
            raise DarkRoomRefused  # it must not speak of a file before it is locked up
        elif kind == READ and len(content) == ASK.size:
            pipes.say(DATA, _read(source, *ASK.unpack(content)))
        elif kind in RESULTS:
            total += len(content)
            if total > job.limits.output:
                raise DarkRoomRefused
            yield Frame(kind, content)
        elif kind == END:
            return
        else:
            raise DarkRoomRefused


def _read(source: Source, offset: int, length: int) -> bytes:
    if length > REQUEST or offset > source.size:
        raise DarkRoomRefused
    return source.read_at(offset, length)


def _order(job: Job, size: int, arguments: dict[str, Any]) -> bytes:
    order = {
        "v": VERSION,
        "module": job.module,
        "folders": [] if job.folder is None else [str(job.folder)],
        "limits": asdict(job.limits),
        "size": size,
        "arguments": arguments,
    }
    return json.dumps(order).encode()


def _started(job: Job) -> "subprocess.Popen[bytes]":
    walls = bubble.walls(job.folder) if bubble.works() else []
    command = [*walls, bubble.python(), "-I", "-S", "-B", "-c", _START, *bubble.folders()]
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise NoDarkRoom from error


def _ended(process: "subprocess.Popen[bytes]") -> DarkRoomRefused:
    """Why it ended without a last word."""
    try:
        code = process.wait(_LAST_WORD)
    except subprocess.TimeoutExpired:
        return DarkRoomRefused()
    ending = -code if code < 0 else code - _WALLED
    if ending == signal.SIGSYS:
        return Attacked()
    return TookTooLong() if ending in {signal.SIGXCPU, signal.SIGKILL} else DarkRoomRefused()


class _Gone(Exception):
    """The worker closed its side."""


class _Pipes:
    """The parent's ends, with patience that is spent only in waiting."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        assert process.stdin is not None and process.stdout is not None  # noqa: S101
        self._in, self._out = process.stdin.fileno(), process.stdout.fileno()
        for pipe in (self._in, self._out):
            os.set_blocking(pipe, False)
            with suppress(OSError):  # this user has many pipes already: slower, no worse
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE)
        self.locked = False  # whether the worker has said so
        self._left = seconds
        self._heard = bytearray()

    def say(self, kind: bytes, content: bytes) -> None:
        """Raises TookTooLong or _Gone."""
        rest = memoryview(HEAD.pack(kind, len(content)) + content)
        while rest:
            try:
                rest = rest[os.write(self._in, rest) :]
            except BlockingIOError:
                self._wait(self._in, select.POLLOUT)
            except BrokenPipeError as error:
                raise _Gone from error

    def hear(self, most: int) -> Frame:
        """One frame of at most `most` bytes. Raises DarkRoomRefused, TookTooLong or _Gone."""
        kind, length = HEAD.unpack(self._exactly(HEAD.size))
        if length > (most if kind in RESULTS else SMALL):
            raise DarkRoomRefused
        return Frame(kind, self._exactly(length))

    def _exactly(self, length: int) -> bytes:
        while len(self._heard) < length:
            try:
                piece = os.read(self._out, PIPE)
            except BlockingIOError:
                self._wait(self._out, select.POLLIN)
                continue
            if not piece:
                raise _Gone
            self._heard += piece
        content = bytes(self._heard[:length])
        del self._heard[:length]
        return content

    def _wait(self, pipe: int, event: int) -> None:
        poll = select.poll()
        poll.register(pipe, event)
        began = time.monotonic()
        ready = poll.poll(max(self._left, 0) * 1000)
        self._left -= time.monotonic() - began
        if not ready:
            raise TookTooLong
