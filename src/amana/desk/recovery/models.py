"""What came back from the offline computer, until the officer for whom it is has taken it over."""

from django.db import models

from amana.desk.cases.number import draw
from amana.desk.staff.models import SHORT_ID


class Brought(models.Model):
    """Frames for one officer. Of which cases, only her key tells."""

    key = models.BigIntegerField(primary_key=True, default=draw)
    officer = models.CharField(max_length=SHORT_ID)
    day = models.DateField()
    combined = models.CharField(max_length=80)  # recipient of the set whose sheets were together
    frames = models.BinaryField()  # one after another (amana.desk.recovery.handed)
    first = models.CharField(max_length=SHORT_ID, default="")  # the lead who agreed first
    agreed = models.BooleanField(default=False)  # two leads did
