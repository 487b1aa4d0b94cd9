"""All guides of a pack in all its languages, their links and recordings; a guide that is not yet written in each is left out."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from amana.packs.faults import PackFault
from amana.packs.guides.elements import Guide, Link, Screen
from amana.packs.guides.guide import read_guide
from amana.packs.guides.shape import compare
from amana.packs.guides.table import Row, Table, WayOut, read_table

if TYPE_CHECKING:
    from amana.packs.pack import Pack

TABLE = "guides.toml"


@dataclass(frozen=True)
class Library:
    """`guides[("pay", "ar")]`, `recordings[("now", "leave", "ar")]`. `unwritten`: guides of the table without any file;
    `half`: languages and drawings that are missing to others. Both are left out of the pages."""

    table: Table
    guides: dict[tuple[str, str], Guide]
    drawings: dict[str, Path]
    recordings: dict[tuple[str, str, str], Path]
    unwritten: tuple[PackFault, ...]
    half: tuple[PackFault, ...]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The guides that are written in every language."""
        written = {id for id, _ in self.guides}
        return tuple(row for row in self.table.rows if row.id in written)

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Those whose guide is written."""
        return tuple(way for way in self.table.ways_out if self.has(way.guide))

    def has(self, id: str) -> bool:
        return any(row.id == id for row in self.rows)

    def row(self, id: str) -> Row:
        return next(row for row in self.table.rows if row.id == id)


def read_library(pack: "Pack") -> Library:
    """Raises the first PackFault."""
    library, faults = examine(pack)
    if faults:
        raise faults[0]
    return library


def examine(pack: "Pack") -> tuple[Library, tuple[PackFault, ...]]:
    """Every guide that can be read, and what is wrong with the others."""
    table = read_table(pack.folder / TABLE, pack.codes)
    guides: dict[tuple[str, str], Guide] = {}
    unwritten: list[PackFault] = []
    half: list[PackFault] = []
    faults: list[PackFault] = []
    for row in table.rows:
        lacking = _lacking(pack, row)
        (unwritten if len(lacking) == len(pack.codes) else half).extend(lacking)
        if not lacking:
            faults += _read(pack, row, guides)
    drawings = {file.stem: file for file in sorted((pack.folder / "drawings").glob("*.svg"))}
    half += _undrawn(pack, guides, drawings)
    recordings, strange = _recordings(pack, guides)
    library = Library(table, guides, drawings, recordings, tuple(unwritten), tuple(half))
    return library, (*faults, *strange, *_broken_links(pack, library))


def file_of(pack: "Pack", id: str, code: str) -> Path:
    return pack.folder / "guides" / id / f"{code}.md"


def _lacking(pack: "Pack", row: Row) -> list[PackFault]:
    files = [file_of(pack, row.id, code) for code in pack.codes]
    what = f"is missing; {TABLE} names the guide {row.id}"
    return [
        PackFault(file=file, key="(whole file)", what=what) for file in files if not file.is_file()
    ]


def _read(pack: "Pack", row: Row, guides: dict[tuple[str, str], Guide]) -> list[PackFault]:
    """Puts a guide into `guides` when every language of it holds."""
    found: dict[tuple[str, str], Guide] = {}
    faults: list[PackFault] = []
    for code in pack.codes:
        file = file_of(pack, row.id, code)
        try:
            guide = read_guide(file, id=row.id, language=code, template=row.template)
            if found:
                compare(next(iter(found.values())), guide, file)
            found[row.id, code] = guide
        except PackFault as fault:
            faults.append(fault)
    if not faults:
        guides.update(found)
    return faults


def _undrawn(
    pack: "Pack", guides: dict[tuple[str, str], Guide], drawings: dict[str, Path]
) -> list[PackFault]:
    return [
        PackFault(
            file=file_of(pack, id, code),
            key=f"screen {element.name}",
            what=f"drawings/{element.name}.svg is missing",
            line=element.line,
        )
        for (id, code), guide in guides.items()
        for element in guide.content
        if isinstance(element, Screen) and element.name not in drawings
    ]


def _recordings(
    pack: "Pack", guides: dict[tuple[str, str], Guide]
) -> tuple[dict[tuple[str, str, str], Path], list[PackFault]]:
    found: dict[tuple[str, str, str], Path] = {}
    faults = []
    for file in sorted((pack.folder / "recordings").glob("*/*")):
        step, _, rest = file.name.partition(".")
        code, _, form = rest.partition(".")
        guide = guides.get((file.parent.name, code))
        if form != "opus" or guide is None or step not in {one.id for one in guide.steps()}:
            what = "is named guide/step.language.opus after a step that exists"
            faults.append(PackFault(file=file, key="(whole file)", what=what))
        found[file.parent.name, step, code] = file
    return found, faults


def _broken_links(pack: "Pack", library: Library) -> list[PackFault]:
    """Links to what the pack does not have. A guide that the table has but nobody wrote yet is no broken link."""
    known = {
        "guide": set(library.table.ids()),
        "service": {service.id for service in pack.services.hers()},
        "platform": {f"{one.id}.{link.id}" for one in pack.platforms.all for link in one.links},
    }
    return [
        _broken(file_of(pack, id, code), line, link)
        for (id, code), guide in library.guides.items()
        for line, link in guide.links()
        if link.target not in known[link.kind]
    ]


def _broken(file: Path, line: int, link: Link) -> PackFault:
    where = {"guide": TABLE, "service": "services.toml, for her", "platform": "platforms.toml"}
    what = f"leads nowhere: it does not stand in {where[link.kind]}"
    return PackFault(file=file, key=f"{link.kind}:{link.target}", what=what, line=line)
