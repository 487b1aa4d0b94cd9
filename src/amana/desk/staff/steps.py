"""What is held between two pages of a sign-in: in this process's memory, for minutes, under a
random token (design §5).
"""

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final

BETWEEN_FACTORS: Final = 120.0  # seconds
FIRST_SIGN_IN: Final = 1_200.0  # time to write eight words down and fetch the phone
_MOST: Final = 500  # a flood of right passphrases is not to be expected


@dataclass(eq=False)
class Step:
    """An officer who has shown the first factor. `held` is "wrap", or what a first sign-in has
    drawn.
    """

    officer_id: str
    until: float
    held: dict[str, Any] = field(default_factory=dict, repr=False)


_steps: dict[str, Step] = {}
_guard = threading.Lock()


def hold(officer_id: str, held: dict[str, Any], *, seconds: float = BETWEEN_FACTORS) -> str:
    """Keeps a step and gives the token for its cookie."""
    token = secrets.token_urlsafe(32)
    with _guard:
        _forget_old()
        while len(_steps) >= _MOST:
            _steps.pop(next(iter(_steps)))
        _steps[token] = Step(officer_id, time.monotonic() + seconds, held)
    return token


def held(token: str) -> Step | None:
    """The step of a token, while it lasts."""
    with _guard:
        _forget_old()
        return _steps.get(token)


def end(token: str) -> None:
    """Forgets a step: it was completed or failed."""
    with _guard:
        step = _steps.pop(token, None)
    if step is not None:
        step.held.clear()


def _forget_old() -> None:
    now = time.monotonic()
    for token in [token for token, step in _steps.items() if step.until < now]:
        _steps.pop(token).held.clear()
