"""Words that a dossier never says in its own voice: a verdict on an element, and the terrorism label (P12)."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from amana.dossier.words import languages, words_of

_LETTER: Final = r"[^\W_]"
# Vowel signs and the long stroke change how a word looks, not which word it is.
_SIGNS: Final = re.compile("[\u064b-\u0652\u0670\u0640\u200c\u200d]")
_LONG_CARD: Final = re.compile(r"(?:[0-9\u0660-\u0669\u06f0-\u06f9][ -]?){10,}")


def says_verdict(text: str) -> bool:
    """Whether it says that an element is met or someone guilty, in any language of the dossier."""
    return bool(_pattern("verdict").search(_SIGNS.sub("", text)))


def says_terror(text: str) -> bool:
    """Whether the terrorism label stands in it, in any language of the dossier."""
    return bool(_pattern("terror").search(_SIGNS.sub("", text)))


def whole_card_code(text: str) -> bool:
    """Whether it holds ten digits or more in a row: the code of a prepaid card is money."""
    return bool(_LONG_CARD.search(text))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = (word for each in languages() for word in words_of(each).all(f"guard.{kind}"))
    return re.compile("|".join(_inner(words)), re.IGNORECASE)


def _inner(words: Iterable[str]) -> Iterable[str]:
    """Whole words only; `*` at an end stands for any letters."""
    for word in words:
        before = "" if word.startswith("*") else rf"(?<!{_LETTER})"
        after = "" if word.endswith("*") else rf"(?!{_LETTER})"
        yield before + re.escape(_SIGNS.sub("", word.strip("*"))) + after
