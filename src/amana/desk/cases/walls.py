"""Who may be admitted to a case: within her choice, never past her exclusion (P4, design §4.1 and §4.2).

Pure: people and her routing go in, a list or an error comes out. What this page allows is then done with keys; what it refuses has no key.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Self

from amana.errors import AmanaError


class NotWithinChoice(AmanaError):
    """This person is not among those whom she chose. Nothing was changed. Ask her in a message if somebody else should read it."""


class LeftOutByHer(AmanaError):
    """She left this person out, and only she can lift that. Nothing was changed. Choose somebody else."""


class ShutOutHere(AmanaError):
    """This person was excluded from the case here. Nothing was changed. Two people together can lift it, then admit again."""


class NotCleared(AmanaError):
    """She fears that someone here knows him. Nothing was changed. A safeguarding lead must hear this person's declaration first."""


class NotCertified(AmanaError):
    """This person's key is not certified today, so nothing can be sealed to it. Nothing was changed. Ask for the key to be certified."""


class NotALead(AmanaError):
    """Only a safeguarding lead can do this in this case. Nothing was changed. Ask one of the leads."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """An officer as the wall sees her."""

    id: str
    lead: bool
    certified: (
        bool  # her recipient is the one that two certifiers signed, in date, in the newest list
    )


@dataclass(frozen=True, kw_only=True)
class Wall:
    """What bounds the admissions of one case. All members are ids of persons."""

    chosen: frozenset[str]
    left_out: frozenset[str]  # by her; hers alone to lift
    leads_only: bool  # also with a conflict card
    cleared: frozenset[str] = field(default=frozenset())  # declared to a lead, who cleared them
    shut_out: frozenset[str] = field(default=frozenset())  # by the desk; two people lift it

    def without(self, left_out: frozenset[str]) -> Self:
        """The same wall once she leaves out these people as well."""
        return replace(self, left_out=self.left_out | left_out)


def check_admissible(wall: Wall, person: Person) -> None:
    """Raises what stands in the way of admitting `person`, the strongest reason first."""
    if person.id in wall.left_out:
        raise LeftOutByHer
    if person.id in wall.shut_out:
        raise ShutOutHere
    if person.id not in wall.chosen:
        raise NotWithinChoice
    if not person.certified:
        raise NotCertified
    if wall.leads_only and not person.lead and person.id not in wall.cleared:
        raise NotCleared


def admissible(wall: Wall, people: Iterable[Person]) -> list[Person]:
    """Those of `people` who may be admitted now, in their order."""
    return [person for person in people if _passes(wall, person)]


def clearable(wall: Wall, people: Iterable[Person]) -> list[Person]:
    """Those whom a lead may clear: only her clearance is missing."""
    found = []
    for person in people:
        try:
            check_admissible(wall, person)
        except NotCleared:
            found.append(person)
        except AmanaError:
            continue
    return found


def check_may_admit(wall: Wall, actor: Person) -> None:
    """Where she asked for the leads, only a lead admits others. Raises NotALead."""
    if wall.leads_only and not actor.lead:
        raise NotALead


def _passes(wall: Wall, person: Person) -> bool:
    try:
        check_admissible(wall, person)
    except AmanaError:
        return False
    return True
