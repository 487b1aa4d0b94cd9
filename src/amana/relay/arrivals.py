"""The room for bodies that are still arriving: slow senders cost bytes, never a thread (P5).

A hostile crowd that sends a byte now and then must not keep an honest report out. Each body under
way has a deadline that moves with what has arrived, and takes room: what it holds, and what an open
request costs. When the room is full, whoever has taken the most of it for the longest goes.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Final, Protocol

from amana.errors import AmanaError
from amana.wire.limits import KIB

GRACE: Final = 30.0  # seconds in which a phone may stall altogether
SLOWEST: Final = KIB  # bytes a second after that: a tenth of the first mobile data networks
OVERHEAD: Final = 16 * KIB  # bytes that an open request costs, however little it has sent


class NotArrivedError(AmanaError):
    """The request came too slowly, or there was no room for it at this moment. Nothing was stored.
    Send it again.
    """


class BrokenOffError(AmanaError):
    """The sender went away in the middle. Nothing was stored. Send it again."""


class Chunks(Protocol):
    """What a body is read from: pieces, then an empty one, as granian gives them."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...


class Arrival:
    """One body under way, and the timer that ends it."""

    def __init__(self, began: float, timer: asyncio.Timeout) -> None:
        self.began = began
        self.timer = timer
        self.held = OVERHEAD
        self.leaving = False

    def burden(self, now: float) -> float:
        """Bytes times seconds: what it has taken from everybody else so far."""
        return self.held * (now - self.began)


class Room:
    """Bytes for bodies of one kind, from their first byte until they are answered. One event loop."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._taken = 0
        self._arriving: set[Arrival] = set()

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        """Keeps `size` bytes taken while a body that has arrived is worked on."""
        self._taken += size
        try:
            yield
        finally:
            self._taken -= size

    async def receive(self, chunks: Chunks, length: int) -> bytes:
        """The whole body of `length` bytes. Raises NotArrivedError, BrokenOffError."""
        pieces: list[bytes] = []
        try:
            async with asyncio.timeout(GRACE) as timer:
                with self._arrival(timer) as arrival:
                    async for piece in chunks:
                        pieces.append(piece)
                        self._grow(arrival, len(piece))
                        if arrival.held - OVERHEAD >= length:
                            break
        except TimeoutError as error:
            raise NotArrivedError from error
        body = pieces[0] if len(pieces) == 1 else b"".join(pieces)
        if len(body) != length:
            raise BrokenOffError
        return body

    @contextmanager
    def _arrival(self, timer: asyncio.Timeout) -> Iterator[Arrival]:
        arrival = Arrival(asyncio.get_running_loop().time(), timer)
        self._arriving.add(arrival)
        self._taken += OVERHEAD
        self._make_room(arrival.began)
        try:
            yield arrival
        finally:
            if not arrival.leaving:
                self._forget(arrival)

    def _grow(self, arrival: Arrival, more: int) -> None:
        if arrival.leaving:
            return
        arrival.held += more
        self._taken += more
        allowed = GRACE + (arrival.held - OVERHEAD) / SLOWEST
        arrival.timer.reschedule(arrival.began + allowed)
        if self._taken > self._size:
            self._make_room(asyncio.get_running_loop().time())

    def _make_room(self, now: float) -> None:
        """Sends away the heaviest until the rest fit; a body that came whole is never sent away."""
        while self._taken > self._size and self._arriving:
            heaviest = max(self._arriving, key=lambda arrival: arrival.burden(now))
            heaviest.leaving = True
            heaviest.timer.reschedule(now)
            self._forget(heaviest)

    def _forget(self, arrival: Arrival) -> None:
        self._arriving.discard(arrival)
        self._taken -= arrival.held
