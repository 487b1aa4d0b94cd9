"""Questions that only people can answer before live mode (P12)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from amana.packs import toml


@dataclass(frozen=True)
class Question:
    """One question; `answer` empty while it is open."""

    id: str
    text: str
    asked_of: str
    answer: str
    answered_by: str
    answered_on: date | None

    @property
    def open(self) -> bool:
        """An answer counts with its words, a name and a date."""
        return not (self.answer and self.answered_by and self.answered_on)


def read_questions(file: Path) -> tuple[Question, ...]:
    """Raises PackFault."""
    return tuple(
        Question(
            id=row.text("id"),
            text=row.text("text"),
            asked_of=row.text("asked_of"),
            answer=row.text("answer", empty=True),
            answered_by=row.text("answered_by", empty=True),
            answered_on=row.day_or_none("answered_on"),
        )
        for row in toml.tables(toml.read(file), "question", file=file)
    )
