"""What waits to be dropped into mailboxes. The worker sends it without any key (P2)."""

from django.db import models

from amana.desk.cases.number import draw


class Outbox(models.Model):
    """One drop, sealed to her; gone when the relay has taken it."""

    REPLY, STANDING = 1, 2  # amana.wire.requests

    key = models.BigIntegerField(primary_key=True, default=draw)
    mailbox = models.BinaryField(max_length=16)
    drop = models.BinaryField(max_length=32)
    kind = models.SmallIntegerField()
    frame = models.BinaryField()
    order = models.BigIntegerField()  # within the mailbox
    day = models.DateField()
