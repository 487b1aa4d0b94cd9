"""Sessions: an identity in memory from sign-in to lock, and nothing on disk that gives it back
(P2).

The cookie is `row id . 32-byte secret`; the secret is stored nowhere. The row wraps the identity under HKDF(boot secret ‖ cookie secret),
and the boot secret lives in this process alone: when it ends, every session is over.
"""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from amana.desk.staff import events
from amana.desk.staff.models import Closure, Officer, Session
from amana.errors import AmanaError
from amana.wire.encoding import b64u, unb64u

_NONCE: Final = 12
_SECRET: Final = 32
_SWEEP: Final = 15.0  # seconds

_boot = os.urandom(_SECRET)
_live: dict[str, "Unlocked"] = {}
_guard = threading.RLock()


@dataclass(eq=False, kw_only=True)
class Unlocked:
    """An officer at work, as views and background threads receive her."""

    officer: Officer
    identity: str = field(repr=False)  # "AGE-SECRET-KEY-1…"
    session_id: str
    memory: dict[str, Any] = field(
        default_factory=dict, repr=False
    )  # other rooms' keys and indexes
    touched: float = field(default_factory=time.monotonic, repr=False)

    @property
    def alive(self) -> bool:
        """False from the moment of locking: background work stops at its next step."""
        return self.session_id in _live


def begin() -> None:
    """At start: what an earlier process left is dead, and the sweeper starts."""
    Session.objects.all().delete()
    threading.Thread(target=_sweep_for_ever, name="idle-lock", daemon=True).start()


def start(officer: Officer, identity: str) -> tuple[str, Unlocked]:
    """A new session; gives the cookie's value. Earlier sessions of hers go on elsewhere."""
    session_id, secret = b64u(os.urandom(16)), os.urandom(_SECRET)
    unlocked = Unlocked(officer=officer, identity=identity, session_id=session_id)
    with transaction.atomic():
        Session.objects.create(
            id=session_id,
            officer=officer,
            wrapped=_seal(secret, session_id, identity.encode()),
            day=timezone.localdate(),
        )
        events.tell(officer.id, "staff.signed_in")
    with _guard:
        _live[session_id] = unlocked
    events.opened.send(sender=None, unlocked=unlocked)
    return f"{session_id}.{b64u(secret)}", unlocked


def find(cookie: str, *, touch: bool = True) -> Unlocked | None:
    """The session of a cookie, or None when it is locked, idle for too long, foreign or invented."""
    session_id, _, text = cookie.partition(".")
    unlocked = _live.get(session_id)
    if unlocked is None:
        return None  # the database never sees what somebody invented
    row = Session.objects.filter(id=session_id).select_related("officer").first()
    if row is None:
        return None
    try:
        _unseal(unb64u(text, _SECRET), session_id, bytes(row.wrapped))
    except (AmanaError, InvalidTag):
        return None
    if _idle(unlocked) or row.officer.state != Officer.State.ACTIVE or Closure.objects.exists():
        lock(session_id)
        return None
    unlocked.officer = row.officer
    if touch:
        unlocked.touched = time.monotonic()
    return unlocked


def lock(session_id: str) -> None:
    """Ends one session: memory dropped, row deleted."""
    with _guard:
        unlocked = _live.pop(session_id, None)
    if unlocked is not None:
        events.shut.send(sender=None, unlocked=unlocked)
        unlocked.memory.clear()
        unlocked.identity = ""
    Session.objects.filter(id=session_id).delete()


def lock_all(officer: Officer | None = None) -> None:
    """Ends all sessions, or all of one officer."""
    for unlocked in list(running()):
        if officer is None or unlocked.officer.pk == officer.pk:
            lock(unlocked.session_id)
    rows = Session.objects.all() if officer is None else Session.objects.filter(officer=officer)
    rows.delete()


def running() -> Iterator[Unlocked]:
    """The sessions that are alive now, for keyed work on this process's threads."""
    with _guard:
        sessions = list(_live.values())
    for unlocked in sessions:
        if unlocked.alive and not _idle(unlocked):
            yield unlocked


def sweep() -> None:
    """Locks every session that was idle for too long, also when no request comes any more."""
    with _guard:
        idle = [session_id for session_id, unlocked in _live.items() if _idle(unlocked)]
    for session_id in idle:
        lock(session_id)


def idle_limit() -> timedelta:
    """How long a session lives without a sign of its officer."""
    return timedelta(minutes=settings.AMANA.idle_minutes)


def _sweep_for_ever() -> None:
    from django.db import close_old_connections

    while True:
        time.sleep(_SWEEP)
        sweep()
        close_old_connections()


def _idle(unlocked: Unlocked) -> bool:
    return time.monotonic() - unlocked.touched > idle_limit().total_seconds()


def _key(secret: bytes) -> ChaCha20Poly1305:
    derive = HKDF(SHA256(), 32, salt=None, info=b"amana/desk/v1/session")
    return ChaCha20Poly1305(derive.derive(_boot + secret))


def _seal(secret: bytes, session_id: str, content: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + _key(secret).encrypt(nonce, content, _place(session_id))


def _unseal(secret: bytes, session_id: str, sealed: bytes) -> bytes:
    return _key(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], _place(session_id))


def _place(session_id: str) -> bytes:
    return f"staff_session|{session_id}|wrapped".encode()
