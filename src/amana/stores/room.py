"""How a database says that its disk is full, whichever it is (P5): a refusal of its own, never a failure without a name."""

from typing import Final

_SIGNS: Final = ("SQLITE_FULL", "53100")  # SQLite's result code; PostgreSQL's class 53, disk_full


def tells_full(error: BaseException) -> bool:
    """Whether a database error, or the driver's error behind it, says that there is no room left."""
    for each in (error, error.__cause__):
        code = getattr(each, "sqlite_errorname", None) or getattr(each, "sqlstate", None)
        if code in _SIGNS:
            return True
    return False
