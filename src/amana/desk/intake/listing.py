"""Who waits in the intake for this officer: only what her key opens and what is a first report (P4, design §4.14)."""

from dataclasses import dataclass

from amana.desk.cases.number import address
from amana.desk.intake.models import Waiting
from amana.desk.intake.trial import PATIENCE, letters, mine
from amana.desk.staff.sessions import Unlocked


@dataclass(frozen=True)
class NewReport:
    """A report that waits for this officer."""

    row: Waiting

    @property
    def address(self) -> str:
        """As it stands in an address."""
        return address(self.row.key)


def new_reports(unlocked: Unlocked) -> list[NewReport]:
    """Oldest first. What a page has no patience to try appears at its next look."""
    known, rows = letters(unlocked), mine(unlocked, patience=PATIENCE)
    return [NewReport(row) for row in rows if not row.taken and row.key not in known]
