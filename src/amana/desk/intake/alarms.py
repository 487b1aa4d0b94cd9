"""Nobody answers? The age of unopened reports goes to the outside second contact alone, who calls the leads (design §4.14, P4).

The sentence is the same whatever waits (a report, a letter, a case that nobody has), and on random drill days too, so that it says nothing
about anyone.
"""

import datetime
import secrets
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_noop, override

from amana.desk.cases.clock import now
from amana.desk.cases.models import Vacancy
from amana.desk.intake import second_contact
from amana.desk.intake.models import Waiting
from amana.desk.intake.second_contact import AlarmNotSent, Contact

__all__ = ["AlarmNotSent", "drill_today", "ring"]

HOURS: Final = (4, 24)
DRILL_ONE_IN: Final = 45  # days
_DAY: Final = 24 * 60 * 60  # seconds
_SENTENCE: Final = gettext_noop(
    "Amana: a report has waited longer than %(hours)s hours. Please call the safeguarding leads."
)


def ring(contact: Contact, *, drill: bool = False) -> int:
    """Tells the contact about ages that were not told yet, once for each threshold. Gives the number of messages. Raises AlarmNotSent."""
    told = 0
    for hours in HOURS:
        due = [rows for rows in _older(hours) if rows.exists()]
        if due or (drill and hours == HOURS[0]):
            keys = [(rows.model, list(rows.values_list("key", flat=True))) for rows in due]
            second_contact.send(contact, hours, sentence(hours), proxy=settings.AMANA.proxy)
            for model, some in keys:
                model._default_manager.filter(key__in=some).update(alarmed=hours)
            told += 1
    return told


def drill_today() -> datetime.datetime | None:
    """Drawn once a day by the worker: at which moment of this day, or none. Any hour, so that a drill looks like the real thing."""
    if secrets.randbelow(DRILL_ONE_IN):
        return None
    morning = now().replace(hour=0, minute=0, second=0, microsecond=0)
    return morning + datetime.timedelta(seconds=secrets.randbelow(_DAY))


def sentence(hours: int) -> str:
    """One line in each language of the desk."""
    lines = []
    for language in settings.AMANA.languages:
        with override(language):
            lines.append(gettext(_SENTENCE) % {"hours": hours})
    return "\n".join(lines)


def _older(hours: int) -> "list[QuerySet[Any]]":
    limit = now() - datetime.timedelta(hours=hours)
    unopened = Waiting.objects.filter(kind=Waiting.REPORT, taken=False, damaged=False)
    return [
        rows.filter(hour__lte=limit, alarmed__lt=hours)
        for rows in (unopened, Vacancy.objects.all())
    ]
