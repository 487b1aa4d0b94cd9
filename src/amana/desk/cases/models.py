"""What the database holds of cases: random numbers, days, and sealed bytes (P2, P4)."""

from django.db import models

from amana.desk.cases import number


class Case(models.Model):
    """One case. In the clear: a random number, the day it was opened, its state and epoch."""

    OPEN, CLOSED, WITHHELD = "open", "closed", "withheld"  # withheld: amana.desk.cases.restoring

    number = models.BigIntegerField(primary_key=True, default=number.draw)
    day = models.DateField()
    state = models.CharField(max_length=8, default=OPEN)
    epoch = models.BigIntegerField(default=1)  # how often its secret was made anew; u32


class Record(models.Model):
    """One sealed record of a case; `epoch` says under which of its secrets."""

    HEAD, LINE, MESSAGE = "head", "line", "message"

    key = models.BigIntegerField(primary_key=True, default=number.draw)
    case = models.ForeignKey(Case, models.CASCADE, related_name="records")
    kind = models.CharField(max_length=8)
    epoch = models.BigIntegerField()
    sealed = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["case", "kind"])]


class Grant(models.Model):
    """A row for every officer at every admission and exclusion; most are dummies. `officer` is a short id."""

    key = models.BigIntegerField(primary_key=True, default=number.draw)
    officer = models.CharField(max_length=11, db_index=True)
    day = models.DateField()
    sealed = models.BinaryField()


class Keyring(models.Model):
    """Which cases an officer can open, sealed to her and padded."""

    officer = models.CharField(max_length=11, primary_key=True)
    sealed = models.BinaryField()


class RecoveryWrap(models.Model):
    """A case's secret sealed to one recovery set. Kept apart: only the short-lived key backup holds it."""

    key = models.BigIntegerField(primary_key=True, default=number.draw)
    case = models.ForeignKey(Case, models.CASCADE, related_name="recovery_wraps")
    sets = models.CharField(max_length=16, default="", db_index=True)  # amana.desk.cases.wraps
    epoch = models.BigIntegerField()
    sealed = models.BinaryField()


class TakeUp(models.Model):
    """A case's secret, sealed with what only she can give to whom she still permits (amana.desk.cases.take_up)."""

    key = models.BigIntegerField(primary_key=True, default=number.draw)
    case = models.ForeignKey(Case, models.CASCADE, related_name="take_ups")
    place = models.BinaryField(max_length=16, db_index=True)  # derived from what opens it
    sealed = models.BinaryField()


class Vacancy(models.Model):
    """A case that nobody has any more: its secret, sealed to those who may take it up."""

    key = models.BigIntegerField(primary_key=True, default=number.draw)
    case = models.ForeignKey(Case, models.CASCADE, related_name="vacancies")
    sealed = models.BinaryField()
    day = models.DateField()
    hour = models.DateTimeField()  # whole hours, for the alarm of 4 h and 24 h (P7)
    alarmed = models.SmallIntegerField(default=0)  # hours of the last alarm that told of it
