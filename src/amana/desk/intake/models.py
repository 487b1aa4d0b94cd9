"""What was collected and is not yet taken into a case: ciphertext, and the digest of ciphertext (P2, P5)."""

from django.db import models

from amana.desk.cases.number import draw


class Waiting(models.Model):
    """An envelope or upload of the relay, kept sealed as it came."""

    REPORT, UPLOAD = 1, 2  # amana.wire.requests
    COLLECTED, ACKNOWLEDGED, CONFIRMED = "collected", "acknowledged", "confirmed"

    key = models.BigIntegerField(primary_key=True, default=draw)
    kind = models.SmallIntegerField()
    relay_id = models.BinaryField(max_length=16)  # the id under which the relay lists it
    digest = models.BinaryField(max_length=32)  # SHA-256 of the ciphertext
    size = models.BigIntegerField()
    parts = models.IntegerField(default=0)
    complete = models.BooleanField(default=True)
    blob = models.CharField(max_length=80)
    day = models.DateField()
    hour = models.DateTimeField()  # whole hours: the alarm of 4 h and 24 h needs no more (P7)
    state = models.CharField(max_length=12, default=COLLECTED)  # towards the relay
    backed_up = models.BooleanField(default=False)  # a verified backup holds it
    damaged = models.BooleanField(default=False)  # not of an envelope's form: opens for nobody
    taken = models.BooleanField(default=False)  # it is in a case; kept until someone else confirmed
    note = models.BinaryField(
        default=bytes
    )  # who took it: sealed to those whom the envelope was for
    taken_day = models.DateField(null=True)
    alarmed = models.SmallIntegerField(default=0)  # hours of the last alarm that told of it

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "relay_id", "digest"], name="waiting_once")
        ]
        indexes = [
            models.Index(fields=["kind", "taken"]),
            models.Index(fields=["kind", "blob"]),  # what is still kept, among all that ever came
        ]
