"""Inviting an officer: her row, and a code of eight words that works once."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from amana.desk.staff import events, phrases, register
from amana.desk.staff.models import ROLES, Officer
from amana.desk.staff.stretch import SALT_LENGTH, stretch
from amana.errors import AmanaError
from amana.wire.encoding import b64u

GOOD_FOR: Final = 7  # days


class LoginTakenError(AmanaError):
    """Somebody at this desk has this sign-in name already. Nothing was changed. Choose another
    one.
    """


class UnknownRoleError(AmanaError):
    """An officer needs a sign-in name, a name to be shown, and at least one role of this desk.
    Nothing was changed. Fill in what is missing.
    """


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """To be handed over in person; the code is stored nowhere in the clear."""

    officer: Officer
    code: str = field(repr=False)


def invite(
    *,
    login: str,
    label: Mapping[str, str],
    roles: Sequence[str],
    woman: bool,
    language: str,
    person: bytes | None = None,
    actor: str = "",
) -> Invitation:
    """Makes the row. `person` is the 8-byte id of her certificate, drawn when it is not given.
    Raises LoginTakenError, UnknownRoleError.
    """
    login, names = login.strip().casefold(), {code: name for code, name in label.items() if name}
    if not login or len(login) > 40 or not names or not roles or not set(roles) <= set(ROLES):
        raise UnknownRoleError
    with transaction.atomic():
        if Officer.objects.filter(login=login).exists():
            raise LoginTakenError
        officer = Officer(
            id=b64u(person or os.urandom(8)),
            login=login,
            label=names,
            roles=list(roles),
            woman=woman,
            language=language,
            register=register.empty(),
        )
        code = _new_code(officer)
        officer.save(force_insert=True)
        events.tell(actor, "staff.invited", {"officer": officer.id, "roles": list(roles)})
    return Invitation(officer=officer, code=code)


def invite_again(officer: Officer, *, actor: str) -> Invitation:
    """A new code for somebody who has not signed in yet; the old one is void."""
    with transaction.atomic():
        code = _new_code(officer)
        officer.save(update_fields=["salt", "verifier", "invited_until"])
        events.tell(actor, "staff.invited_again", {"officer": officer.id})
    return Invitation(officer=officer, code=code)


def _new_code(officer: Officer) -> str:
    code = phrases.draw(officer.language)
    officer.salt = os.urandom(SALT_LENGTH)
    officer.verifier = stretch(code, salt=officer.salt, pepper=settings.AMANA.pepper()).verifier
    officer.invited_until = timezone.localdate() + timedelta(days=GOOD_FOR)
    return code
