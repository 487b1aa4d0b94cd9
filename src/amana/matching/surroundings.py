"""What stands near a number or a name and says what it is: a platform, a way of paying, phone credit."""

import re
from bisect import bisect_left
from typing import Final

from amana.matching import words
from amana.matching.kinds import Kind
from amana.matching.normal.text import Mapped
from amana.matching.normal.transfers import RAILS
from amana.matching.words import Words, any_of, named

REACH: Final = 60  # characters before and behind; farther away it speaks of something else
_PLATFORMS: Final = {kind.name: all_ for kind, all_ in words.PLATFORMS.items()}
ANY_PLATFORM: Final = Words(word for all_ in _PLATFORMS.values() for word in all_)
PLATFORM: Final = named(_PLATFORMS)
_ANY_RAIL: Final = Words(word for all_ in RAILS.values() for word in all_)
_RAIL: Final = named(RAILS)
_CREDIT: Final = Words(words.CREDIT)
_BANK: Final = Words(words.BANK)
_BITCOIN: Final = Words(words.BITCOIN)
_REFERENCE: Final = Words(words.REFERENCE, behind=r"[^\w\n]*(?:no|number|id|رقم)?[^\w\n]*\Z")
_MONEY_BEHIND: Final = re.compile(rf"\W{{0,2}}(?:{any_of(words.MONEY)}|\$|€)")
_MONEY_BEFORE: Final = re.compile(rf"(?:{any_of(words.MONEY)}|\$|€)\W{{0,2}}\Z")
_MONEY_REACH: Final = 12  # characters; the longest word for money, and what stands between
CONNECTOR: Final = re.compile(rf"[^\w\n]*(?:(?:{any_of(words.CONNECTORS)})[^\w\n]*|[:=]\s*)*")


class Surroundings:
    """The `index` form of one text, asked about a place in the original (`start` and `end`)."""

    def __init__(self, form: Mapped) -> None:
        self._text, self._at = form

    def platform(self, start: int, end: int) -> Kind | None:
        """The nearest platform that is named."""
        name = self._nearest(ANY_PLATFORM, PLATFORM, start, end)
        return Kind[name] if name else None

    def rail(self, start: int, end: int) -> str | None:
        """The nearest way of paying that is named, as in RAILS."""
        return self._nearest(_ANY_RAIL, _RAIL, start, end)

    def speaks_of_credit(self, start: int, end: int) -> bool:
        """Whether phone credit is named near."""
        return self._near(_CREDIT, start, end)

    def speaks_of_bank_card(self, start: int, end: int) -> bool:
        """Whether a bank card is named near."""
        return self._near(_BANK, start, end)

    def speaks_of_bitcoin(self, start: int, end: int) -> bool:
        """Whether Bitcoin is named near."""
        return self._near(_BITCOIN, start, end)

    def is_called_reference(self, start: int) -> bool:
        """Whether the words right before call it the reference of a payment."""
        here = bisect_left(self._at, start)
        return bool(_REFERENCE.search(self._text, max(0, here - REACH), here))

    def is_amount(self, start: int, end: int) -> bool:
        """Whether a currency stands beside it."""
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        before = max(0, first - _MONEY_REACH)
        return bool(
            _MONEY_BEHIND.match(self._text, last) or _MONEY_BEFORE.search(self._text, before, first)
        )

    def _around(self, start: int, end: int) -> tuple[int, int]:
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        return max(0, first - REACH), last + REACH

    def _near(self, known: Words, start: int, end: int) -> bool:
        return bool(known.search(self._text, *self._around(start, end)))

    def _nearest(self, any_: Words, which: re.Pattern[str], start: int, end: int) -> str | None:
        around = self._around(start, end)
        if not any_.search(self._text, *around):
            return None
        first, last = bisect_left(self._at, start), bisect_left(self._at, end)
        found: dict[int, str] = {}
        for match in which.finditer(self._text, *around):
            away = first - match.end() if match.end() <= first else match.start() - last
            if away >= 0 and match.lastgroup:
                found.setdefault(away, match.lastgroup)
        return found[min(found)] if found else None
