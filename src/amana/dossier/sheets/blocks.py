"""The few kinds of block that the template knows, as plain data: the template lays out, it never decides.

Every text in a block has gone through one of the filters of `isolates`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from amana.dossier.isolates import isolate, name, own_direction, prose, span
from amana.dossier.rows import Quote, When
from amana.dossier.words import Words

Block = dict[str, Any]
Piece = list[str]  # style and text; styles: text, bold, soft, mono, hash
Cell = list[Piece]


@dataclass
class Part:
    """One numbered part of the paper."""

    key: str
    blocks: list[Block]


def table(widths: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Block:
    """Rows of cells under a head that comes again on each page. Widths: "auto", "1fr", "20mm"."""
    return {"is": "table", "widths": list(widths), "head": list(head), "rows": list(rows)}


def listing(items: Sequence[str], *, numbers: Sequence[str] = ()) -> Block:
    """A list; with numbers where they are given."""
    return {"is": "list", "items": list(items), "numbers": list(numbers)}


def heading(text: str) -> Block:
    """A heading inside a part."""
    return {"is": "heading", "text": text}


def note(text: str) -> Block:
    """A small sentence that explains."""
    return {"is": "note", "text": text}


def facts(rows: Sequence[tuple[str, Cell]]) -> Block:
    """Labels and values."""
    return {"is": "facts", "rows": [list(row) for row in rows]}


def exhibit_mark(words: Words, numbers: Sequence[int]) -> str:
    """The mark in the margin; empty without exhibits."""
    return words.say("exhibit.mark", numbers=words.numbers(tuple(numbers))) if numbers else ""


def quotation(words: Words, quote: Quote | None) -> Block | None:
    """Verbatim words, where they stand, and their translation, labelled."""
    if quote is None:
        return None
    source = words.say("exhibit.one", number=words.number(quote.exhibit))
    if quote.member:
        source += words.sections["comma"] + isolate(quote.member)
    if quote.start is not None and quote.end is not None:
        where = words.say("exhibit.bytes", range=span(quote.start, quote.end))
        source += words.sections["comma"] + where
    block: Block = {"text": own_direction(quote.text), "source": source, "translation": ""}
    if quote.translation:
        by, language = name(quote.translation.by), words.language_name(quote.language)
        label = "quote.translation" if quote.language else "quote.translation_plain"
        block["translation"] = own_direction(quote.translation.text)
        block["by"] = words.say(label, by=by, language=language)
    return block


def moment(words: Words, when: When, *, zone: bool = True) -> Cell:
    """Day and time as the source claims them, and whose clock it is."""
    pieces: Cell = []
    if when.day is None:
        pieces.append(["soft", words.say("when.unknown")])
    else:
        pieces.append(["text", words.day(when.day)])
    if when.either:
        pieces.append(["soft", words.say("when.either", other=words.day(when.either))])
    if when.clock:
        pieces.append(["text", isolate(words.clock(when.clock))])
        if zone:
            whose = name(when.zone) or words.say("when.phone_clock")
            pieces.append(["soft", whose])
    if when.as_written:
        pieces.append(["soft", words.say("when.as_written", words=own_direction(when.as_written))])
    return pieces


def sentence(text: str) -> Cell:
    """A cell of prose; an empty text gives an empty cell."""
    return [["text", prose(text)]] if text else []
