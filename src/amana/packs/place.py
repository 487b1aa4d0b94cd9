"""Governorates and districts, and whose law and police hold there: federal, the Kurdistan Region's, or disputed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.packs import toml

JURISDICTIONS: Final = ("federal", "kri", "disputed")
LEVELS: Final = ("governorate", "district")


@dataclass(frozen=True)
class Place:
    """One place; a district lies `within` a governorate, whose jurisdiction it need not share."""

    id: str
    level: str
    within: str
    jurisdiction: str
    name: dict[str, str]
    source: str


def read_places(file: Path, languages: tuple[str, ...]) -> tuple[Place, ...]:
    """Raises PackFault."""
    found: list[Place] = []
    for row in toml.tables(toml.read(file), "place", file=file):
        row.only("id", "level", "within", "jurisdiction", "name", "source")
        place = Place(
            id=row.text("id"),
            level=row.one_of("level", LEVELS),
            within=row.text("within", empty=True),
            jurisdiction=row.one_of("jurisdiction", JURISDICTIONS),
            name=row.texts("name", languages),
            source=row.text("source"),
        )
        governorates = {one.id for one in found if one.level == "governorate"}
        if place.id in {one.id for one in found}:
            raise row.fault("id", f"{place.id!r} stands here twice")
        if (place.within in governorates) != (place.level == "district"):
            raise row.fault("within", "is empty for a governorate, else one that stands above")
        found.append(place)
    return tuple(found)
