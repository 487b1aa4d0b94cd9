"""The words by which lines of a chat are marked as a suggestion (`lexicon.toml`), each with who has read it (P12)."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from amana.matching.highlights import Entry, Lexicon, Tag
from amana.matching.pattern import VERSION, BadPattern, Pattern
from amana.packs import toml
from amana.packs.faults import PackFault
from amana.packs.review import AWAITING, REVIEWED

LEXICON: Final = "lexicon.toml"
LANGUAGES: Final = ("ar-IQ", "ckb", "kmr", "en")  # of chats; more than those of the pages
ID: Final = re.compile(r"[a-z][a-z0-9-]*")
_NAMES: Final = (
    *("id", "tag", "language", "pattern", "unless", "note", "source"),
    *("reviewer", "date", "state"),
)


@dataclass(frozen=True)
class Word:
    """One entry with its source; `reviewer` empty and `date` None while no native speaker has read it."""

    entry: Entry
    source: str
    reviewer: str
    date: date | None
    state: str


@dataclass(frozen=True)
class LexiconTable:
    """All entries of a pack."""

    words: tuple[Word, ...]

    @property
    def unread(self) -> tuple[Word, ...]:
        """What awaits a native reader."""
        return tuple(word for word in self.words if word.state != REVIEWED)

    def lexicon(self, *, live: bool) -> Lexicon:
        """Ready to be used; in live mode with reviewed entries only."""
        return Lexicon(word.entry for word in self.words if not live or word.state == REVIEWED)


def lexicon_of(folder: Path) -> LexiconTable:
    """A pack's lexicon; a pack need not have one, and then nothing is suggested. Raises PackFault."""
    file = folder / LEXICON
    return read_lexicon(file) if file.exists() else LexiconTable(())


def read_lexicon(file: Path) -> LexiconTable:
    """Reads `lexicon.toml`. Raises PackFault with the line of the first entry that is wrong."""
    content = toml.read(file)
    if content.get("version") != VERSION:
        raise PackFault(file=file, key="version", what=f"must be {VERSION}")
    found: dict[str, Word] = {}
    for row in toml.tables(content, "entry", file=file):
        word = _read_word(row)
        if word.entry.id in found:
            raise row.fault("id", "stands once")
        found[word.entry.id] = word
    return LexiconTable(tuple(found.values()))


def _read_word(row: toml.Fields) -> Word:
    row.only(*_NAMES)
    word = Word(
        entry=_read_entry(row),
        source=row.text("source"),
        reviewer=row.text("reviewer", empty=True),
        date=row.day_or_none("date"),
        state=row.one_of("state", (AWAITING, REVIEWED)),
    )
    signed = (bool(word.reviewer), word.date is not None)
    if signed != ((True, True) if word.state == REVIEWED else (False, False)):
        raise row.fault("reviewer", "an entry is reviewed exactly when it has a name and a date")
    return word


def _read_entry(row: toml.Fields) -> Entry:
    entry = Entry(
        id=row.text("id"),
        tag=Tag(row.one_of("tag", tuple(Tag))),
        language=row.one_of("language", LANGUAGES),
        pattern=row.text("pattern"),
        unless=row.several("unless"),
        note=row.text("note"),
    )
    if not ID.fullmatch(entry.id):
        raise row.fault("id", "is small letters, digits and hyphens")
    for name, sources in (("pattern", (entry.pattern,)), ("unless", entry.unless)):
        for source in sources:
            try:
                Pattern(source, language=entry.language)
            except BadPattern as fault:
                raise row.fault(name, f"“{source}” {fault}") from fault
    return entry
