"""First sign-in: a passphrase shown once, an identity made here, an app enrolled; nothing is
stored until she has shown all of it back.
"""

import os
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction

from amana.desk.staff import events, phrases, totp
from amana.desk.staff.models import Officer
from amana.desk.staff.stretch import SALT_LENGTH, Stretched, stretch, wrap
from amana.errors import AmanaError
from amana.seal.age_keys import new_identity, recipient_of


class NotRepeatedError(AmanaError):
    """The eight words or the six digits are not the ones on this page. Nothing is stored yet.
    Compare them with what you wrote down, and use the newest digits of the app.
    """


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What this first sign-in has drawn, held in memory only."""

    passphrase: str = field(repr=False)
    identity: str = field(repr=False)
    totp_secret: str = field(repr=False)

    @property
    def recipient(self) -> str:
        """`age1…`"""
        return recipient_of(self.identity)


def draw(officer: Officer) -> Drawn:
    """New secrets of her own."""
    return Drawn(
        passphrase=phrases.draw(officer.language),
        identity=new_identity(),
        totp_secret=totp.new_secret(),
    )


def complete(officer: Officer, drawn: Drawn, *, passphrase: str, code: str) -> Officer:
    """Stores verifier and wraps once she has repeated both. Raises NotRepeatedError."""
    step = totp.matching_step(drawn.totp_secret, code)
    if " ".join(passphrase.split()) != drawn.passphrase or step is None:
        raise NotRepeatedError
    return store(officer, drawn, totp_step=step)


def store(officer: Officer, drawn: Drawn, *, totp_step: int = 0) -> Officer:
    """Turns an invited officer into an active one; the invitation code works no more."""
    salt = os.urandom(SALT_LENGTH)
    keys = stretch(drawn.passphrase, salt=salt, pepper=settings.AMANA.pepper())
    with transaction.atomic():
        fresh = Officer.objects.select_for_update().get(pk=officer.pk, state=Officer.State.INVITED)
        lay_keys(fresh, keys, salt=salt, identity=drawn.identity, totp_secret=drawn.totp_secret)
        fresh.recipient = drawn.recipient
        fresh.state, fresh.invited_until = Officer.State.ACTIVE, None
        fresh.failed, fresh.locked_until, fresh.totp_step = 0, None, totp_step
        fresh.save()
        events.tell(fresh.id, "staff.enrolled", {"recipient": fresh.recipient})
    return fresh


def lay_keys(
    officer: Officer, keys: Stretched, *, salt: bytes, identity: str, totp_secret: str
) -> None:
    """Puts a verifier and both wraps into the row; the caller saves it."""
    officer.salt, officer.verifier = salt, keys.verifier
    officer.wrapped_identity = wrap(
        keys.wrap, identity.encode(), row=officer.id, column="wrapped_identity"
    )
    officer.wrapped_totp = wrap(
        keys.wrap, totp_secret.encode(), row=officer.id, column="wrapped_totp"
    )
