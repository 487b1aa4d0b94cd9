"""Runs a module of Python under a clock that is some days off: `python -m tests.services.shifted_clock DAYS MODULE ARGUMENTS…`.

Only this process and its forks believe it; the machine's own clock stays.
"""

import datetime as module
import runpy
import sys
import time
from datetime import UTC, date, datetime, timedelta, tzinfo

_real_time = time.time


class _Off:
    by = timedelta()


class _AnyDay(type):
    """Days that came from elsewhere, such as a database, are days as well."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, date)


class _AnyMoment(type):
    """Likewise."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, datetime)


class ShiftedDate(date, metaclass=_AnyDay):
    """What others import as `date`."""

    @classmethod
    def today(cls) -> "ShiftedDate":
        day = (datetime.now(UTC) + _Off.by).astimezone().date()
        return cls(day.year, day.month, day.day)


class ShiftedDatetime(datetime, metaclass=_AnyMoment):
    """What others import as `datetime`."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "ShiftedDatetime":
        return cls._of(datetime.now(tz) + _Off.by)

    @classmethod
    def utcnow(cls) -> "ShiftedDatetime":
        return cls._of(datetime.now(UTC).replace(tzinfo=None) + _Off.by)

    @classmethod
    def _of(cls, moment: datetime) -> "ShiftedDatetime":
        parts = moment.timetuple()[:6]
        return cls(*parts, moment.microsecond, moment.tzinfo, fold=moment.fold)


def shift(days: float) -> None:
    """From now on. Before anything else is imported that keeps these names."""
    _Off.by = timedelta(days=days)
    names = vars(module)
    names["date"], names["datetime"] = ShiftedDate, ShiftedDatetime
    vars(time)["time"] = lambda: _real_time() + _Off.by.total_seconds()


if __name__ == "__main__":
    shift(float(sys.argv[1]))
    program = sys.argv[2]
    del sys.argv[1:3]
    runpy.run_module(program, run_name="__main__", alter_sys=True)
