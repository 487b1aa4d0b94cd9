"""To whom a dossier is addressed: judges and courts by jurisdiction."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.packs import toml
from amana.packs.dossier.prose import prose, read_id
from amana.packs.dossier.provenance import NAMES, Provenance, read_laws, read_provenance

MOST_NAME: Final = 10  # words; a name stands on one line of the first page
MOST_TASK: Final = 40


@dataclass(frozen=True)
class Court:
    """One judge or court: its `name` as it is addressed, and its `task` in such cases."""

    id: str
    jurisdictions: tuple[str, ...]
    name: dict[str, str]
    task: dict[str, str]
    provenance: Provenance


def read_courts(file: Path, languages: tuple[str, ...]) -> tuple[Court, ...]:
    """Raises PackFault."""
    found: list[Court] = []
    for row in toml.tables(toml.read(file), "court", file=file):
        row.only("id", "jurisdictions", "name", "task", *NAMES)
        found.append(
            Court(
                id=read_id(row, {one.id for one in found}),
                jurisdictions=read_laws(row),
                name=prose(row, "name", languages, words=MOST_NAME),
                task=prose(row, "task", languages, words=MOST_TASK),
                provenance=read_provenance(row),
            )
        )
    return tuple(found)
