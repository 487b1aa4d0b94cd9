"""A new passphrase: drawn, shown once, repeated, then both wraps are made anew. The identity
stays.
"""

import os

from django.conf import settings
from django.db import transaction

from amana.desk.staff import events, lockout, sessions
from amana.desk.staff.flows.first_sign_in import NotRepeatedError, lay_keys
from amana.desk.staff.flows.sign_in import WrongWordsError
from amana.desk.staff.models import Officer, Session
from amana.desk.staff.sessions import Unlocked
from amana.desk.staff.stretch import SALT_LENGTH, stretch, unwrap


def change(unlocked: Unlocked, *, old: str, new: str, repeated: str) -> None:
    """`new` is the one that this page drew. Her other sessions end. Raises WrongWordsError,
    NotRepeatedError.
    """
    officer = Officer.objects.get(pk=unlocked.officer.pk)
    pepper = settings.AMANA.pepper()
    if lockout.locked(officer):
        raise WrongWordsError
    before = stretch(old, salt=bytes(officer.salt), pepper=pepper)
    if not before.fits(bytes(officer.verifier)):
        lockout.count_failure(officer)
        raise WrongWordsError
    if not new or " ".join(repeated.split()) != new:
        raise NotRepeatedError
    secret = unwrap(before.wrap, bytes(officer.wrapped_totp), row=officer.id, column="wrapped_totp")
    salt = os.urandom(SALT_LENGTH)
    keys = stretch(new, salt=salt, pepper=pepper)
    with transaction.atomic():
        lay_keys(officer, keys, salt=salt, identity=unlocked.identity, totp_secret=secret.decode())
        officer.save(update_fields=["salt", "verifier", "wrapped_identity", "wrapped_totp"])
        events.tell(officer.id, "staff.passphrase_changed")
    _end_others(unlocked)


def _end_others(unlocked: Unlocked) -> None:
    others = Session.objects.filter(officer=unlocked.officer).exclude(id=unlocked.session_id)
    for session_id in others.values_list("id", flat=True):
        sessions.lock(session_id)
