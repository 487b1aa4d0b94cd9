"""One row of the audit: of one size whatever happened, and silent without a key."""

from django.db import models


class Entry(models.Model):
    """`h` = SHA-256(position u64 ‖ day ‖ previous ‖ case_part ‖ actor_part)."""

    position = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    previous = models.BinaryField(max_length=32)
    case_part = models.BinaryField()
    actor_part = models.BinaryField()
    h = models.BinaryField(max_length=32)
