"""Officers outside the desk are codes: the same person has the same code in one case and another in the next."""

import hashlib
import hmac
from typing import Final

from amana.desk.cases.opened import OpenedCase

THE_DESK: Final = "DESK-0"  # what the desk did by itself
_LABEL: Final = b"amana/desk/v1/officer-code/"


def code_of(opened: OpenedCase, officer: str) -> str:
    """`O-4821`, derived with the case's first secret so that it does not change when the case is sealed anew."""
    if not officer:
        return THE_DESK
    first = min(opened.head.secrets(opened.case.epoch, opened.secret).items())[1]
    digest = hmac.digest(first.records, _LABEL + officer.encode(), hashlib.sha256)
    return f"O-{int.from_bytes(digest[:8], 'big') % 9000 + 1000}"
