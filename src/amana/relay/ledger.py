"""How much each lane holds: files are refused first, text has room kept for it (P5)."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from amana.errors import AmanaError

if TYPE_CHECKING:
    from collections.abc import Iterator


# On a disk that holds text and files, room that files leave: a row takes more than its bytes, and
# SQLite writes everything to its log before it writes it to its place.
ROW: Final = 1.25
LOG: Final = 16 * 1024 * 1024


class LaneFullError(AmanaError):
    """The relay is full. Nothing that it keeps was dropped, and this was not stored. Try later, or
    send words without files.
    """


class Ledger:
    """Bytes held and promised, in memory; `count` asks the database (text bytes, files bytes).

    `free` asks the disk, where there is one: its room may be less than what was configured, and
    what is left of text's room on it is not for files.
    """

    def __init__(
        self,
        *,
        text: int,
        files: int,
        count: Callable[[], tuple[int, int]],
        free: Callable[[], int | None] = lambda: None,
    ) -> None:
        self._room_files = files
        self._room_all = text + files
        self._free = free
        self._count = count
        self._lock = threading.Lock()
        self._counting = threading.Lock()
        self._held: list[int] | None = None
        self._meanwhile = [0, 0]

    def recount(self) -> None:
        """Asks the database again: at the start and after each midnight.

        What is taken while it counts is added: rather counted twice until the next midnight than
        not at all.
        """
        with self._counting:
            with self._lock:
                self._meanwhile = [0, 0]
            counted = self._count()
            with self._lock:
                self._held = [a + b for a, b in zip(counted, self._meanwhile, strict=True)]

    @contextmanager
    def text(self, size: int) -> "Iterator[Promise]":
        """Room for `size` bytes of text. Raises LaneFullError."""
        yield from self._promise(0, size)

    @contextmanager
    def files(self, size: int) -> "Iterator[Promise]":
        """Room for `size` bytes of files. Raises LaneFullError."""
        yield from self._promise(1, size)

    def _promise(self, lane: int, size: int) -> "Iterator[Promise]":
        self._take(lane, size)
        promise = Promise()
        try:
            yield promise
        finally:
            if not promise.kept:
                self._give_back(lane, size)

    def _take(self, lane: int, size: int) -> None:
        if self._held is None:
            self.recount()
        with self._lock:
            held = self._held or [0, 0]
            if sum(held) + size > self._room_all:
                raise LaneFullError
            if lane == 1:
                self._check_files(held, size)
            held[lane] += size
            self._meanwhile[lane] += size

    def _check_files(self, held: list[int], size: int) -> None:
        if held[1] + size > self._room_files:
            raise LaneFullError
        free, text_left = self._free(), self._room_all - self._room_files - held[0]
        if free is not None and free - size < max(0, text_left) * ROW + LOG:
            raise LaneFullError

    def _give_back(self, lane: int, size: int) -> None:
        with self._lock:
            if self._held is not None:
                self._held[lane] = max(0, self._held[lane] - size)
                self._meanwhile[lane] = max(0, self._meanwhile[lane] - size)


class Promise:
    """Room that is given back unless something new was stored in it."""

    kept = False
