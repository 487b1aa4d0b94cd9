"""What waits for the relay, sent in batches by the keyless worker; gone once the relay has taken it (P5)."""

import logging
from collections.abc import Mapping
from typing import Final, Protocol

from django.db import transaction
from django.db.models import Max

from amana.desk.cases.clock import today
from amana.desk.replies.models import Outbox
from amana.wire.encoding import unb64u
from amana.wire.requests import DropRequest

BATCH: Final = 200  # drops in one round
_log = logging.getLogger("amana.desk.replies")


class Dropping(Protocol):
    """The one thing of the relay's client that is needed here."""

    def drop(self, request: DropRequest) -> None:
        """Leaves a frame in a mailbox. Raises AmanaError when the relay did not take it."""


def put(her: Mapping[str, str], kind: int, frame: bytes) -> None:
    """Queues a frame for her mailbox. A new standing record replaces one that still waits."""
    mailbox = unb64u(her["mailbox_id"], 16)
    with transaction.atomic():
        waiting = Outbox.objects.filter(mailbox=mailbox)
        if kind == Outbox.STANDING:
            waiting.filter(kind=Outbox.STANDING).delete()
        last = waiting.aggregate(last=Max("order"))["last"] or 0
        Outbox.objects.create(
            mailbox=mailbox,
            drop=unb64u(her["mailbox_drop"], 32),
            kind=kind,
            frame=frame,
            order=last + 1,
            day=today(),
        )


def send_all(relay: Dropping) -> int:
    """Drops what waits, oldest first in each mailbox, and gives the number taken. Raises the relay's error after what was taken is gone."""
    taken = 0
    for row in Outbox.objects.order_by("mailbox", "order")[:BATCH]:
        relay.drop(DropRequest(bytes(row.mailbox), bytes(row.drop), row.kind, bytes(row.frame)))
        Outbox.objects.filter(key=row.key).delete()
        taken += 1
    if taken:
        _log.info("dropped", extra={"count": taken})
    return taken
