"""Where a legal fact comes from, when that was read, and which lawyer has confirmed it (P12)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from amana.packs import toml
from amana.packs.place import JURISDICTIONS

NAMES: Final = ("source", "seen", "state", "verified_on", "verified_by")
LAWS: Final = tuple(one for one in JURISDICTIONS if one != "disputed")


@dataclass(frozen=True)
class Provenance:
    """`seen` is the day on which the sources were read; `verified_on` None while no lawyer has confirmed the row."""

    source: tuple[str, ...]
    seen: date
    verified_on: date | None
    verified_by: str

    def verified(self, *, today: date, days: int) -> bool:
        """Whether a lawyer confirmed it within that many days."""
        return self.verified_on is not None and today - self.verified_on <= timedelta(days=days)


def read_provenance(row: toml.Fields) -> Provenance:
    """Raises PackFault when a source is missing, or a state is claimed without a name and a date."""
    found = Provenance(
        source=row.several("source"),
        seen=row.day("seen"),
        verified_on=row.day_or_none("verified_on"),
        verified_by=row.text("verified_by", empty=True),
    )
    state = row.one_of("state", ("unverified", "verified"))
    if not found.source:
        raise row.fault("source", "names at least one source")
    if (found.verified_on is not None) != (found.verified_by != ""):
        raise row.fault("verified_by", "a check has a date and a name, or neither")
    if (state == "verified") != (found.verified_on is not None):
        raise row.fault("state", "is verified exactly when verified_on and verified_by are filled")
    return found


def read_laws(row: toml.Fields) -> tuple[str, ...]:
    """The jurisdictions in which a row holds. Raises PackFault."""
    found = row.several("jurisdictions")
    if not found or not set(found) <= set(LAWS):
        raise row.fault("jurisdictions", f"names one or more of {', '.join(LAWS)}")
    return found


def holds(laws: tuple[str, ...], jurisdiction: str) -> bool:
    """Whether a row holds there. Where both sides claim a place, the rows of both stand, and a lawyer chooses."""
    return jurisdiction == "disputed" or jurisdiction in laws
