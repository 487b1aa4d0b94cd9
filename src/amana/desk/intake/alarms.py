"""Nobody answers? The age of unopened reports goes to the outside second contact alone (design §4.14, P4).

The sentence is the same whatever waits, and on random drill days too, so that the mail says nothing about anyone.
"""

import datetime
import secrets
import smtplib
import subprocess
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

from amana.desk.cases.clock import now
from amana.desk.intake.models import Waiting
from amana.errors import AmanaError

HOURS: Final = (4, 24)
DRILL_ONE_IN: Final = 45  # days
_SECONDS: Final = 60
_SENTENCE: Final = (
    "Amana: a report has waited longer than {hours} hours. Please call the safeguarding leads."
)


class AlarmNotSent(AmanaError):
    """The outside second contact could not be told that something waits. Nothing is lost; it is tried again. Check the setting
    `second_contact`."""


def ring(contact: Mapping[str, Any], *, drill: bool = False) -> int:
    """Tells the contact about ages that were not told yet, once for each threshold. Gives the number of messages. Raises AlarmNotSent."""
    told = 0
    for hours in HOURS:
        rows = _older(hours)
        keys = list(rows.values_list("key", flat=True))
        if keys or (drill and hours == HOURS[0]):
            send(contact, _SENTENCE.format(hours=hours))
            Waiting.objects.filter(key__in=keys).update(alarmed=hours)
            told += 1
    return told


def drill_today() -> bool:
    """Drawn once a day by the worker."""
    return secrets.randbelow(DRILL_ONE_IN) == 0


def _older(hours: int) -> Any:
    limit = now() - datetime.timedelta(hours=hours)
    unopened = Waiting.objects.filter(kind=Waiting.REPORT, taken=False, damaged=False)
    return unopened.filter(hour__lte=limit, alarmed__lt=hours)


def send(contact: Mapping[str, Any], sentence: str) -> None:
    """By the configured way: `file` (a path), `command` (its arguments), or `mail` (to, sender, host, port). Raises AlarmNotSent."""
    try:
        if "file" in contact:
            with Path(contact["file"]).open("a", encoding="utf-8") as file:
                file.write(sentence + "\n")
        elif "command" in contact:
            command = [str(part) for part in contact["command"]]
            subprocess.run(command, input=sentence.encode(), check=True, timeout=_SECONDS)
        elif "to" in contact:
            _mail(contact, sentence)
    except (OSError, ValueError, subprocess.SubprocessError, smtplib.SMTPException) as error:
        raise AlarmNotSent from error


def _mail(contact: Mapping[str, Any], sentence: str) -> None:
    mail = EmailMessage()
    mail["To"], mail["From"], mail["Subject"] = contact["to"], contact["sender"], "Amana"
    mail.set_content(sentence)
    host, port = contact.get("host", "localhost"), int(contact.get("port", 25))
    with smtplib.SMTP(host, port, timeout=_SECONDS) as server:
        server.send_message(mail)
