"""Two safeguarding leads agree that an officer takes over what was recovered for her (design §5).

The sheets were together, so a new recovery set must count before: else whoever saw them could open what is sealed from now on.
"""

from django.db import transaction

from amana.desk.audit import journal
from amana.desk.cases import keyed
from amana.desk.cases.keyholders import desk, people
from amana.desk.cases.walls import NotALead, NotCertified
from amana.desk.recovery.models import Brought
from amana.desk.staff.sessions import Unlocked
from amana.errors import AmanaError


class OldRecoverySet(AmanaError):
    """The sheets of this recovery set were brought together, and the desk's list still names it. Nothing was handed over. Make a new set
    with `amana keys recovery`, have it certified and listed, then agree."""


class AnotherLead(AmanaError):
    """Your agreement is already recorded. Nothing was handed over yet. Another safeguarding lead must agree as well."""


class NotBrought(AmanaError):
    """There is nothing recovered that waits for this decision. Nothing was changed. Load the page again."""


@transaction.atomic
def agree(unlocked: Unlocked, key: int) -> Brought:
    """One lead's word; the second one's hands it over. Raises NotALead, NotBrought, NotCertified, OldRecoverySet or AnotherLead."""
    row = _waiting(unlocked, key)
    if row.officer not in {person.id for person in people() if person.certified}:
        raise NotCertified
    if row.combined in {recovery.recipient for recovery in desk().recovery.values()}:
        raise OldRecoverySet
    if row.first == unlocked.officer.id:
        raise AnotherLead
    row.agreed, row.first = bool(row.first), row.first or unlocked.officer.id
    row.save(update_fields=["agreed", "first"])
    _note(unlocked, "recovery.agreed", row)
    transaction.on_commit(keyed.wake)
    return row


@transaction.atomic
def discard(unlocked: Unlocked, key: int) -> None:
    """Throws it away; the sheets would have to be brought together again. Raises NotALead or NotBrought."""
    row = _waiting(unlocked, key)
    _note(unlocked, "recovery.discarded", row)
    row.delete()


def _waiting(unlocked: Unlocked, key: int) -> Brought:
    if not any(person.lead for person in people() if person.id == unlocked.officer.id):
        raise NotALead
    row = Brought.objects.select_for_update().filter(key=key, agreed=False).first()
    if row is None:
        raise NotBrought
    return row


def _note(unlocked: Unlocked, action: str, row: Brought) -> None:
    journal.write(actor=unlocked.officer.id, action=action, details={"officer": row.officer})
