"""Wrong tries are counted by account alone, never by address: Iraqi carriers share addresses, and
we store none (P7).
"""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F
from django.utils import timezone

from amana.desk.staff.models import Officer

FREE_TRIES: Final = 5
LONGEST: Final = 60  # minutes


def locked(officer: Officer, *, now: datetime | None = None) -> bool:
    """Whether even the right words are refused now."""
    return officer.locked_until is not None and officer.locked_until > (now or timezone.now())


def count_failure(officer: Officer) -> None:
    """After five wrong tries the account waits 1, 2, 4 … 60 minutes."""
    Officer.objects.filter(pk=officer.pk).update(failed=F("failed") + 1)
    officer.refresh_from_db(fields=["failed"])
    if officer.failed >= FREE_TRIES:
        minutes = min(LONGEST, 2 ** min(officer.failed - FREE_TRIES, 6))
        until = timezone.now() + timedelta(minutes=minutes)
        Officer.objects.filter(pk=officer.pk).update(locked_until=until)


def forgive(officer: Officer) -> None:
    """After a whole sign-in, both factors."""
    Officer.objects.filter(pk=officer.pk).update(failed=0, locked_until=None)
