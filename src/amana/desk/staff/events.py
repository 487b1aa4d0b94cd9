"""What other rooms hear from the staff room, which imports none of them."""

from collections.abc import Mapping
from typing import Any, Final

from django.dispatch import Signal

happened: Final = (
    Signal()
)  # actor: officer id or "", action: str, details: mapping; in the same transaction
opened: Final = Signal()  # unlocked: sessions.Unlocked, just signed in
shut: Final = Signal()  # unlocked: sessions.Unlocked, just before its memory is dropped


def tell(actor: str, action: str, details: Mapping[str, Any] | None = None) -> None:
    """Has the audit write it down, in the caller's transaction."""
    happened.send(sender=None, actor=actor, action=action, details=details or {})
