"""What the form of an answer shows: its words, and how many letters more it may have."""

from typing import Any, Final

from amana.desk.cases.number import address
from amana.desk.cases.opened import OpenedCase
from amana.desk.replies.writing import room
from amana.wire.text import normal_words

_LETTER: Final = 2  # bytes of UTF-8 in an Arabic or Sorani letter


def facts(opened: OpenedCase, words: str) -> dict[str, Any]:
    """The template's `reply`; `left` counts letters of the script that she writes in."""
    free = room(opened) - len(normal_words(words).encode())
    each = 1 if opened.head.lang == "en" else _LETTER
    count = free // each
    return {"words": words, "address": address(opened.number), "left": count, "over": -count}
