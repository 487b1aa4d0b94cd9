"""How she is spoken to: words that blame or promise are not used, and no sentence is long (`lint.toml`)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from amana.packs import toml
from amana.packs.dossier.texts import FOLDER
from amana.packs.dossier.wording import Placed, read_aloud, written
from amana.packs.faults import PackFault
from amana.packs.guides.elements import plain
from amana.packs.guides.library import Library, file_of

if TYPE_CHECKING:
    from amana.packs.pack import Pack

LINT: Final = "lint.toml"
ENDS: Final = re.compile(r"[.?:;…؟؛۔]+(?=\s|$|[”\"»])|\n")
LETTER: Final = r"[^\W_]"


@dataclass(frozen=True)
class Avoided:
    """One word or phrase in one language; `*` at an end stands for any letters. Why, and what to write instead."""

    language: str
    word: str
    reason: str
    instead: str

    def pattern(self) -> re.Pattern[str]:
        """Whole words only, in any case."""
        inner = re.escape(self.word.strip("*"))
        before = "" if self.word.startswith("*") else rf"(?<!{LETTER})"
        after = "" if self.word.endswith("*") else rf"(?!{LETTER})"
        return re.compile(before + inner + after, re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """The words to avoid, and how many words a sentence may have."""

    avoided: tuple[Avoided, ...]
    longest: int


def read_style(file: Path, languages: tuple[str, ...]) -> Style:
    """Raises PackFault."""
    content = toml.read(file)
    longest = content.get("longest_sentence")
    if not isinstance(longest, int) or longest < 5:
        raise PackFault(file=file, key="longest_sentence", what="must be a number of words")
    found = []
    for row in toml.tables(content, "word", file=file):
        row.only("language", "word", "reason", "instead")
        found.append(
            Avoided(
                language=row.one_of("language", languages),
                word=row.text("word"),
                reason=row.text("reason"),
                instead=row.text("instead"),
            )
        )
    return Style(tuple(found), longest)


def lint(pack: "Pack", library: Library) -> tuple[PackFault, ...]:
    """Every place in texts, guides and dossiers that is not in the pack's own style; papers for a court have a style of
    their own. Raises PackFault for a faulty `lint.toml`."""
    hers = read_style(pack.folder / LINT, pack.codes)
    courts = read_style(pack.folder / FOLDER / LINT, pack.codes)
    faults: list[PackFault] = []
    for code in pack.codes:
        faults += _faults(_texts(pack, library, code), code, hers)
        faults += _faults(written(pack.dossier, pack.folder / FOLDER, code), code, courts)
    return tuple(faults)


def _faults(texts: Iterable[Placed], code: str, style: Style) -> Iterator[PackFault]:
    for file, key, line, text in texts:
        for what in _complaints(text, code, style):
            yield PackFault(file=file, key=key, what=what, line=line)


def _texts(pack: "Pack", library: Library, code: str) -> Iterator[Placed]:
    """File, key, line and words of everything that she reads, or has read to her, in one language."""
    file = pack.folder / "texts" / f"{code}.toml"
    for key, text in pack.texts[code].items():
        yield file, key, None, text
    for row in library.rows:
        for line, words in library.guides[row.id, code].words():
            yield file_of(pack, row.id, code), row.id, line, plain(words)
    for way in library.table.ways_out:
        yield pack.folder / "guides.toml", "way_out", None, way.label[code]
    for service in pack.services.hers():
        for name in ("name", "answers", "warning", "call_list"):
            key = f"service[{pack.services.all.index(service)}].{name}"
            yield pack.folder / "services.toml", key, None, getattr(service, name)[code]
    yield from read_aloud(pack.dossier, pack.folder / FOLDER, code)


def _complaints(text: str, code: str, style: Style) -> Iterator[str]:
    for avoided in style.avoided:
        if avoided.language == code and avoided.pattern().search(text):
            yield f"“{avoided.word}”: {avoided.reason}; write {avoided.instead}"
    for sentence in ENDS.split(text):
        count = len(sentence.split())
        if count > style.longest:
            start = " ".join(sentence.split()[:5])
            what = f"a sentence of {count} words (“{start} …”); at most {style.longest}"
            yield f"{what}, so make two of it"
