"""The order of day and month of one run of messages: decided from evidence, or left to a person."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from amana.chats.dates import Day, DayOrder

_BIG_STEP: Final = timedelta(days=7)  # a late message steps back a day, a wrong order about a month
_TWO: Final = (DayOrder.DMY, DayOrder.MDY)


class Evidence(StrEnum):
    """Why an order was taken."""

    PERSON = "a person decided"
    YEAR_FIRST = "the year stands first"
    ABOVE_TWELVE = "a number above 12 can only be a day"
    FILE_NAME = "the names of files sent carry the date"
    FORM = "phones write dates of this form in one order only"
    FORWARD = "only in this order does time run forward"
    SAME_FORM = "another part of this chat, written the same way, is decided"
    NONE = "nothing decides"


class Run(NamedTuple):
    """Messages from byte `start` on, written in one form, dates in one order."""

    start: int
    form: int
    order: DayOrder
    evidence: Evidence


class Ballot:
    """What the days of one run say about their order."""

    def __init__(self) -> None:
        self.above = dict.fromkeys(_TWO, 0)
        self.names = dict.fromkeys(_TWO, 0)
        self.back = dict.fromkeys(_TWO, 0)
        self.first: Day | None = None
        self._first_only: DayOrder | None = None
        self.last: Day | None = None

    @property
    def lean(self) -> DayOrder | None:
        """The order that numbers above 12 show: the most of them, and of as many the first."""
        return _most(self.above) or self._first_only

    def count(self, day: Day) -> None:
        """Counts a day that differs from the one before."""
        for order in _TWO:
            now, before = day.read(order), self.last.read(order) if self.last else None
            if now and before and now < before - _BIG_STEP:
                self.back[order] += 1
        self.first = self.first or day
        self.last = day
        if only := day.only:
            self.above[only] += 1
            self._first_only = self._first_only or only

    def count_name(self, day: Day, named: date) -> None:
        """A file that was sent on `day` carries the date `named` in its name."""
        for order in _TWO:
            self.names[order] += day.read(order) == named

    def decided(self, by_form: DayOrder | None) -> tuple[DayOrder, Evidence]:
        """The order and why; AMBIGUOUS when nothing decides."""
        first = self.first
        if first is None:
            return DayOrder.AMBIGUOUS, Evidence.NONE
        if first.year_first:
            return _year_first(first), Evidence.YEAR_FIRST
        if first.read(DayOrder.AMBIGUOUS) is None:
            return DayOrder.UNKNOWN, Evidence.NONE
        if lean := self.lean:
            return lean, Evidence.ABOVE_TWELVE
        if named := _unanimous(self.names):
            return named, Evidence.FILE_NAME
        if by_form:
            return by_form, Evidence.FORM
        if stepping := _unanimous(self.back):
            return _TWO[stepping is DayOrder.DMY], Evidence.FORWARD
        return DayOrder.AMBIGUOUS, Evidence.NONE


def _year_first(day: Day) -> DayOrder:
    if day.foreign:
        return DayOrder.UNKNOWN
    return DayOrder.JALALI if day.jalali else DayOrder.YMD


def _most(votes: dict[DayOrder, int]) -> DayOrder | None:
    day_first, month_first = (votes[order] for order in _TWO)
    return None if day_first == month_first else _TWO[month_first > day_first]


def _unanimous(votes: dict[DayOrder, int]) -> DayOrder | None:
    return None if all(votes.values()) else _most(votes)
