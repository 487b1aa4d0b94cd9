"""Officers made by the administrator's command: the first ones of a desk, and those of the
demonstration.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from amana.desk.staff.flows import first_sign_in
from amana.desk.staff.flows.invite import invite
from amana.desk.staff.models import Officer


@dataclass(frozen=True, kw_only=True)
class Provisioned:
    """Shown once on the administrator's screen and stored nowhere."""

    officer: Officer
    login: str
    passphrase: str = field(repr=False)
    totp_secret: str = field(repr=False)
    identity: str = field(repr=False)
    recipient: str


def create_officer(
    *,
    login: str,
    label: Mapping[str, str],
    roles: Sequence[str],
    woman: bool = True,
    language: str = "ar",
    person: bytes | None = None,
) -> Provisioned:
    """Invites and enrols in one step, without pages. Raises what `invite` raises."""
    with transaction.atomic():
        invitation = invite(
            login=login, label=label, roles=roles, woman=woman, language=language, person=person
        )
        drawn = first_sign_in.draw(invitation.officer)
        officer = first_sign_in.store(invitation.officer, drawn)
    return Provisioned(
        officer=officer,
        login=officer.login,
        passphrase=drawn.passphrase,
        totp_secret=drawn.totp_secret,
        identity=drawn.identity,
        recipient=drawn.recipient,
    )
