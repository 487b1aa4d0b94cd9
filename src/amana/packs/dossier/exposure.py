"""What she is told before a sentence that could be held against her leaves the desk, and before any dossier does (P8, P11)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.packs import toml
from amana.packs.dossier.prose import prose, read_id
from amana.packs.dossier.provenance import NAMES, Provenance, read_laws, read_provenance

SHOWN: Final = ("sentence", "always")
MOST_NAME: Final = 10  # words
MOST_LAW: Final = 30
MOST_TO_HER: Final = 90  # about half a minute, read aloud
MOST_OFFICER: Final = 70


@dataclass(frozen=True)
class Exposure:
    """One warning. `shown`: before a `sentence` that is marked, or `always` before a dossier is made. `to_her` is read to
    her, `officer` is for the one who reads; neither is ever printed in a dossier."""

    id: str
    shown: str
    jurisdictions: tuple[str, ...]
    name: dict[str, str]
    law: dict[str, str]
    to_her: dict[str, str]
    officer: dict[str, str]
    provenance: Provenance


def read_exposures(file: Path, languages: tuple[str, ...]) -> tuple[Exposure, ...]:
    """Raises PackFault."""
    found: list[Exposure] = []
    for row in toml.tables(toml.read(file), "exposure", file=file):
        row.only("id", "shown", "jurisdictions", "name", "law", "to_her", "officer", *NAMES)
        found.append(
            Exposure(
                id=read_id(row, {one.id for one in found}),
                shown=row.one_of("shown", SHOWN),
                jurisdictions=read_laws(row),
                name=prose(row, "name", languages, words=MOST_NAME),
                law=prose(row, "law", languages, words=MOST_LAW),
                to_her=prose(row, "to_her", languages, words=MOST_TO_HER),
                officer=prose(row, "officer", languages, words=MOST_OFFICER),
                provenance=read_provenance(row),
            )
        )
    return tuple(found)
