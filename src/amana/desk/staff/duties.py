"""Which certificates the desk's list names: of those who work here, under the duties that two people here gave them (design §4.3).

Nothing is named that two certifiers did not sign. The worker asks at each round and signs a new list when the answer has changed.
"""

from amana.desk.staff import certified
from amana.desk.staff.models import LeadChange, Officer
from amana.seal.certificates import Holder
from amana.seal.desk import Desk
from amana.wire.encoding import b64u


def entries(desk: Desk) -> tuple[bytes, ...]:
    """The certificates of the desk's list by short id: less those of people who left or are leads no more, with those that a decision
    waits for."""
    officers = {officer.id: officer for officer in Officer.objects.all()}
    awaited = _awaited()
    gone = {
        holder.id
        for holder in desk.holders
        if _is_over(holder, officers.get(b64u(holder.person)))
        or (b64u(holder.person) in awaited and holder.id != awaited[b64u(holder.person)].id)
    }
    kept = tuple(entry for entry in desk.listed.entries if entry not in gone)
    new = tuple(each.id for each in awaited.values() if each.id not in kept)
    return (*kept, *new)


def _is_over(holder: Holder, officer: Officer | None) -> bool:
    if officer is None:
        return False
    if officer.state == Officer.State.LEFT:
        return True
    return holder.role == "lead" and not officer.lead and not _is_coming(officer)


def _is_coming(officer: Officer) -> bool:
    """Two people made her a lead, and the directory is to say so."""
    return LeadChange.objects.filter(officer=officer, makes=True, second__isnull=False).exists()


def _awaited() -> dict[str, Holder]:
    """By officer: the newest certificate that says what two people decided about her."""
    found = {}
    for change in LeadChange.objects.filter(second__isnull=False).select_related("officer"):
        roles = {"lead"} if change.makes else set(change.officer.roles) - {"lead"}
        for holder in certified.offered(change.officer):
            if holder.role in roles:
                found[change.officer.id] = holder
                break
    return found
