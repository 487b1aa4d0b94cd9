"""Keyed work: what needs an officer's key runs on this process's threads, inside her session, and stops with it (design §5)."""

import logging
import threading
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import close_old_connections

from amana.desk.staff import sessions
from amana.desk.staff.sessions import Unlocked

Work = Callable[[Unlocked], None]
EVERY: Final = 2.0  # seconds between two looks

_work: list[Work] = []
_wake = threading.Event()
_log = logging.getLogger("amana.desk.cases")


def register(work: Work) -> Work:
    """Adds work that is done for every live session, again and again; it must be idempotent and stop when `alive` is False."""
    _work.append(work)
    return work


def run_for(unlocked: Unlocked) -> None:
    """One look for one session. A failure is told by its class alone: its words could be hers."""
    for work in _work:
        if not unlocked.alive:
            return
        try:
            work(unlocked)
        except Exception as error:  # noqa: BLE001  one case that fails may not stop the others
            _log.error("keyed work failed: %s", type(error).__name__)


def begin() -> None:
    """In the process that serves, once: the list of erasures is held against the database, then the thread starts."""
    from amana.desk.cases import restoring

    restoring.settle(settings.AMANA)
    threading.Thread(target=_for_ever, name="keyed", daemon=True).start()


def wake() -> None:
    """Looks now instead of at the next turn."""
    _wake.set()


def _for_ever() -> None:
    while True:
        _wake.wait(EVERY)
        _wake.clear()
        for unlocked in sessions.running():
            run_for(unlocked)
        close_old_connections()
