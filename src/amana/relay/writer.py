"""One thread writes for all: what waits together is committed together, then answered (P5).

A request's thread hands over a job and sleeps until the transaction that held it has been committed
with an fsync. So a hundred reports cost one fsync, and SQLite has one writer that never waits for a
lock.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from django.db import DatabaseError, connection, transaction

from amana.relay.ledger import LaneFullError
from amana.stores.room import tells_full

BATCH = 256  # jobs in one transaction, at most
T = TypeVar("T")


class _Waiting:
    """One job, its result or error, and the lock that its thread sleeps on."""

    __slots__ = ("done", "error", "job", "result")

    def __init__(self, job: Callable[[], Any]) -> None:
        self.job = job
        self.result: Any = None
        self.error: BaseException | None = None
        self.done = threading.Lock()
        self.done.acquire()


class Writer:
    """Runs jobs one after another in its own thread and database connection."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[_Waiting] = SimpleQueue()
        self._start = threading.Lock()
        self._thread: threading.Thread | None = None

    def run(self, job: Callable[[], T]) -> T:
        """The job's result, once it is committed; or the error that it raised, with nothing
        written.

        A job may run twice (alone, when something in its batch failed), so it only writes rows.
        """
        if self._thread is None:
            self._begin()
        waiting = _Waiting(job)
        self._queue.put(waiting)
        waiting.done.acquire()
        if waiting.error is not None:
            raise waiting.error
        return cast(T, waiting.result)

    def _begin(self) -> None:
        with self._start:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
                self._thread.start()

    def _serve(self) -> None:
        while True:
            batch = self._collect()
            self._commit(batch)
            for waiting in batch:
                waiting.done.release()

    def _collect(self) -> list[_Waiting]:
        batch = [self._queue.get()]
        with suppress(Empty):
            while len(batch) < BATCH:
                batch.append(self._queue.get_nowait())
        return batch

    def _commit(self, batch: list[_Waiting]) -> None:
        """All in one transaction; if that fails, each in its own, so that errors find their owner."""
        try:
            with transaction.atomic():
                for waiting in batch:
                    waiting.result = waiting.job()
        except Exception as error:  # noqa: BLE001  every error goes to the thread that waits for it
            connection.close_if_unusable_or_obsolete()
            if len(batch) == 1:
                batch[0].error = _named(error)
                return
            for waiting in batch:
                self._commit([waiting])


def _named(error: Exception) -> Exception:
    """A database without room is a full lane; anything else is what it is."""
    if isinstance(error, DatabaseError) and tells_full(error):
        full = LaneFullError()
        full.__cause__ = error
        return full
    return error


writer = Writer()
