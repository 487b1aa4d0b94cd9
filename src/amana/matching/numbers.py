"""What a run of digits is: a phone, a card, a lasting number of an account, the reference of a payment, or nothing."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from amana.matching.errors import NotAnIdentifier
from amana.matching.kinds import Kind
from amana.matching.normal import cards
from amana.matching.normal.phones import might_be, mobile, network, phone
from amana.matching.normal.text import Mapped
from amana.matching.normal.transfers import SOME, transfer
from amana.matching.scan import DATE, PHONES
from amana.matching.surroundings import Surroundings

_PIECE: Final = re.compile(r"\d{3} \d{3} \d{4}(?!\d)|\d{4}(?:[ -]\d{3,4}){2,3}(?!\d)|\d+(?:-\d+)*")
_FACEBOOK: Final = re.compile(r"1000\d{11}|6\d{13}")  # what its numbers have begun with since 2009
_RAIL_ALONE: Final = (
    8  # digits of a reference when only the way of paying is named: fewer are amounts
)
_NO_DIGIT: Final = re.compile(r"\D+")
_CALLED: Final = 5  # digits, when the words before call it a reference


class Number(NamedTuple):
    """Where it stands in the run, what it is, its normal form, and what supports that."""

    start: int
    end: int
    kind: Kind
    normal: str
    hints: tuple[str, ...] = ()


class Run:
    """One run of digits, which starts at `at` of the `plain` form of the text that `near` speaks of."""

    def __init__(self, text: str, at: int, form: Mapped, near: Surroundings, region: str) -> None:
        self._text, self._at, self._form, self._near, self._region = text, at, form, near, region

    def read(self) -> Iterator[Number]:
        """Everything in it, in order."""
        if DATE.match(self._text):
            return
        done = 0
        while done < len(self._text):
            number = self._next(done)
            if number is None:
                return
            yield number
            done = number.end

    def _next(self, done: int) -> Number | None:
        """The first number from `done` on that is something."""
        call = self._first_phone(done)
        for piece in _PIECE.finditer(self._text, done):
            if call and piece.end() > call.start:
                return self._rather(piece, call) or call
            if number := self._piece(piece):
                return number
        return call

    def _first_phone(self, done: int) -> Number | None:
        for match in _each(PHONES, self._text, done):
            if number := self._phone(match):
                return number
        return None

    def _rather(self, piece: re.Match[str], call: Number) -> Number | None:
        """What looks like a phone and is called something else by the words around it."""
        if piece.end() < call.end:
            return None
        called = self._near.is_called_reference(self._place(*piece.span())[0])
        other = self._piece(piece)
        return other if other and (called or other.kind is not Kind.TRANSFER) else None

    def _phone(self, match: re.Match[str]) -> Number | None:
        """The longest beginning that is a phone: a second number may stand right behind it."""
        raw = match[0]
        for end in (len(raw), *(gap.start() for gap in reversed(list(_NO_DIGIT.finditer(raw))))):
            text = raw[:end]
            if DATE.match(text) or not end:
                continue
            place = match.start(), match.start() + end
            if normal := self._normal(text, place):
                return Number(*place, Kind.PHONE, normal, self._hints(normal, *place))
        return None

    def _normal(self, text: str, place: tuple[int, int]) -> str | None:
        """None for what is no phone; without 0 or + in front an amount looks the same."""
        digits = _NO_DIGIT.sub("", text.replace("(0)", ""))
        abroad = text.lstrip("(").startswith(("+", "00"))
        if not abroad and not might_be(digits, region=self._region):
            return None
        trusted = abroad or digits.startswith("0")
        if not trusted and self._near.is_amount(*self._place(*place)):
            return None
        try:
            return (phone if trusted else mobile)(text, region=self._region)
        except NotAnIdentifier:
            return None

    def _hints(self, normal: str, start: int, end: int) -> tuple[str, ...]:
        name = network(normal)
        rail = self._near.rail(*self._place(start, end))
        return (*((f"network:{name}",) if name else ()), *((f"rail:{rail}",) if rail else ()))

    def _piece(self, match: re.Match[str]) -> Number | None:
        digits = "".join(one for one in match[0] if one.isdecimal())
        place = self._place(*match.span())
        if _FACEBOOK.fullmatch(digits) and self._near.platform(*place) is Kind.FACEBOOK:
            return Number(*match.span(), Kind.FACEBOOK_ID, digits, ("near:facebook",))
        if hint := self._money_itself(digits, *place):
            return Number(*match.span(), Kind.CARD, cards.masked(digits), (hint,))
        return self._reference(match, digits, *place)

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """In the original."""
        return self._form.span(self._at + start, self._at + end)

    def _money_itself(self, digits: str, start: int, end: int) -> str:
        if not cards.SHORTEST <= len(digits) <= cards.LONGEST:
            return ""
        if self._near.is_called_reference(start):
            return ""
        if cards.is_bank_card(digits) or self._near.speaks_of_bank_card(start, end):
            return "card:bank"
        return "card:credit" if self._near.speaks_of_credit(start, end) else ""

    def _reference(self, match: re.Match[str], digits: str, start: int, end: int) -> Number | None:
        called = self._near.is_called_reference(start)
        rail = self._near.rail(start, end)
        if self._near.is_amount(start, end) or len(digits) < (_CALLED if called else _RAIL_ALONE):
            return None
        if not called and (rail is None or set(digits[1:]) == {"0"}):
            return None
        try:
            return Number(*match.span(), Kind.TRANSFER, transfer(digits, rail or SOME))
        except NotAnIdentifier:
            return None


def _each(pattern: re.Pattern[str], text: str, start: int) -> Iterator[re.Match[str]]:
    """All matches, also those that overlap: what begins a phone may hold one."""
    match = pattern.search(text, start)
    while match:
        yield match
        match = pattern.search(text, match.start() + 1)
