"""`dossier.toml`: names of the jurisdictions, how long a lawyer's check lasts, and which explanation covers what."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.packs import toml
from amana.packs.dossier.prose import prose, read_id
from amana.packs.faults import PackFault
from amana.packs.place import JURISDICTIONS

MOST_NAME: Final = 8  # words


@dataclass(frozen=True)
class Sheet:
    """One explanation's place: `covers` are codes of channels, platforms and kinds of identifiers that it explains."""

    id: str
    name: dict[str, str]
    covers: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """`jurisdictions["kri"]["ar"]`; a lawyer's check lasts `checked_days`."""

    checked_days: int
    jurisdictions: dict[str, dict[str, str]]
    sheets: tuple[Sheet, ...]


def read_head(file: Path, languages: tuple[str, ...]) -> Head:
    """Raises PackFault."""
    content = toml.read(file)
    days = content.get("checked_days")
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        raise PackFault(file=file, key="checked_days", what="must be a number of days")
    names: dict[str, dict[str, str]] = {}
    for row in toml.tables(content, "jurisdiction", file=file):
        row.only("id", "name")
        id = row.one_of("id", JURISDICTIONS)
        if id in names:
            raise row.fault("id", "stands here twice")
        names[id] = prose(row, "name", languages, words=MOST_NAME)
    if set(names) != set(JURISDICTIONS):
        raise PackFault(file=file, key="jurisdiction", what=f"are {', '.join(JURISDICTIONS)}")
    return Head(days, names, _sheets(content, file, languages))


def _sheets(
    content: dict[str, object], file: Path, languages: tuple[str, ...]
) -> tuple[Sheet, ...]:
    found: list[Sheet] = []
    for row in toml.tables(content, "explainer", file=file):
        row.only("id", "name", "covers")
        sheet = Sheet(
            id=read_id(row, {one.id for one in found}),
            name=prose(row, "name", languages, words=MOST_NAME),
            covers=row.several("covers"),
        )
        if twice := {code for one in found for code in one.covers} & set(sheet.covers):
            raise row.fault("covers", f"{', '.join(sorted(twice))} is explained above")
        found.append(sheet)
    return tuple(found)
