"""A date as a phone wrote it, with every way to read it."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from amana.chats.calendars import JALALI_YEARS, from_jalali

_COMMON_YEARS = range(1970, 2100)  # a phone whose clock was lost says 1970
_FOREIGN_YEARS = (range(1420, 1500), range(2500, 2700))  # Hijri, Buddhist


class DayOrder(StrEnum):
    """The order of day, month and year in a run of messages."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    JALALI = "jalali"  # year first, in the Persian calendar
    AMBIGUOUS = "ambiguous"  # the day-first date is shown, the month-first one stands beside it
    UNKNOWN = "unknown"  # a calendar that is not read here: words are shown, dates are not


class Day(NamedTuple):
    """A date as written. `foreign`: its year is of a calendar that is not read here."""

    form: str
    year_first: bool
    jalali: bool
    foreign: bool
    dmy: date | None
    mdy: date | None
    ymd: date | None

    def read(self, order: DayOrder) -> date | None:
        """The day in this order; AMBIGUOUS reads the day first where it can."""
        if order is DayOrder.AMBIGUOUS:
            return self.dmy or self.mdy
        if order is DayOrder.MDY:
            return self.mdy
        return self.dmy if order is DayOrder.DMY else self.ymd

    def other(self, order: DayOrder) -> date | None:
        """The second reading of an ambiguous day, where it differs."""
        if order is not DayOrder.AMBIGUOUS or not self.dmy or self.dmy == self.mdy:
            return None
        return self.mdy

    @property
    def only(self) -> DayOrder | None:
        """The one order of two that a number above 12 leaves."""
        if self.year_first or (self.dmy is None) is (self.mdy is None):
            return None
        return DayOrder.DMY if self.dmy else DayOrder.MDY

    def earliest(self) -> date | None:
        """The earliest day that it may be."""
        return min((each for each in (self.dmy, self.mdy, self.ymd) if each), default=None)

    def latest(self) -> date | None:
        """The latest day that it may be."""
        return max((each for each in (self.dmy, self.mdy, self.ymd) if each), default=None)


def day_of(numbers: Sequence[int], form: str, *, year_first: bool) -> Day | None:
    """A date's readings from its three numbers. None when it is no date in any order."""
    first, second, third = numbers
    year = first if year_first else third
    jalali = year in JALALI_YEARS
    if year_first:
        ymd, foreign = _date(year, second, third)
        return Day(form, True, jalali, foreign, None, None, ymd) if ymd or foreign else None
    dmy, day_first = _date(year, second, first)
    mdy, month_first = _date(year, first, second)
    foreign = day_first or month_first
    return Day(form, False, jalali, foreign, dmy, mdy, None) if dmy or mdy or foreign else None


def _date(year: int, month: int, day: int) -> tuple[date | None, bool]:
    """The day; or whether it is one of a calendar that is not read here."""
    if year < 100:
        year += 2000
    try:
        if year in JALALI_YEARS:
            return from_jalali(year, month, day), False
        if year in _COMMON_YEARS:
            return date(year, month, day), False
    except ValueError:
        return None, False
    fits = 1 <= month <= 12 and 1 <= day <= 31
    return None, fits and any(year in years for years in _FOREIGN_YEARS)
