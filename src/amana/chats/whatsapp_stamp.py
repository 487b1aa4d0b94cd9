"""The stamp that starts each WhatsApp message: found in bytes, read in the digits, marks, words and
orders of the phones met in Iraq (CLDR short date and time; research of evidence §2.1)."""

import re
from datetime import time
from typing import Final, NamedTuple

from amana.chats.dates import Day, DayOrder, day_of

# Direction marks and byte order mark: around the things of a header, never part of them.
MARK: Final = (
    rb"(?:\xe2\x80[\x8e\x8f\xaa-\xae]|\xd8\x9c|\xe2\x81[\xa6-\xa9]|\xef\xbb\xbf|\xe2\x80\x8b)"
)
_SPACE: Final = rb"(?: |\xc2\xa0|\xe2\x80\xaf|\xe2\x80[\x8e\x8f])"
_NUMBER: Final = rb"[0-9\xa0-\xa9\xb0-\xb9\xd9\xdb]"  # 0-9, Arabic, Persian; checked when read
_BETWEEN: Final = rb"(?:\xe2\x80[\x8e\x8f])?[/.\-](?:\xe2\x80[\x8e\x8f])? ?"
_DATE: Final = _BETWEEN.join((_NUMBER + rb"{1,8}",) * 3) + rb"(?:\xe2\x80[\x8e\x8f]|\.)?"
_TIME: Final = _NUMBER + rb"{1,4}[:.]" + _NUMBER + rb"{2,4}(?:[:.]" + _NUMBER + rb"{2,4})?"

_MORNING: Final = (
    ("latin", "AM", "am", "a.m.", "A.M.", "a. m.", "a.\xa0m.", "a.\u202fm."),
    ("ar", "ص", "صباحًا", "صباحا"),
    ("ckb", "ب.ن", "پ.ن", "ب.ن.", "پ.ن."),
    ("fa", "ق.ظ.", "ق.ظ", "قبل\u200cازظهر", "قبل از ظهر"),
    ("tr", "ÖÖ", "öö"),
    ("kmr", "BN", "bn"),
)
_EVENING: Final = (
    ("latin", "PM", "pm", "p.m.", "P.M.", "p. m.", "p.\xa0m.", "p.\u202fm."),
    ("ar", "م", "مساءً", "مساء"),
    ("ckb", "د.ن", "د.ن."),
    ("fa", "ب.ظ.", "ب.ظ", "بعدازظهر", "بعد از ظهر"),
    ("tr", "ÖS", "ös"),
    ("kmr", "PN", "pn"),
)
_HALVES: Final = {
    word.encode(): (tongue, evening)
    for evening, table in ((False, _MORNING), (True, _EVENING))
    for tongue, *words in table
    for word in words
}
_HALF: Final = b"|".join(re.escape(word) for word in sorted(_HALVES, key=len, reverse=True))

MAX_NAME: Final = 512  # bytes; WhatsApp's own names have 25 letters, an address book's have more
MAX_HEADER: Final = 2 * MAX_NAME

# Groups: bracket, date, what is between, time, space and half of the day, end of the stamp, sender.
# All repeats are bounded or end at a sign: a hostile line of a million marks or colons costs no more than it is long.
SENDER: Final = 8
_MARKS: Final = MARK + rb"{0,8}"
_LINE_ENDS: Final = rb"(?=\r?(?:\n|\Z))"
HEADER: Final = re.compile(
    rb"\n" + _MARKS + rb"(\[)?" + _MARKS +
    rb"(" + _DATE + rb")"
    rb"((?:,|\xd8\x8c)?" + _SPACE + rb"{1,3}(?:[A-Za-z\x80-\xff]{1,16}" + _SPACE + rb")?)"
    rb"(" + _TIME + rb")"
    rb"(?:((?:\xc3\xaa)?" + _SPACE + rb"{0,2})(" + _HALF + rb"))?"  # Kurmanji: 8:07ê PN
    rb"((?(1)\]|" + _SPACE + rb"{1,2}(?:-|\xe2\x80\x93|\xe2\x80\x94))" + _SPACE + rb"?)"
    rb"" + _MARKS +
    rb"(?:([^:\n]+(?::(?! |" + _LINE_ENDS + rb")[^:\n]*){0,20}):(?: |" + _LINE_ENDS + rb"))?"
)  # fmt: skip

