"""The relay's one clock: what is due is erased at each midnight (UTC), and once at the start."""

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import close_old_connections, connection

from amana.relay.columns import today as this_day
from amana.relay.letterbox import erasing, reconciling
from amana.relay.mailbox import erasing as mailbox_erasing
from amana.relay.parts import ledger
from amana.relay.security import log_failure

log = logging.getLogger("amana.relay")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What one run did: counts only."""

    letterbox: int
    mailbox: int
    orphans: int
    lost: int


def run(today: date) -> Reckoning:
    """Erases what is due on `today`. May be cut anywhere and run again; a second run finds nothing.

    Raises StoreError when the blob store is not there; then no row was removed for lack of a blob.
    """
    letters = erasing.erase(today)
    boxes = mailbox_erasing.erase(today)
    orphans, lost = reconciling.reconcile(today)
    _forget_log()
    ledger().recount()
    return Reckoning(letters, boxes, orphans, lost)


def _forget_log() -> None:
    """What was erased also leaves SQLite's write-ahead log."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _seconds_to_midnight(now: datetime) -> float:
    following = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), UTC)
    return (following - now).total_seconds() + 1


def _keep_time() -> None:
    pause = threading.Event()
    while True:
        try:
            done = run(this_day())
            log.info(
                "midnight: %d letterbox, %d mailbox, %d orphans erased, %d lost",
                done.letterbox,
                done.mailbox,
                done.orphans,
                done.lost,
            )
        except Exception as error:  # noqa: BLE001  the clock goes on
            log_failure("midnight", error)
        close_old_connections()
        pause.wait(_seconds_to_midnight(datetime.now(UTC)))


def start() -> None:
    """Starts the clock of this worker."""
    threading.Thread(target=_keep_time, name="midnight", daemon=True).start()
