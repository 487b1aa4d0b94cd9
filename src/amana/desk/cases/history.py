"""What was done in a case, by whom: a row of the audit chain, whose position the case remembers (design §5)."""

from amana.desk.audit import write
from amana.desk.cases.opened import OpenedCase
from amana.desk.staff.sessions import Unlocked


def note(opened: OpenedCase, unlocked: Unlocked, action: str, **details: str | int) -> None:
    """Writes an audit row sealed under the case's secret. The caller saves the head. In the caller's transaction."""
    position = write(
        unlocked.officer,
        action,
        case_secret=opened.secret.raw,
        details={"case": opened.shown} | details,
    )
    opened.head.audit.append(position)
