"""Her files as the database knows them: a sealed record and the name of a sealed blob (P2)."""

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