_NUMBERS: Final = re.compile(_NUMBER + rb"+")
_SPACES: Final = re.compile(_SPACE)
_MAX_KEPT: Final = 40_000  # dates, and times, remembered; a hostile file fills no memory with them
_MAX_FORMS: Final = 500
OTHER: Final = -1  # the form of stamps beyond that many


class Stamp(NamedTuple):
    """A stamp read: which form it is of, the day in all readings, the time."""

    form: int
    day: Day
    time: time


class _Clock(NamedTuple):
    form: tuple[str, str, bool]  # what stands around it, whose halves of the day, with seconds
    time: time


_Clocked = tuple[bytes, bytes, bytes, bytes]


class Stamps:
    """Reads stamps and remembers the forms met; stamps of one form have the same number."""

    def __init__(self) -> None:
        self._days: dict[bytes, Day | None] = {}
        self._clocks: dict[_Clocked, _Clock | None] = {}
        self._forms: dict[tuple[bytes, str, tuple[str, str, bool], bytes], int] = {}

    def read(self, header: re.Match[bytes]) -> Stamp | None:
        """The stamp of a match of HEADER; None when its numbers are no date or no time."""
        bracket, date, between, clock, space, half, end, _ = header.groups(b"")
        clocked = (between, clock, space, half)
        try:
            day, at = self._days[date], self._clocks[clocked]
        except KeyError:
            day, at = self._learn(date, clocked)
        if day is None or at is None:
            return None
        key = (bracket, day.form, at.form, end)
        try:
            return Stamp(self._forms[key], day, at.time)
        except KeyError:
            form = len(self._forms)
            if form == _MAX_FORMS:
                return Stamp(OTHER, day, at.time)
            self._forms[key] = form
            return Stamp(form, day, at.time)

    def order_by_form(self, form: int) -> DayOrder | None:
        """The order in which phones write dates of this form, if there is one. In CLDR the month
        stands first only between slashes, in Latin digits, with Latin halves of the day or none.
        """
        for (_, day, (around, tongue, _), _), number in self._forms.items():
            if number == form:
                either = day.startswith("latin //") and tongue in ("", "latin")
                return None if either and "،" not in around else DayOrder.DMY
        return None

    def _learn(self, date: bytes, clocked: _Clocked) -> tuple[Day | None, _Clock | None]:
        if len(self._days) >= _MAX_KEPT:
            self._days.clear()
        if len(self._clocks) >= _MAX_KEPT:
            self._clocks.clear()
        day = self._days.setdefault(date, _day(date))
        return day, self._clocks.setdefault(clocked, _clock(*clocked))


def _day(date: bytes) -> Day | None:
    try:
        words = [number.decode() for number in _NUMBERS.findall(date)]
        signs = _NUMBERS.sub(b"", date).decode()
        numbers = [int(word) for word in words]
    except ValueError:
        return None
    year_first = len(words[0]) == 4
    year, *others = words if year_first else words[::-1]
    if len(year) not in (2, 4) or any(len(word) > 2 for word in others):
        return None
    digits = "latin" if date[:1].isdigit() else "eastern"
    return day_of(numbers, f"{digits} {signs} {len(year)}", year_first=year_first)


def _clock(between: bytes, clock: bytes, space: bytes, half: bytes) -> _Clock | None:
    word = half or _SPACES.sub(b"", between).removeprefix(b",").removeprefix("،".encode())
    tongue, evening = _HALVES.get(word, ("", None))
    try:
        hour, minute, *second = (int(number.decode()) for number in _NUMBERS.findall(clock))
        if evening is not None and 1 <= hour <= 12:
            hour = hour % 12 + 12 * evening
        at = time(hour, minute, second[0] if second else 0)
        before = between.decode() if half or not tongue else ""  # Turkish has its half before
        return _Clock((f"{before}|{space.decode()}", tongue, bool(second)), at)
    except ValueError:
        return None
