"""Days as the desk counts them: in its own time zone, to the day (P7)."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def now() -> datetime.datetime:
    """The present moment in the desk's time zone."""
    return datetime.datetime.now(ZoneInfo(settings.TIME_ZONE))


def today() -> datetime.date:
    """The day in the desk's time zone."""
    return now().date()
