"""The rows of the mailbox (protocol §11)."""

from django.db import models

from amana.relay.columns import RandomKey


class Mailbox(models.Model):
    """One mailbox: hashes of its two secrets, her state frame and the desk's standing frame."""

    key = RandomKey()
    mailbox = models.BinaryField(max_length=16, unique=True)
    token = models.BinaryField(max_length=32)
    drop = models.BinaryField(max_length=32)
    version = models.BigIntegerField(default=1)
    state = models.BinaryField()
    standing = models.BinaryField(null=True)
    day = models.DateField(db_index=True)


class Letter(models.Model):
    """One reply in its slot; erased at the second midnight after it was read."""

    key = RandomKey()
    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE)
    frame = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    order = models.IntegerField()
    read_day = models.DateField(null=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "digest"], name="letter_once")]


class Pulse(models.Model):
    """One row that every change to any mailbox rewrites, so that a change which finds no mailbox
    costs the same commit as one that does.
    """

    key = RandomKey()
    noise = models.BinaryField(max_length=16)
