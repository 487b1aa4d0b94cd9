"""One sentence of a draft, and what the lawyer and she said of it before it may leave the desk (P8, P11).

A verdict holds for the words that it was given on: when they change, it is asked again.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any, Final, Self

from amana.dossier.terms import Basis
from amana.wire.encoding import JsonObject

CLEAR, KEEP, LEAVE = "clear", "keep", "leave"
VERDICTS: Final = (CLEAR, KEEP, LEAVE)  # admits nothing; admits, she keeps it; admits, left out
LONGEST: Final = 4_000  # characters


@dataclass
class Verdict:
    """What was said, by which lawyer, on which day, of which words; for KEEP, how she said so."""

    says: str
    by: str
    day: str
    of: str
    how: str = ""


@dataclass
class Sentence:
    """A paragraph of the statement, an event of the chronology, or the words beside an element.

    `spot` names the message whose verbatim words are quoted with it.
    """

    id: str
    text: str
    basis: str = Basis.STATES.value
    exhibits: list[int] = field(default_factory=list)
    day: str = ""  # ISO date, as a source claims it
    clock: str = ""  # HH:MM
    spot: dict[str, Any] | None = None
    translation: str = ""
    verdict: Verdict | None = None

    @classmethod
    def new(cls, text: str, **more: Any) -> Self:
        """With an id of its own."""
        return cls(id=secrets.token_hex(8), text=text.strip()[:LONGEST], **more)

    @classmethod
    def load(cls, value: JsonObject) -> Self:
        """From its JSON."""
        told = dict(value)
        verdict = told.pop("verdict", None)
        return cls(**told, verdict=Verdict(**verdict) if verdict else None)

    @property
    def words(self) -> str:
        """A short hash of everything that a reader of the paper would read of it."""
        told = "\0".join((self.text, self.translation, str(sorted((self.spot or {}).items()))))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    @property
    def judged(self) -> Verdict | None:
        """The verdict on these words; None where they were never gone through, or changed since."""
        return self.verdict if self.verdict and self.verdict.of == self.words else None
