"""To the offline computer and back: what the desk gives out, and what it takes in without a key."""

from django.conf import settings
from django.db import transaction

from amana.desk.audit import journal
from amana.desk.cases import erasures
from amana.desk.cases.clock import today
from amana.desk.cases.models import Case
from amana.desk.cases.recovery import Wrap
from amana.desk.cases.wraps import all_wraps
from amana.desk.intake.models import Waiting
from amana.desk.intake.trial import envelope_of
from amana.desk.recovery.models import Brought
from amana.desk.recovery.offline import Carried, Recovered, Unopened
from amana.desk.staff import certified
from amana.desk.staff.models import Officer
from amana.errors import AmanaError
from amana.seal.header import header_length


class NoOfficerForIt(AmanaError):
    """Nobody here has the key that this was sealed to, or it is not certified. Nothing was taken in. Have her sign in for the first time
    and her key certified, then combine the sheets again for that key."""


def carried() -> Carried:
    """Every case's wrap, those of withheld cases from the list of erasures as well, and the headers of what nobody has opened."""
    rows = Waiting.objects.filter(kind=Waiting.REPORT, taken=False, damaged=False, blob__gt="")
    return Carried(
        wraps=(*all_wraps(), *_withheld()),
        unopened=tuple(
            Unopened(row.key, row.day.isoformat(), _header(row))
            for row in rows.order_by("day", "key")
        ),
    )


def take_in(recovered: Recovered) -> Officer:
    """Keeps it for the officer whose key it is for; two leads decide. Raises NoOfficerForIt."""
    officers = Officer.objects.filter(state=Officer.State.ACTIVE, recipient=recovered.recipient)
    officer = officers.first()
    if officer is None or not certified.is_certified(officer):
        raise NoOfficerForIt
    with transaction.atomic():
        Brought.objects.filter(officer=officer.id, agreed=False).delete()
        Brought.objects.create(
            officer=officer.id,
            day=today(),
            combined=recovered.combined,
            frames=b"".join(recovered.frames),
        )
        journal.write(actor="", action="recovery.brought", details={"officer": officer.id})
    return officer


def _withheld() -> list[Wrap]:
    """After a restore, the list of erasures has the newer secret of such a case, the database the older one."""
    numbers = set(Case.objects.filter(state=Case.WITHHELD).values_list("number", flat=True))
    listed = erasures.read(settings.AMANA).cases if numbers else {}
    return [
        Wrap(number, listed[number].epoch, erasures.wrap_of(listed[number]))
        for number in sorted(numbers & listed.keys())
        if listed[number].wrap
    ]


def _header(row: Waiting) -> bytes:
    envelope = envelope_of(row)
    return envelope[: header_length(envelope)]
