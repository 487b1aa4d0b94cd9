"""The small language in which the lexicon is written, so that a caseworker can read why a line was marked.

`open|publish * photo*`: words stand in this order. `|` parts words of which one must stand there; `*` alone
is a gap of up to four words; `*` at an end of a word is any ending or beginning; `#` is a number; `_` joins
words that stand together (`or_else`). Letters count as in `normal.text.index`: marks and spellings do not matter.
"""

import re
from typing import Final

from amana.errors import AmanaError
from amana.matching.normal.text import index

VERSION: Final = 1  # of this language
GAP: Final = 4  # words
_LETTERS: Final = 20  # that a * at an end of a word may stand for
_KEY: Final = 3  # letters by which entries are looked up
_BETWEEN: Final = r"[^\w\n.!?]{1,4}"  # a sentence's end and a new line part what is said
_GAP_STEP: Final = rf"(?:{_BETWEEN}\w{{1,40}}){{0,{GAP}}}?"
_NUMBER: Final = r"\d[\d.,]{0,15}"
# Letters that are written onto the next word: and, so, with, for, will (hadhf of راح), the.
_ONTO: Final = {"ar": r"[وف]?[بلح]?(?:ال)?"}
_MARKS: Final = re.compile(r"[\w*']+")


class BadPattern(AmanaError):
    """A pattern of the lexicon cannot be read. Nothing was marked by it. Look at how patterns are written in docs/pack.md."""


class Pattern:
    """One pattern. `keys`: for each step that has them, beginnings of words of which a text holds at least
    one, or the pattern cannot match; the step that fewest texts hold comes first."""

    def __init__(self, source: str, *, language: str) -> None:
        """Raises BadPattern."""
        steps = source.split()
        if not steps or steps[0] == "*" or steps[-1] == "*":
            raise BadPattern("must begin and end with a word")
        self._onto = _ONTO.get(language.partition("-")[0], "")
        self.expression = self._joined(steps)
        found = [keys for step in steps if (keys := _keys_of(step))]
        if not found:
            raise BadPattern("needs a step whose words have three letters and no * in front")
        self.keys = tuple(sorted(found, key=lambda keys: -min(map(len, keys))))

    def _joined(self, steps: list[str]) -> str:
        parts: list[str] = []
        for step in steps:
            if step == "*":
                parts.append(_GAP_STEP)
                continue
            parts.append((_BETWEEN if parts else "") + self._step(step))
        return "".join(parts)

    def _step(self, step: str) -> str:
        return rf"(?<!\w)(?:{'|'.join(self._word(word) for word in step.split('|'))})(?!\w)"

    def _word(self, word: str) -> str:
        if word == "#":
            return _NUMBER
        return _BETWEEN.join(self._one(part) for part in word.split("_"))

    def _one(self, word: str) -> str:
        if not _MARKS.fullmatch(word) or not word.strip("*"):
            raise BadPattern(f"{word!r} is no word")
        inner = re.escape(index(word.strip("*")).text)
        before = rf"\w{{0,{_LETTERS}}}" if word.startswith("*") else self._onto
        after = rf"\w{{0,{_LETTERS}}}" if word.endswith("*") else ""
        return before + inner + after


def _keys_of(step: str) -> frozenset[str]:
    """The beginnings of a step's words; none when a word may begin in any way."""
    keys = set()
    for word in step.split("|"):
        first = word.split("_")[0].split("'")[0]
        letters = index(first.rstrip("*")).text
        short = first.endswith("*") and len(letters) < _KEY
        if first.startswith("*") or first == "#" or short or not letters:
            return frozenset()
        keys.add(letters[:_KEY])
    return frozenset(keys)


def keys_in(text: str) -> set[str]:
    """The beginnings of all words of an `index` text, also behind letters that are written onto a word."""
    found = set()
    for word in _WORD.findall(text):
        found.add(word[:_KEY])
        if word[0] in _ONTO_LETTERS:
            found.update(word[at : at + _KEY] for at in range(1, min(5, len(word))))
    return found


_WORD: Final = re.compile(r"\w+")
_ONTO_LETTERS: Final = frozenset("وفبلحا")
