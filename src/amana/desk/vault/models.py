"""What the database knows of exhibits: sealed records, names of sealed blobs, days (P2)."""

from django.db import models

from amana.desk.cases.models import Case
from amana.desk.cases.number import draw


class File(models.Model):
    """One file of a case. `blob_epoch` 0: still sealed as she sealed it."""

    key = models.BigIntegerField(primary_key=True, default=draw)
    case = models.ForeignKey(Case, models.CASCADE, related_name="files")
    blob = models.CharField(max_length=80, default="")  # empty until it is collected
    size = models.BigIntegerField(default=0)  # of the ciphertext
    blob_epoch = models.BigIntegerField(default=0)
    epoch = models.BigIntegerField()  # of the sealed record
    sealed = models.BinaryField()


class Derived(models.Model):
    """One piece of what the dark room made of a file: sealed under the case's secret, made again whenever that is new."""

    BLUR, TRANSCRIPT, PLACES, TEXT, TRIED = "blur", "chat", "places", "text", "tried"

    key = models.BigIntegerField(primary_key=True, default=draw)
    file = models.ForeignKey(File, models.CASCADE, related_name="derived")
    kind = models.CharField(max_length=8)
    part = models.IntegerField(default=0)  # from 0 within a kind
    epoch = models.BigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "kind", "part"], name="one_derived_part")
        ]


class Notice(models.Model):
    """A file was locked unseen: one row for every lead, real or dummy, of one size (P4)."""

    key = models.BigIntegerField(primary_key=True, default=draw)
    officer = models.CharField(max_length=11, db_index=True)
    day = models.DateField()
    sealed = models.BinaryField()


class Stamp(models.Model):
    """A custody head that waits for its time-stamp, or has it: a hash over salted hashes, and the authority's raw reply."""

    key = models.BigIntegerField(primary_key=True, default=draw)
    case = models.ForeignKey(Case, models.CASCADE, related_name="stamps")
    digest = models.BinaryField(max_length=32)
    authority = models.CharField(max_length=40)  # its name in the settings
    day = models.DateField()
    query = models.BinaryField()
    reply = models.BinaryField(default=b"")
