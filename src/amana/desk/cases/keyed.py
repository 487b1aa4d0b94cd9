"""Keyed work: what needs an officer's key runs on this process's threads, inside her session, and stops with it (design §5)."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Final

from django.conf import settings
from django.db import close_old_connections

from amana.desk.staff import sessions
from amana.desk.staff.sessions import Unlocked

Work = Callable[[Unlocked], None]
EVERY: Final = 2.0  # seconds between two looks

_work: list[Work] = []
_long: list[
    Work
] = []  # may take minutes: on a thread of its own, so that letters do not wait for a film
_wake = threading.Event()
_wake_long = threading.Event()
_log = logging.getLogger("amana.desk.cases")


def register(work: Work) -> Work:
    """Adds work that is done for every live session, again and again; it must be idempotent and stop when `alive` is False."""
    _work.append(work)
    return work


def register_long(work: Work) -> Work:
    """The same for work that may take minutes."""
    _long.append(work)
    return work


def run_for(unlocked: Unlocked) -> None:
    """One look for one session."""
    _run(unlocked, [*_work, *_long])


def _run(unlocked: Unlocked, works: Sequence[Work]) -> None:
    """A failure is told by its class alone: its words could be hers."""
    for work in works:
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
    for works, bell, name in ((_work, _wake, "keyed"), (_long, _wake_long, "keyed-long")):
        threading.Thread(target=_for_ever, args=(works, bell), name=name, daemon=True).start()


def wake() -> None:
    """Looks now instead of at the next turn."""
    _wake.set()
    _wake_long.set()


def _for_ever(works: Sequence[Work], bell: threading.Event) -> None:
    while True:
        bell.wait(EVERY)
        bell.clear()
        for unlocked in sessions.running():
            _run(unlocked, works)
        close_old_connections()
