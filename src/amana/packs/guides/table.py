"""`guides.toml`: which guides there are, in the order of the pages, and the ways out that stand on every question."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amana.packs import toml
from amana.packs.guides.elements import ROOMS, TEMPLATES

ID: Final = re.compile(r"[a-z][a-z0-9-]*")
DRAWINGS: Final = ("cup", "door", "list", "phone")


@dataclass(frozen=True)
class Row:
    """One guide's place: its room on the first page, its template, its drawing, the guides named at its end."""

    id: str
    room: str
    template: str
    drawing: str
    related: tuple[str, ...]


@dataclass(frozen=True)
class WayOut:
    """A guide that stands on every question, and what she says by choosing it, in each language."""

    guide: str
    label: dict[str, str]


@dataclass(frozen=True)
class Table:
    """All guides and ways out."""

    rows: tuple[Row, ...]
    ways_out: tuple[WayOut, ...]

    def ids(self) -> tuple[str, ...]:
        return tuple(row.id for row in self.rows)


def read_table(file: Path, languages: tuple[str, ...]) -> Table:
    """Raises PackFault."""
    content = toml.read(file)
    found: list[Row] = []
    fields = toml.tables(content, "guide", file=file)
    for row in fields:
        row.only("id", "room", "template", "drawing", "related")
        found.append(
            Row(
                id=row.text("id"),
                room=row.one_of("room", ROOMS),
                template=row.one_of("template", TEMPLATES),
                drawing=row.one_of("drawing", DRAWINGS),
                related=row.several("related"),
            )
        )
        if not ID.fullmatch(found[-1].id) or found[-1].id in [one.id for one in found[:-1]]:
            raise row.fault("id", "is small letters, digits and hyphens, and stands once")
    ids = {row.id for row in found}
    for row, one in zip(fields, found, strict=True):
        if not set(one.related) <= ids - {one.id}:
            raise row.fault("related", "names only other guides of this table")
    return Table(tuple(found), _ways_out(content, file, languages, ids))


def _ways_out(
    content: dict[str, object], file: Path, languages: tuple[str, ...], ids: set[str]
) -> tuple[WayOut, ...]:
    found = []
    rows = toml.tables(content, "way_out", file=file) if "way_out" in content else []
    for row in rows:
        row.only("guide", "label")
        if row.text("guide") not in ids:
            raise row.fault("guide", "names a guide of this table")
        found.append(WayOut(row.text("guide"), row.texts("label", languages)))
    return tuple(found)
