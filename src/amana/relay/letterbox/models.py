"""The rows of the letterbox (protocol §11). Nothing in them links a report to a mailbox."""

from django.db import models

from amana.relay.columns import RandomKey


class State(models.IntegerChoices):
    """How far a report or upload is; OPEN is for uploads whose parts still arrive."""

    OPEN = 0
    WAITING = 1
    ACKNOWLEDGED = 2
    CONFIRMED = 3


class Report(models.Model):
    """One sealed envelope. `envelope` is empty when it lies in the blob store or has been erased;
    `size` is 0 once it has been erased.
    """

    key = RandomKey()
    desk = models.BinaryField(max_length=8)
    report = models.BinaryField(max_length=16, unique=True)
    status = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    envelope = models.BinaryField(null=True)
    size = models.IntegerField()
    state = models.SmallIntegerField(choices=State.choices, default=State.WAITING)
    day = models.DateField()
    state_day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["desk", "state"], name="report_desk_state")]

    @property
    def blob(self) -> str:
        """Its name in the store, when it is not in the row."""
        return envelope_blob(self.key)


class Upload(models.Model):
    """One file in parts; `parts` and `size` are 0 until it was finished."""

    key = RandomKey()
    desk = models.BinaryField(max_length=8)
    upload = models.BinaryField(max_length=16, unique=True)
    parts = models.IntegerField(default=0)
    size = models.BigIntegerField(default=0)
    state = models.SmallIntegerField(choices=State.choices, default=State.OPEN)
    day = models.DateField()
    state_day = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["desk", "state"], name="upload_desk_state")]


class Part(models.Model):
    """One part of an upload; its bytes are a blob."""

    key = RandomKey()
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE)
    index = models.IntegerField()
    size = models.IntegerField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "index"], name="part_once")]

    @property
    def blob(self) -> str:
        """Its name in the store."""
        return part_blob(self.key)


def envelope_blob(key: int) -> str:
    """Where a large envelope lies."""
    return f"envelope/{key:016x}"


def part_blob(key: int) -> str:
    """Where a part lies."""
    return f"part/{key:016x}"
