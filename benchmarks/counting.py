"""A proxy on loopback that passes bytes on unchanged and counts them, and the requests, each way.

Counting at a socket sees what a browser's own tools miss: the scripts of workers, preflights and
every header.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Final, Self

_CHUNK: Final = 65_536
_HEAD_END: Final = b"\r\n\r\n"


@dataclass
class Count:
    """Bytes of HTTP over TCP (not of TCP itself): `received` by the browser, `sent` by it."""

    received: int = 0
    sent: int = 0
    requests: list[str] = field(default_factory=list)  # "GET /address", in order

    def __sub__(self, before: "Count") -> "Count":
        return Count(
            self.received - before.received,
            self.sent - before.sent,
            self.requests[len(before.requests) :],
        )

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.received + other.received,
            self.sent + other.sent,
            self.requests + other.requests,
        )


class CountingProxy:
    """Listens at `origin`; `target` is the port that answers, set before the first request."""

    def __init__(self) -> None:
        self._count = Count()
        self.target = 0
        self.port = 0

    @property
    def origin(self) -> str:
        """What browsers are told."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def count(self) -> Count:
        """A copy of what was counted so far."""
        return Count() + self._count

    async def listen(self) -> Self:
        """Opens a free port."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
            requests = RequestLines(self._count.requests)
            await asyncio.gather(
                self._pass_on(reader, back, requests), self._pass_on(there, writer, None)
            )
        except OSError:
            pass  # either side went away; the other learns it from the closed connection
        finally:
            writer.close()

    async def _pass_on(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        requests: "RequestLines | None",
    ) -> None:
        try:
            while chunk := await reader.read(_CHUNK):
                if requests is None:
                    self._count.received += len(chunk)
                else:
                    self._count.sent += len(chunk)
                    requests.feed(chunk)
                writer.write(chunk)
                await writer.drain()
        finally:
            writer.close()


class RequestLines:
    """Finds method and address of each request in what a browser sends on one connection."""

    def __init__(self, found: list[str]) -> None:
        self._found = found
        self._head = b""
        self._body = 0  # bytes of it still to come

    def feed(self, chunk: bytes) -> None:
        """Takes the next bytes."""
        while chunk:
            skipped = min(self._body, len(chunk))
            self._body -= skipped
            self._head, chunk = self._head + chunk[skipped:], b""
            if _HEAD_END in self._head:
                head, chunk = self._head.split(_HEAD_END, 1)
                self._head = b""
                self._begin(head)

    def _begin(self, head: bytes) -> None:
        first, *fields = head.decode("latin-1").split("\r\n")
        method, address, _version = first.split(" ")
        self._found.append(f"{method} {address}")
        named = dict(line.lower().split(": ", 1) for line in fields)
        self._body = int(named.get("content-length", 0))


@contextmanager
def counting(number: int) -> Iterator[list[CountingProxy]]:
    """So many proxies, on a thread of their own."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def listen() -> list[CountingProxy]:
        return [await CountingProxy().listen() for _ in range(number)]

    try:
        yield asyncio.run_coroutine_threadsafe(listen(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
