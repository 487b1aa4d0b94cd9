"""A hostile crowd: many connections that begin a request and never get on with it."""

import resource
import socket
import time
from collections import Counter
from contextlib import suppress
from typing import Self

FILES = 256  # open files that a test needs besides


class Crowd:
    """`size` senders of a body of `length` bytes, of which each sends `first` and then a byte a round."""

    def __init__(self, port: int, *, size: int, path: str, length: int, first: int) -> None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(size + 4 * FILES, most), most))
        self._address, self._size = ("127.0.0.1", port), size
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n"
        self._begun = head.encode() + bytes(first)
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> Self:
        for _ in range(self._size):
            sender = socket.create_connection(self._address, timeout=10)
            with suppress(OSError):  # it may have been sent away already
                sender.sendall(self._begun)
            sender.setblocking(False)
            self._sockets.append(sender)
        return self

    def __exit__(self, *_: object) -> None:
        for sender in self._sockets:
            sender.close()

    def drip(self) -> None:
        """One byte more from each."""
        for sender in self._sockets:
            with suppress(OSError):
                sender.send(b"x")

    def answers(self) -> Counter[str]:
        """What each got by now: a status, `open` or `closed`."""
        return Counter(map(_answer, self._sockets))

    def await_answers(self, seconds: float) -> Counter[str]:
        """The same, once nobody is left waiting or the time is over."""
        seen: Counter[str] = Counter()
        latest = time.monotonic() + seconds
        while time.monotonic() < latest:
            seen = self.answers()
            if not seen["open"]:
                break
            time.sleep(0.2)
        return seen


def _answer(sender: socket.socket) -> str:
    try:
        said = sender.recv(12, socket.MSG_PEEK)
    except BlockingIOError:
        return "open"
    except OSError:
        return "closed"
    return said[9:].decode() or "closed"
