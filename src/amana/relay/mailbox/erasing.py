"""Erases read letters at the second midnight and mailboxes 400 midnights after their last change."""

from datetime import date, timedelta

from amana.relay.mailbox.models import Letter, Mailbox
from amana.relay.writer import writer
from amana.wire.limits import KEPT_READ, MAILBOX_DAYS


def erase(today: date) -> int:
    """How many letters and mailboxes were erased."""

    def job() -> int:
        old = Mailbox.objects.filter(day__lte=today - timedelta(days=MAILBOX_DAYS))
        read = Letter.objects.filter(read_day__lte=today - timedelta(days=KEPT_READ))
        letters, _ = (read | Letter.objects.filter(mailbox__in=old)).delete()
        return letters + old.delete()[0]

    return writer.run(job)
