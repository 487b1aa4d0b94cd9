"""Marks what threatens, demands, asks for money or sets a time, by the lexicon of the country pack.

A suggestion only: it misses much and marks too much; a person decides, and only her marks go further.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from amana.matching.normal.text import Mapped, index
from amana.matching.pattern import Pattern, keys_in


class Tag(StrEnum):
    """What a marked place may be."""

    THREAT = "threat"
    DEMAND = "demand"
    PAYMENT = "payment"
    DEADLINE = "deadline"
    PUBLICATION = "publication"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern of the lexicon. A text that one of `unless` is found in is not marked by it."""

    id: str
    tag: Tag
    language: str
    pattern: str
    unless: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A place of a text, in characters, and the entry that says why it was marked."""

    tag: Tag
    entry: str
    start: int
    end: int


class Lexicon:
    """Entries, ready to be looked for."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Raises BadPattern."""
        self.entries = tuple(entries)
        self._compiled = [_Compiled(entry) for entry in self.entries]
        self._bits: dict[str, int] = {}
        self._steps = [tuple(map(self._mask, one.keys)) for one in self._compiled]
        self._by_key: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(self._compiled):
            for key in one.keys[0]:
                self._by_key[key].append(at)

    def highlights(self, text: str) -> list[Highlight]:
        """What may be marked in `text`, in order; places of different tags may overlap."""
        form = index(text)
        keys = keys_in(form.text) & self._bits.keys()
        found: list[Highlight] = []
        for at in self._possible(keys):
            found.extend(self._compiled[at].highlights(form))
        return _settled(found) if found else found

    def _possible(self, keys: set[str]) -> Iterator[int]:
        """Entries of which every step may stand in a text with these beginnings of words."""
        held = self._mask(keys)
        maybe: set[int] = set()
        for key in keys:
            maybe.update(self._by_key.get(key, ()))
        for at in maybe:
            for step in self._steps[at]:
                if not step & held:
                    break
            else:
                yield at

    def _mask(self, keys: Iterable[str]) -> int:
        """One bit for each beginning of a word: most entries are ruled out by two of them at once."""
        mask = 0
        for key in keys:
            mask |= self._bits.setdefault(key, 1 << len(self._bits))
        return mask


class _Compiled:
    """One entry and its expressions."""

    def __init__(self, entry: Entry) -> None:
        pattern = Pattern(entry.pattern, language=entry.language)
        self.keys, self._entry = pattern.keys, entry
        self._find = re.compile(pattern.expression)
        unless = [Pattern(one, language=entry.language).expression for one in entry.unless]
        self._unless = re.compile("|".join(unless)) if unless else None

    def highlights(self, form: Mapped) -> Iterator[Highlight]:
        matches = list(self._find.finditer(form.text))
        if matches and not (self._unless and self._unless.search(form.text)):
            for match in matches:
                yield Highlight(self._entry.tag, self._entry.id, *form.span(*match.span()))


def _settled(found: list[Highlight]) -> list[Highlight]:
    """In order of place; of one tag's places that overlap the longest is kept."""
    kept: dict[Tag, list[Highlight]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.start, one.start - one.end, one.entry)):
        before = kept[one.tag]
        if not before or before[-1].end <= one.start:
            before.append(one)
        elif before[-1].end - before[-1].start < one.end - one.start:
            before[-1] = one
    together = (one for all_ in kept.values() for one in all_)
    return sorted(together, key=lambda one: (one.start, one.end, one.tag))
