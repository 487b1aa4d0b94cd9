"""What the verifier finds: each a code, whose sentence stands in `words`, and the facts that fill it."""

from __future__ import annotations

from typing import NamedTuple

HOLDS, FAILS, NOTE = "holds", "fails", "note"


class Finding(NamedTuple):
    """One thing that holds, does not hold, or must be known."""

    level: str
    code: str
    facts: dict[str, str]


class Broken(Exception):
    """Raised where nothing further can be read; carries the finding that says why."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.finding = fails(code, **facts)


def holds(code: str, **facts: object) -> Finding:
    """Something was checked and is as it should be."""
    return Finding(HOLDS, code, {name: str(fact) for name, fact in facts.items()})


def fails(code: str, **facts: object) -> Finding:
    """Something was checked and is not as it should be."""
    return Finding(FAILS, code, {name: str(fact) for name, fact in facts.items()})


def note(code: str, **facts: object) -> Finding:
    """Something that a reader must know to judge the rest."""
    return Finding(NOTE, code, {name: str(fact) for name, fact in facts.items()})
