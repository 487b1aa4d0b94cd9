"""Her answers in the officer's language, in the words in which she was asked (country pack)."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from amana.packs.texts import Texts, read_texts


@dataclass(frozen=True)
class Answered:
    """A question and what she chose; a code that the pack does not know stays as it came."""

    question: str
    answers: tuple[str, ...]


def in_words(answers: dict[str, Any], language: str) -> list[Answered]:
    """Question and answer texts."""
    texts = _texts().get(language, {})
    found = []
    for name, value in answers.items():
        chosen = value if isinstance(value, list) else [value]
        label = texts.get(f"{name}.title", name)
        words = tuple(texts.get(f"{name}.{code}", str(code)) for code in chosen)
        found.append(Answered(label, words))
    return found


@cache
def _texts() -> dict[str, Texts]:
    config = settings.AMANA
    return read_texts(config.pack / "texts", config.languages)
