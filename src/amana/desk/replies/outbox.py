"""What waits for the relay, sent in batches by the keyless worker; gone once the relay has taken it (P5)."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Protocol

from django.db import transaction
from django.db.models import Max

from amana.desk.cases.clock import today
from amana.desk.replies.models import Outbox
from amana.desk.replies.refusals import MailboxFull
from amana.wire.encoding import unb64u
from amana.wire.requests import DropRequest

if TYPE_CHECKING:
    from django.db.models import QuerySet

BATCH: Final = 200  # drops in one round
_log = logging.getLogger("amana.desk.replies")


class Dropping(Protocol):
    """The one thing of the relay's client that is needed here."""

    def drop(self, request: DropRequest) -> None:
        """Leaves a frame in a mailbox. Raises MailboxFull, or another AmanaError when the relay did not take it."""


def waiting(her: Mapping[str, str]) -> "QuerySet[Outbox]":
    """What waits for her mailbox."""
    return Outbox.objects.filter(mailbox=unb64u(her["mailbox_id"], 16))


def put(her: Mapping[str, str], kind: int, frame: bytes) -> None:
    """Queues a frame for her mailbox. A new standing record replaces one that still waits."""
    with transaction.atomic():
        rows = waiting(her)
        if kind == Outbox.STANDING:
            rows.filter(kind=Outbox.STANDING).delete()
        last = rows.aggregate(last=Max("order"))["last"] or 0
        Outbox.objects.create(
            mailbox=unb64u(her["mailbox_id"], 16),
            drop=unb64u(her["mailbox_drop"], 32),
            kind=kind,
            frame=frame,
            order=last + 1,
            day=today(),
        )


def send_all(relay: Dropping) -> int:
    """Drops what waits, oldest first in each mailbox, and gives the number taken. A mailbox that is full holds up no other.

    Raises the relay's error after what was taken is gone.
    """
    taken, full = 0, set[bytes]()
    rows = Outbox.objects.order_by("mailbox", "order").values_list("key", "mailbox", "kind")
    for key, mailbox, kind in list(rows):
        if taken == BATCH:
            break
        if kind == Outbox.REPLY and bytes(mailbox) in full:
            continue
        try:
            taken += _send(relay, key)
        except MailboxFull:
            full.add(bytes(mailbox))
    if taken:
        _log.info("dropped", extra={"count": taken})
    return taken


def _send(relay: Dropping, key: int) -> int:
    """1 when it was dropped; 0 when a newer one has replaced it meanwhile."""
    row = Outbox.objects.filter(key=key).first()
    if row is None:
        return 0
    relay.drop(DropRequest(bytes(row.mailbox), bytes(row.drop), row.kind, bytes(row.frame)))
    Outbox.objects.filter(key=key).delete()
    return 1
