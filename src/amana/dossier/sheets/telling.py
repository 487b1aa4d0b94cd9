"""Statement and chronology: numbered through, each paragraph with its source, quotations apart from prose."""

from amana.dossier.isolates import prose
from amana.dossier.rows import Event, Paragraph
from amana.dossier.sheets.blocks import Block, Part, exhibit_mark, moment, note, quotation
from amana.dossier.snapshot import Snapshot
from amana.dossier.words import Words


def statement(snapshot: Snapshot, words: Words) -> Part:
    """Paragraphs from 1."""
    blocks = [note(prose(snapshot.statement_taken))] if snapshot.statement_taken else []
    blocks += [_numbered(words, n, row) for n, row in enumerate(snapshot.statement, 1)]
    return Part("statement", blocks if snapshot.statement else [])


def chronology(snapshot: Snapshot, words: Words) -> Part:
    """Paragraphs from where the statement ends."""
    first = len(snapshot.statement) + 1
    blocks = []
    for number, event in enumerate(snapshot.chronology, first):
        blocks.append(_numbered(words, number, event) | {"when": moment(words, event.when)})
    return Part("chronology", blocks)


def _numbered(words: Words, number: int, row: Paragraph | Event) -> Block:
    return {
        "is": "paragraph",
        "number": words.number(number),
        "label": words.say(f"basis.{row.basis}"),
        "text": prose(row.text),
        "mark": exhibit_mark(words, row.exhibits),
        "quote": quotation(words, row.quote),
        "when": [],
    }
