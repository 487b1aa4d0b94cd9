"""Her answers in the officer's language, in the words in which she was asked (country pack)."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext

from amana.desk.ui.shown import number
from amana.packs.texts import Texts, read_texts

_DAYS: Final = re.compile(r"(\d{1,4}) days(?:; (.*))?", re.DOTALL)  # as her page writes a deadline


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
        if name == "deadline":
            words = _deadline(words[0], language)
        found.append(Answered(label, words))
    return found


def _deadline(written: str, language: str) -> tuple[str, ...]:
    """Days in words of the officer's language, then the date in hers; what reads otherwise stays as it came."""
    read = _DAYS.fullmatch(written)
    if not read:
        return (written,)
    days = gettext("days from her message: {count}").format(count=number(int(read[1]), language))
    return (days, read[2]) if read[2] else (days,)


@cache
def _texts() -> dict[str, Texts]:
    config = settings.AMANA
    return read_texts(config.pack / "texts", config.languages)
