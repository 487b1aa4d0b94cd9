"""The senders of the `letterbox` bench, in a process of their own: sealed reports, work done before.

`python -m benchmarks.letterbox_load PORT KEYFILE DATABASE` prints one JSON object.
"""

import hashlib
import json
import os
import random
import selectors
import socket
import sqlite3
import sys
import time
from collections import deque
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Final

import pyrage

from amana.seal.envelope import seal_envelope
from amana.wire.encoding import unb64u
from amana.wire.limits import LETTER
from amana.wire.requests import TEXT, ReportPayload, Worked
from amana.wire.work import issue_challenge, solve

CONNECTIONS: Final = 64  # senders who wait for their answer before they send the next
CROWD: Final = 12_000  # reports as fast as they are taken
STEADY: Final = 2_000  # reports at a steady rate
RATE: Final = 100  # a second
ENVELOPES: Final = 64  # different ones; the relay cannot tell what is in them
DIFFICULTY: Final = 4  # bits: the check costs the relay the same at every difficulty
STANZAS: Final = 16


def envelopes() -> list[bytes]:
    """Real envelopes of 16 KiB for 16 recipients."""
    keys = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(STANZAS)]
    return [
        seal_envelope(os.urandom(LETTER), chosen=keys[1:], recovery=keys[0], stanzas=STANZAS)
        for _ in range(ENVELOPES)
    ]


def requests(key: bytes, count: int, port: int, desk: bytes) -> Iterator[bytes]:
    """Whole requests, each a new report for `desk` with work that holds."""
    sealed, now = cycle(envelopes()), int(time.time())
    for _ in range(count):
        report = os.urandom(16)
        payload = ReportPayload(desk, report, hashlib.sha256(report).digest(), next(sealed)).pack()
        challenge = issue_challenge(key, lane=TEXT, difficulty=DIFFICULTY, now=now)
        body = Worked(challenge, solve(challenge, payload), payload).pack()
        head = f"POST /v1/report HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(body)}\r\n\r\n"
        yield head.encode() + body


class Senders:
    """Kept-alive connections, each with at most one request under way."""

    def __init__(self, port: int) -> None:
        self._selector = selectors.DefaultSelector()
        self._free: deque[socket.socket] = deque()
        self._began: dict[socket.socket, float] = {}
        self.taken: list[float] = []  # seconds until each was acknowledged
        self.refused = 0
        for _ in range(CONNECTIONS):
            connection = socket.create_connection(("127.0.0.1", port), timeout=30)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(connection, selectors.EVENT_READ)
            self._free.append(connection)

    @property
    def idle(self) -> bool:
        """Whether someone could send now."""
        return bool(self._free)

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._began)

    def send(self, request: bytes, began: float) -> None:
        """Sends on a free connection; the time counts from `began`."""
        connection = self._free.popleft()
        self._began[connection] = began
        connection.sendall(request)

    def receive(self, seconds: float) -> None:
        """Takes the answers that arrive within so many seconds."""
        for key, _ in self._selector.select(max(seconds, 0)):
            connection = key.fileobj
            assert isinstance(connection, socket.socket)
            answer = connection.recv(4_096)
            if not answer.endswith(b"\r\n\r\n"):
                raise ConnectionError(answer[:80])
            if answer.startswith(b"HTTP/1.1 200 "):
                self.taken.append(time.perf_counter() - self._began.pop(connection))
            else:
                self.refused += 1
                del self._began[connection]
            self._free.append(connection)


def crowd(port: int, prepared: list[bytes]) -> tuple[float, Senders]:
    """All at once: seconds that it took."""
    senders, left = Senders(port), iter(prepared)
    began = time.perf_counter()
    for request in left:
        while not senders.idle:
            senders.receive(1)
        senders.send(request, time.perf_counter())
    while senders.waiting:
        senders.receive(1)
    return time.perf_counter() - began, senders


def steady(port: int, prepared: list[bytes]) -> Senders:
    """RATE a second, come what may: the time of each counts from when it was due."""
    senders, began = Senders(port), time.perf_counter()
    for number, request in enumerate(prepared):
        # Arrivals are spread evenly at random within their slot, as people arrive.
        due = began + (number + random.random()) / RATE
        while (wait := due - time.perf_counter()) > 0 or not senders.idle:
            senders.receive(wait)
        senders.send(request, due)
    while senders.waiting:
        senders.receive(1)
    return senders


def stored(database: Path) -> int:
    """Rows of reports that the relay's database holds."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM letterbox_report").fetchone()[0])
    finally:
        connection.close()


def main() -> None:
    """Sends both loads and prints what it saw."""
    port, key, database = int(sys.argv[1]), Path(sys.argv[2]).read_bytes(), Path(sys.argv[3])
    prepared = list(requests(key, CROWD + STEADY, port, unb64u(sys.argv[4], 8)))
    seconds, many = crowd(port, prepared[STEADY:])  # first: a relay just started is not steady yet
    even = steady(port, prepared[:STEADY])
    seen = {
        "steady": even.taken,
        "crowd": many.taken,
        "seconds": seconds,
        "refused": even.refused + many.refused,
        "stored": stored(database),
    }
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
