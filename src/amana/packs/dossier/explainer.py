"""One page for a judge who asks what a platform is: plain headings and paragraphs, dated and sourced, the same in every language."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from amana.packs.dossier.prose import REFUSED
from amana.packs.guides import source
from amana.packs.guides.elements import Heading, Paragraph, Text
from amana.packs.guides.markdown import blocks, parse

HEADING, PARAGRAPH = "heading", "paragraph"  # as in amana.dossier.terms.BlockStyle
FEWEST_WORDS: Final = 150
MOST_WORDS: Final = 316  # what fits one A4 page at 11.5 pt


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph, plain text; `line` in the file, from 1."""

    style: str
    text: str
    line: int


@dataclass(frozen=True)
class Explainer:
    """One explanation in one language; `checked_on` is the day on which its words were compared with the sources."""

    id: str
    language: str
    title: str
    lead: str
    source: tuple[str, ...]
    checked_on: date
    expires: date
    blocks: tuple[Block, ...]

    @property
    def words(self) -> int:
        """How many words stand on the page."""
        return sum(len(text.split()) for text in (self.lead, *(one.text for one in self.blocks)))


def read_explainer(file: Path, *, id: str, language: str) -> Explainer:
    """Raises PackFault."""
    found = source.read(file)
    explainer = Explainer(
        id=id,
        language=language,
        title=_plain(found, "title"),
        lead=_plain(found, "lead"),
        source=found.head.several("source"),
        checked_on=found.head.day("checked_on"),
        expires=found.head.day("expires"),
        blocks=_blocks(found),
    )
    if not explainer.source:
        raise found.head.fault("source", "names at least one source")
    if explainer.expires <= explainer.checked_on:
        raise found.head.fault("expires", "must be after checked_on")
    if not FEWEST_WORDS <= explainer.words <= MOST_WORDS:
        what = f"has {explainer.words} words; {FEWEST_WORDS} to {MOST_WORDS} fit its one page"
        raise found.place.fault(1, "(whole file)", what)
    return explainer


def _plain(found: source.Source, name: str) -> str:
    text = found.head.text(name)
    for pattern, what in REFUSED:
        if pattern.search(text):
            raise found.head.fault(name, what)
    return text


def _blocks(found: source.Source) -> tuple[Block, ...]:
    made: list[Block] = []
    for block in blocks(parse(found.body), found.place):
        if not isinstance(block, Heading | Paragraph):
            what = "here only ## headings and paragraphs stand"
            raise found.place.fault(block.line, type(block).__name__.lower(), what)
        if any(not isinstance(word, Text) for word in block.words):
            raise found.place.fault(block.line, "text", "here words stand plain, without links")
        text = "".join(word.text for word in block.words if isinstance(word, Text))
        for pattern, what in REFUSED:
            if pattern.search(text):
                raise found.place.fault(block.line, "text", what)
        style = HEADING if isinstance(block, Heading) else PARAGRAPH
        made.append(Block(style, text, block.line))
    return tuple(made)


def compare(first: Explainer, other: Explainer, file: Path) -> None:
    """Raises PackFault when `other` (in `file`) has not the headings, paragraphs, dates and sources of `first`."""
    place = source.Place(file)
    theirs = [one.style for one in first.blocks]
    for at, block in enumerate(other.blocks):
        if at >= len(theirs) or block.style != theirs[at]:
            wanted = theirs[at] if at < len(theirs) else "nothing more"
            what = f"{first.language}.md has {wanted} here; make all languages the same"
            raise place.fault(block.line, block.style, what)
    if len(other.blocks) < len(theirs):
        what = f"{first.language}.md goes on with a {theirs[len(other.blocks)]}"
        raise place.fault(1, "(whole file)", what)
    for name in ("source", "checked_on", "expires"):
        if getattr(first, name) != getattr(other, name):
            raise place.fault(1, name, f"is not that of {first.language}.md")
