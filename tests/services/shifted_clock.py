"""Runs a module of Python under a clock that is some days off: `python -m tests.services.shifted_clock DAYS MODULE ARGUMENTS…`.

Only this process and its forks believe it; the machine's own clock stays.
"""

import datetime
import runpy
import sys
import time

_real_datetime, _real_date, _real_time = datetime.datetime, datetime.date, time.time


def shift(days: float) -> None:
    """From now on. Before anything else is imported that keeps these names."""
    by = datetime.timedelta(days=days)

    class ShiftedDatetime(_real_datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> "ShiftedDatetime":
            return cls._of(_real_datetime.now(tz) + by)

        @classmethod
        def utcnow(cls) -> "ShiftedDatetime":
            return cls._of(_real_datetime.utcnow() + by)

        @classmethod
        def _of(cls, moment: datetime.datetime) -> "ShiftedDatetime":
            parts = moment.timetuple()[:6]
            return cls(*parts, moment.microsecond, moment.tzinfo, fold=moment.fold)

    class ShiftedDate(_real_date):
        @classmethod
        def today(cls) -> "ShiftedDate":
            day = _real_date.today() + by
            return cls(day.year, day.month, day.day)

    datetime.datetime, datetime.date = ShiftedDatetime, ShiftedDate  # type: ignore[misc]
    time.time = lambda: _real_time() + by.total_seconds()


if __name__ == "__main__":
    shift(float(sys.argv[1]))
    module = sys.argv[2]
    del sys.argv[1:3]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
