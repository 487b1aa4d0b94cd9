"""An officer leaves: her sessions end and her wraps are deleted. Her certificate is then taken
out of the desk's list.
"""

from django.db import transaction

from amana.desk.staff import desk_keys, events, sessions
from amana.desk.staff.models import LeadChange, Officer
from amana.errors import AmanaError


class LastLeadError(AmanaError):
    """She is the last safeguarding lead. Nothing was changed. Make somebody else a lead first."""


def leave(officer: Officer, *, actor: str) -> None:
    """After this her passphrase opens nothing here. Raises LastLeadError."""
    active = Officer.objects.filter(state=Officer.State.ACTIVE).exclude(pk=officer.pk)
    if officer.lead and not any(each.lead for each in active):
        raise LastLeadError
    with transaction.atomic():
        officer.state = Officer.State.LEFT
        officer.wrapped_identity = officer.wrapped_totp = b""
        officer.save(update_fields=["state", "wrapped_identity", "wrapped_totp"])
        officer.passkeys.all().delete()
        desk_keys.withdraw(officer)
        LeadChange.objects.filter(officer=officer).delete()
        events.tell(actor, "staff.left", {"officer": officer.id})
    sessions.lock_all(officer)
