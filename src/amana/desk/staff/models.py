"""What is stored about officers: labels and roles in the clear, everything that opens something
wrapped (P2).
"""

from typing import Final

from django.db import models

SHORT_ID: Final = 11  # letters of b64u for 8 bytes
LONG_ID: Final = 22  # letters of b64u for 16 bytes

ROLES: Final = ("lead", "intake", "caseworker", "lawyer", "supervisor", "psychosocial")
CLOSED_BY_HAND: Final = "hand"
CLOSED_BY_RESTORE: Final = "restore"


class Officer(models.Model):
    """One person. `id` is the `person` short id of her holder certificate."""

    class State(models.TextChoices):
        INVITED = "invited"
        ACTIVE = "active"
        LEFT = "left"

    id = models.CharField(primary_key=True, max_length=SHORT_ID)
    login = models.CharField(max_length=40, unique=True)
    label = models.JSONField()  # text by language
    roles = models.JSONField(default=list)  # of ROLES
    woman = models.BooleanField(default=True)
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    invited_until = models.DateField(null=True)

    recipient = models.CharField(max_length=80, default="")  # "age1…", empty until first sign-in
    salt = models.BinaryField(max_length=16)
    verifier = models.BinaryField(max_length=32)  # of the passphrase, or of the invitation code
    wrapped_identity = models.BinaryField(default=b"")
    wrapped_totp = models.BinaryField(default=b"")
    totp_step = models.BigIntegerField(default=0)  # the last half-minute whose code was used

    failed = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    register = models.BinaryField(default=b"")  # her ties, sealed to the leads and herself

    @property
    def lead(self) -> bool:
        """A safeguarding lead."""
        return "lead" in self.roles

    def named(self, language: str) -> str:
        """Her label in `language`, or in the first one that there is."""
        return self.label.get(language) or next(iter(self.label.values()), self.login)


class Passkey(models.Model):
    """A second factor of an officer. Public values only; it never opens anything by itself."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="passkeys")
    credential = models.BinaryField(max_length=1024)
    public_key = models.BinaryField(max_length=2048)
    sign_count = models.PositiveBigIntegerField(default=0)
    label = models.CharField(max_length=60)
    day = models.DateField()


class Session(models.Model):
    """An officer at work. Without this boot's secret and the cookie's, the wrap opens nothing."""

    id = models.CharField(primary_key=True, max_length=LONG_ID)
    officer = models.ForeignKey(Officer, models.CASCADE)
    wrapped = models.BinaryField()
    day = models.DateField()


class Closure(models.Model):
    """The desk is closed while this row exists. Two people open it again."""

    only = models.PositiveSmallIntegerField(primary_key=True, default=1)
    cause = models.CharField(max_length=8, default=CLOSED_BY_HAND)
    day = models.DateField()
    first = models.ForeignKey(Officer, models.CASCADE, null=True)  # who asked to open it


class StandingKey(models.Model):
    """A key of the organisation, sealed to one officer in a frame of one size."""

    officer = models.ForeignKey(Officer, models.CASCADE)
    key_id = models.CharField(max_length=SHORT_ID)
    frame = models.BinaryField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["officer", "key_id"], name="one_frame_a_key"),
        ]


class LeadChange(models.Model):
    """Who is to be a safeguarding lead, or one no more: two people decide, certificates follow (amana.desk.staff.flows.leads)."""

    officer = models.OneToOneField(Officer, models.CASCADE, primary_key=True)
    makes = models.BooleanField()  # True: becomes a lead
    duty = models.CharField(max_length=16, default="")  # what is left to her afterwards
    first = models.ForeignKey(Officer, models.CASCADE, related_name="+")
    second = models.ForeignKey(Officer, models.CASCADE, related_name="+", null=True)
    day = models.DateField()
    sealed = models.BooleanField(default=False)  # registers are sealed to the leads of now


class DirectoryCopy(models.Model):
    """The directory as the relay gave it last: signed, public, checked again at each use."""

    only = models.PositiveSmallIntegerField(primary_key=True, default=1)
    document = models.BinaryField()
    day = models.DateField()
