"""What a decoder does once a file has taken it over: runs inside the dark room, in tests alone."""

import ctypes
import mmap
import os
import socket
import stat
import time
from collections.abc import Callable
from typing import Any, BinaryIO, Final

from amana.darkroom.frames import HEAD, READ, WORDS
from amana.darkroom.remote import Pipes

_LIBC: Final = ctypes.CDLL(None, use_errno=True)
_HUGE: Final = 8 * 1024**3


_there: dict[str, list[str]] = {}


def load(_arguments: dict[str, Any]) -> None:
    """Notes what could be seen before the lock."""
    _there["root"] = os.listdir("/")
    _there["descriptors"] = [_what(number) for number in range(64) if _is_open(number)]


def run(file: BinaryIO, arguments: dict[str, Any], out: Pipes) -> None:
    """Tries one thing; tells what the kernel said to it."""
    TRIES[arguments["try"]](file, out)
    out.words({"done": arguments["try"]})


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _what(number: int) -> str:
    mode = os.fstat(number).st_mode
    return "pipe" if stat.S_ISFIFO(mode) else "null" if stat.S_ISCHR(mode) else "other"


def _refused(attempt: Callable[[], object]) -> Callable[[BinaryIO, Pipes], None]:
    def trying(_file: BinaryIO, out: Pipes) -> None:
        try:
            attempt()
        except OSError as error:
            out.words({"refused": error.errno})
        else:
            out.words({"refused": None})

    return trying


def _bomb(_file: BinaryIO, out: Pipes) -> None:
    children = 0
    for _ in range(1000):
        try:
            os.fork()
            children += 1
        except OSError:
            continue
    out.words({"children": children})


def _raw(number: int, *arguments: int) -> int:
    answer = int(_LIBC.syscall(number, *arguments))
    if answer < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return answer


def _code() -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)


def _forever(_file: BinaryIO, _out: Pipes) -> None:
    while True:
        pass


def _asleep(_file: BinaryIO, _out: Pipes) -> None:
    time.sleep(3600)


def _hog(_file: BinaryIO, _out: Pipes) -> None:
    bytearray(_HUGE)


def _crash(_file: BinaryIO, _out: Pipes) -> None:
    ctypes.string_at(0)


def _garbage(_file: BinaryIO, _out: Pipes) -> None:
    _write(b"\xff" * 10_000)


def _promise_much(_file: BinaryIO, _out: Pipes) -> None:
    _write(HEAD.pack(WORDS, 2**32 - 1))


def _cut_off(_file: BinaryIO, _out: Pipes) -> None:
    _write(HEAD.pack(WORDS, 100) + b"half")
    os._exit(0)


def _flood(_file: BinaryIO, out: Pipes) -> None:
    while True:
        out.words("x" * 50_000)


def _ask_much(_file: BinaryIO, _out: Pipes) -> None:
    _write(HEAD.pack(READ, 12) + (0).to_bytes(8, "big") + (2**31).to_bytes(4, "big"))
    time.sleep(3600)


def _ask_beyond(_file: BinaryIO, _out: Pipes) -> None:
    _write(HEAD.pack(READ, 12) + (2**40).to_bytes(8, "big") + (1).to_bytes(4, "big"))
    time.sleep(3600)


def _look_around(_file: BinaryIO, out: Pipes) -> None:
    out.words({"environment": list(os.environ), "descriptors": _there["descriptors"]})


def _echo(file: BinaryIO, out: Pipes) -> None:
    file.seek(-4, os.SEEK_END)
    end = file.read()
    file.seek(0)
    out.words({"start": file.read(4).hex(), "end": end.hex()})


def _write(content: bytes) -> None:
    """On the pipe to the parent, past everything that is agreed. The worker's copy of it is the first number free."""
    for number in range(3, 10):
        try:
            os.write(number, content)
        except OSError:
            continue
        return


TRIES: Final[dict[str, Callable[[BinaryIO, Pipes], None]]] = {
    "socket": _refused(socket.socket),
    "socket pair": _refused(socket.socketpair),
    "file": _refused(lambda: os.open("/etc/passwd", os.O_RDONLY)),
    "new file": _refused(lambda: os.open("/tmp/amana-intruder", os.O_CREAT | os.O_WRONLY)),
    "listing": _refused(lambda: os.listdir("/")),
    "stat": _refused(lambda: os.stat("/etc/passwd")),
    "fork": _refused(os.fork),
    "kill": _refused(lambda: os.kill(os.getppid(), 9)),
    "memory file": _refused(lambda: os.memfd_create("x")),
    "new code": _refused(_code),
    "more memory": _refused(lambda: _raw(302, 0, 9, 0, 0)),
    "bomb": _bomb,
    "exec": _refused(lambda: os.execv("/bin/true", ["true"])),  # noqa: S606
    "trace": _refused(lambda: _raw(101, 0, 0, 0, 0)),
    "forever": _forever,
    "asleep": _asleep,
    "hog": _hog,
    "crash": _crash,
    "garbage": _garbage,
    "promise much": _promise_much,
    "cut off": _cut_off,
    "flood": _flood,
    "ask much": _ask_much,
    "ask beyond": _ask_beyond,
    "look around": _look_around,
    "what was there": lambda _file, out: out.words({"root": _there["root"]}),
    "echo": _echo,
}
