"""A snapshot laid out as plain data: what the template prints, word for word, in the order of the paper."""

from typing import Any

from amana.dossier.isolates import isolate
from amana.dossier.sheets import closing, proof, tables, telling
from amana.dossier.sheets.annex import annex
from amana.dossier.sheets.blocks import Part
from amana.dossier.sheets.front import front
from amana.dossier.snapshot import Snapshot
from amana.dossier.words import Words, words_of

NEW_PAGE = ("explainers", "exhibits", "transcripts", "annex")
SHORT_HASH = 12  # hex digits in the footer


def sheet(snapshot: Snapshot, content: str) -> dict[str, Any]:
    """Everything that is printed. `content`: SHA-256 of the attached snapshot, hex."""
    words = words_of(snapshot.language)
    parts = [
        telling.statement(snapshot, words),
        telling.chronology(snapshot, words),
        tables.elements(snapshot, words),
        tables.identifiers(snapshot, words),
        tables.ledger(snapshot, words),
        closing.unknowns(snapshot, words),
        closing.requests(snapshot, words),
        closing.explainers(snapshot, words),
        proof.exhibits(snapshot, words),
        proof.transcripts(snapshot, words),
        proof.custody(snapshot, words),
        proof.verify(snapshot, words, content),
        closing.limitations(snapshot, words),
        annex(snapshot, words),
    ]
    return {
        "language": snapshot.language,
        "region": words.sections["region"],
        "direction": words.direction,
        "digits": list(words.sections["digits"]),
        "title": f"{words.say('front.title')} {snapshot.case}",
        "footer": {
            "case": words.say("page.case", case=isolate(snapshot.case)),
            "page": words.say("page.of", page="{page}", pages="{pages}"),
            "hash": words.say("page.hash", hash=isolate(content[:SHORT_HASH])),
        },
        "front": front(snapshot, words),
        "parts": [_part(part, number, words) for number, part in enumerate(_present(parts), 1)],
    }


def _present(parts: list[Part]) -> list[Part]:
    """Explanations and annex only where there are any; every other part says that it is empty."""
    return [part for part in parts if part.blocks or part.key not in ("explainers", "annex")]


def _part(part: Part, number: int, words: Words) -> dict[str, Any]:
    has_intro = part.key in words.sections["intro"]
    empty = "" if part.blocks else words.say(f"empty.{part.key}")
    return {
        "key": part.key,
        "title": f"{words.number(number)}. {words.say(f'part.{part.key}')}",
        "new_page": part.key in NEW_PAGE,
        "intro": words.say(f"intro.{part.key}") if part.blocks and has_intro else "",
        "empty": empty,
        "blocks": part.blocks,
    }
