"""Signing in: passphrase, then six digits or a passkey. An unknown name takes the same time and
gets the same sentence.
"""

import os
from typing import Final

from django.conf import settings
from django.utils import timezone

from amana.desk.staff import lockout, passkeys, steps, totp
from amana.desk.staff.flows import close_desk, first_sign_in
from amana.desk.staff.models import Officer
from amana.desk.staff.sessions import Unlocked, start
from amana.desk.staff.steps import Step
from amana.desk.staff.stretch import SALT_LENGTH, Stretched, stretch, unwrap
from amana.errors import AmanaError

_NOBODYS_SALT: Final = os.urandom(SALT_LENGTH)


class WrongWordsError(AmanaError):
    """The name and the words do not fit together. Nothing was changed. Check each word; after
    five wrong tries an account waits, from one minute up to an hour.
    """


class WrongCodeError(AmanaError):
    """These digits are not valid now, or were used already. Nothing was changed. Wait for the
    next ones in your app and type them.
    """


class TooLateError(AmanaError):
    """Too much time passed between the two steps. Nothing was changed. Begin again with your name
    and your words.
    """


def first_factor(login: str, passphrase: str) -> tuple[str, bool]:
    """The token of the step that follows, and whether it is a first sign-in. Raises
    WrongWordsError, always after the same work.
    """
    officer = Officer.objects.filter(login=login.strip().casefold()).first()
    salt = bytes(officer.salt) if officer else _NOBODYS_SALT
    keys = stretch(passphrase, salt=salt, pepper=settings.AMANA.pepper())
    if officer is None or not _may_try(officer):
        raise WrongWordsError
    if not keys.fits(bytes(officer.verifier)):
        lockout.count_failure(officer)
        raise WrongWordsError
    return _next_step(officer, keys)


def with_code(token: str, code: str) -> tuple[str, Unlocked] | None:
    """Second factor by app. See `_complete` for what comes back. Raises TooLateError,
    WrongCodeError.
    """
    step, officer = _held(token)
    secret = unwrap(
        step.held["wrap"], bytes(officer.wrapped_totp), row=officer.id, column="wrapped_totp"
    ).decode()
    at = totp.matching_step(secret, code, after=officer.totp_step)
    if at is None or not totp.spend(officer, at):
        _failed(token, officer)
        raise WrongCodeError
    return _complete(token, step, officer)


def passkey_options(token: str) -> str | None:
    """What the browser needs for her passkeys, JSON; None when she has none. Raises TooLateError."""
    step, officer = _held(token)
    if not officer.passkeys.exists():
        return None
    options, step.held["challenge"] = passkeys.options_to_use(officer)
    return options


def with_passkey(token: str, answer: str) -> tuple[str, Unlocked] | None:
    """Second factor by passkey; each challenge is used once. Raises TooLateError,
    RefusedPasskeyError.
    """
    step, officer = _held(token)
    challenge = step.held.pop("challenge", None)
    if challenge is None:
        raise TooLateError
    try:
        passkeys.check(officer, answer, challenge=challenge)
    except passkeys.RefusedPasskeyError:
        _failed(token, officer)
        raise
    return _complete(token, step, officer)


def _may_try(officer: Officer) -> bool:
    if officer.state == Officer.State.INVITED:
        in_date = (
            officer.invited_until is not None and officer.invited_until >= timezone.localdate()
        )
        return in_date and not lockout.locked(officer)
    return officer.state == Officer.State.ACTIVE and not lockout.locked(officer)


def _next_step(officer: Officer, keys: Stretched) -> tuple[str, bool]:
    if officer.state == Officer.State.INVITED:
        drawn = {"drawn": first_sign_in.draw(officer)}
        return steps.hold(officer.id, drawn, seconds=steps.FIRST_SIGN_IN), True
    return steps.hold(officer.id, {"wrap": keys.wrap}), False


def _held(token: str) -> tuple[Step, Officer]:
    step = steps.held(token)
    if step is None or "wrap" not in step.held:
        raise TooLateError
    officer = Officer.objects.filter(pk=step.officer_id, state=Officer.State.ACTIVE).first()
    if officer is None or lockout.locked(officer):
        steps.end(token)
        raise TooLateError
    return step, officer


def _failed(token: str, officer: Officer) -> None:
    lockout.count_failure(officer)
    officer.refresh_from_db(fields=["locked_until"])
    if lockout.locked(officer):
        steps.end(token)


def _complete(token: str, step: Step, officer: Officer) -> tuple[str, Unlocked] | None:
    """The session cookie and the session; or None when the desk is closed and one more officer
    has to come.
    """
    identity = unwrap(
        step.held["wrap"],
        bytes(officer.wrapped_identity),
        row=officer.id,
        column="wrapped_identity",
    ).decode()
    steps.end(token)
    lockout.forgive(officer)
    if not close_desk.let_in(officer):
        return None
    return start(officer, identity)
