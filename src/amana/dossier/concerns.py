"""What the lawyer should look at before she signs: it does not stop the printing, it is shown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from amana.dossier.rows import Event, Paragraph
from amana.dossier.snapshot import Snapshot
from amana.dossier.terms import Basis, Element
from amana.dossier.withheld import places
from amana.dossier.wording import says_terror
from amana.dossier.words import words_of


class Concern(StrEnum):
    """Kinds of concern; the sentence of each stands under `concern` in `words/`."""

    TERROR_IN_STATEMENT = "terror_in_statement"
    NAME_IN_QUOTE = "name_in_quote"
    NO_EXHIBIT = "no_exhibit"
    ELEMENTS_MISSING = "elements_missing"
    UNREVIEWED = "unreviewed"
    NO_LIMITATION_OF_CASE = "no_limitation_of_case"


@dataclass(frozen=True)
class Raised:
    """A concern and its place, such as "statement 3"; an empty place means the whole paper."""

    concern: Concern
    where: str = ""

    def sentence(self, language: str) -> str:
        """What it means, in a language of the dossier."""
        return words_of(language).say(f"concern.{self.concern}")


def concerns(snapshot: Snapshot, withheld: tuple[str, ...] = ()) -> tuple[Raised, ...]:
    """Everything that a person should decide with open eyes. `withheld`: her name, address, numbers."""
    named = [
        Raised(Concern.NAME_IN_QUOTE, where)
        for where, verbatim in places(snapshot, withheld)
        if verbatim
    ]
    return (*_of_rows(snapshot), *named, *_of_whole(snapshot))


def _of_rows(snapshot: Snapshot) -> Iterator[Raised]:
    told: dict[str, Sequence[Paragraph | Event]]
    told = {"statement": snapshot.statement, "chronology": snapshot.chronology}
    for name, rows in told.items():
        for position, row in enumerate(rows, 1):
            if says_terror(row.text):
                yield Raised(Concern.TERROR_IN_STATEMENT, f"{name} {position}")
            if row.basis is not Basis.STATES and not row.exhibits and row.quote is None:
                yield Raised(Concern.NO_EXHIBIT, f"{name} {position}")


def _of_whole(snapshot: Snapshot) -> Iterator[Raised]:
    if {row.element for row in snapshot.elements} != set(Element):
        yield Raised(Concern.ELEMENTS_MISSING)
    if not (snapshot.pack_reviewed and words_of(snapshot.language).reviewed):
        yield Raised(Concern.UNREVIEWED)
    if not snapshot.limitations:
        yield Raised(Concern.NO_LIMITATION_OF_CASE)
