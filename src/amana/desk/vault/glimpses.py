"""What an officer asked to see or hear, once: made by the dark room, held in her session's memory for a minute, and then gone (P10)."""

import secrets
import time
from dataclasses import dataclass, field
from typing import Final

from amana.desk.staff.sessions import Unlocked

SECONDS: Final = 60.0
_MEMORY: Final = "vault.glimpses"
_MOST: Final = 4  # held at a time: one picture after another


@dataclass(frozen=True)
class Glimpse:
    """Bytes for the browser that nobody else can fetch, and that are fetched once."""

    type: str
    content: bytes = field(repr=False)
    until: float


def hold(unlocked: Unlocked, content: bytes, kind: str) -> str:
    """Keeps it for this session; gives the name under which it is fetched."""
    held = _held(unlocked)
    now = time.monotonic()
    for name in [name for name, glimpse in held.items() if glimpse.until < now]:
        del held[name]
    while len(held) >= _MOST:
        del held[next(iter(held))]
    name = secrets.token_urlsafe(16)
    held[name] = Glimpse(kind, content, now + SECONDS)
    return name


def take(unlocked: Unlocked, name: str) -> Glimpse | None:
    """Gives it once; None when it is gone or was never there."""
    glimpse = _held(unlocked).pop(name, None)
    return glimpse if glimpse is not None and glimpse.until >= time.monotonic() else None


def _held(unlocked: Unlocked) -> dict[str, Glimpse]:
    held: dict[str, Glimpse] = unlocked.memory.setdefault(_MEMORY, {})
    return held
