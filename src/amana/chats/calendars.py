"""The Persian (Jalali) calendar of phones set to Persian, turned into dates of the common one."""

from datetime import date, timedelta

# Years in which WhatsApp can have been written; a Hijri year of the same days is 1430 or later.
JALALI_YEARS = range(1380, 1420)
_LONG_MONTHS = 6  # of 31 days; then five of 30; then the last
_CYCLE = (1, 5, 9, 13, 17, 22, 26, 30)  # leap years of the 33-year rule, right from 1244 to 1472
_NEW_YEAR_1380 = date(2001, 3, 21)


def from_jalali(year: int, month: int, day: int) -> date:
    """The day of the common calendar. ValueError when there is no such day."""
    if year not in JALALI_YEARS or not 1 <= month <= 12 or not 1 <= day <= _days_in(year, month):
        raise ValueError(f"{year}-{month}-{day} is no day of the Persian calendar")
    days = sum(365 + _leap(earlier) for earlier in range(JALALI_YEARS.start, year))
    days += sum(_days_in(year, earlier) for earlier in range(1, month))
    return _NEW_YEAR_1380 + timedelta(days=days + day - 1)


def _leap(year: int) -> bool:
    return year % 33 in _CYCLE


def _days_in(year: int, month: int) -> int:
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < 12 or _leap(year) else 29
