"""The rows of the directory (protocol §11): public, signed, kept as they were signed."""

from django.db import models

from amana.relay.columns import RandomKey


class Document(models.Model):
    """One certificate or list; `body` is its signed JSON, `number` its id (a list: the desk's)."""

    key = RandomKey()
    desk = models.BinaryField(max_length=8, db_index=True)
    kind = models.CharField(max_length=16)
    number = models.BinaryField(max_length=8)
    body = models.BinaryField()
    serial = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "desk", "number"], name="document_once")
        ]
