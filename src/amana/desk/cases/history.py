"""What was done in a case, by whom: a row of the audit chain, whose position the case remembers (design §5)."""

from typing import Any

from amana.desk.audit import journal
from amana.desk.cases.opened import OpenedCase
from amana.desk.staff.sessions import Unlocked


def note(opened: OpenedCase, unlocked: Unlocked, action: str, **details: str | int) -> None:
    """Writes an audit row sealed under the case's secret. The caller saves the head. In the caller's transaction."""
    position = journal.write(
        actor=unlocked.officer.id,
        action=action,
        case_secret=opened.secret.raw,
        details={"case": opened.shown} | details,
    )
    opened.head.audit.append(position)


def of(opened: OpenedCase) -> list[dict[str, Any]]:
    """The case's own history, oldest first, of all its epochs."""
    secrets = opened.head.secrets(opened.case.epoch, opened.secret).values()
    rows = journal.of_case([secret.raw for secret in secrets], opened.head.audit)
    return [content for _, content in rows]
