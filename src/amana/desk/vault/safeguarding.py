"""Whether this organisation's lawyer has approved the procedure for files in which a child may be (docs/safeguarding.md, P10)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings


@dataclass(frozen=True)
class Approval:
    """Who approved it, and on which day."""

    lawyer: str
    day: date


def approved() -> Approval | None:
    """None: the desk says that it cannot take such cases."""
    told = settings.AMANA.safeguarding
    if not told:
        return None
    return Approval(str(told["lawyer"]), told["day"])
