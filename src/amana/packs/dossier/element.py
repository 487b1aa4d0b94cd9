"""The six rows of the table of elements: what a judge looks for and what would support it. Never that one is met (P12)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.packs import toml
from amana.packs.dossier.prose import prose
from amana.packs.dossier.provenance import NAMES, Provenance, read_provenance
from amana.packs.faults import PackFault

ELEMENTS: Final = ("threat", "demand", "honour", "publication", "loss", "attribution")
MOST_NAME: Final = 8  # words
MOST_SENTENCE: Final = 45


@dataclass(frozen=True)
class ElementText:
    """One row: its name, one sentence on what a judge looks for, one on what would support it."""

    id: str
    name: dict[str, str]
    looks_for: dict[str, str]
    support: dict[str, str]
    provenance: Provenance


def read_elements(file: Path, languages: tuple[str, ...]) -> tuple[ElementText, ...]:
    """All six in their order. Raises PackFault."""
    rows = toml.tables(toml.read(file), "element", file=file)
    found = tuple(_read_one(row, languages) for row in rows)
    if tuple(one.id for one in found) != ELEMENTS:
        raise PackFault(file=file, key="element", what=f"are in this order {', '.join(ELEMENTS)}")
    return found


def _read_one(row: toml.Fields, languages: tuple[str, ...]) -> ElementText:
    row.only("id", "name", "looks_for", "support", *NAMES)
    return ElementText(
        id=row.one_of("id", ELEMENTS),
        name=prose(row, "name", languages, words=MOST_NAME),
        looks_for=prose(row, "looks_for", languages, words=MOST_SENTENCE),
        support=prose(row, "support", languages, words=MOST_SENTENCE),
        provenance=read_provenance(row),
    )
