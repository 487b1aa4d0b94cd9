"""Erases what has served, by midnights (protocol §12 KEPT): rows first, then the bytes they named.

A cut between the two leaves bytes without a row; `reconciling` finds them.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Q

from amana.relay.letterbox.models import Part, Report, State, Upload
from amana.relay.parts import blobs
from amana.relay.writer import writer
from amana.wire.limits import (
    IN_ROW,
    KEPT_CONFIRMED,
    KEPT_STATUS,
    KEPT_UNCOLLECTED,
    KEPT_UNFINISHED,
)

AT_ONCE = 200  # rows in one transaction, so that reports never wait long behind the erasing


def erase(today: date) -> int:
    """Everything in the letterbox whose time has come; how many rows were erased or emptied."""
    return (
        _each_batch(lambda: _forget_reports(today))
        + _each_batch(lambda: _empty_reports(today))
        + _each_batch(lambda: _forget_uploads(today))
    )


def _each_batch(job: Callable[[], tuple[int, list[str]]]) -> int:
    total = 0
    while True:
        rows, names = writer.run(job)
        for name in names:
            blobs().erase(name)
        total += rows
        if rows == 0:
            return total


def _before(today: date, midnights: int) -> date:
    return today - timedelta(days=midnights)


def _forget_reports(today: date) -> tuple[int, list[str]]:
    """Uncollected for 60 midnights, or 90 with only the status left."""
    uncollected = Q(state=State.WAITING, day__lte=_before(today, KEPT_UNCOLLECTED))
    done = Q(day__lte=_before(today, KEPT_STATUS))
    rows = list(Report.objects.filter(uncollected | done).defer("envelope")[:AT_ONCE])
    _delete_reports([row.key for row in rows])
    return len(rows), _blobs(rows)


def _blobs(rows: list[Report]) -> list[str]:
    """Those whose envelope lies in the store; `size` is what it was when the row was read."""
    return [row.blob for row in rows if row.size > IN_ROW]


def _delete_reports(keys: list[int]) -> None:
    Report.objects.filter(key__in=keys).delete()


def _empty_reports(today: date) -> tuple[int, list[str]]:
    """Confirmed three midnights ago, or acknowledged and never confirmed: only the status stays."""
    confirmed = Q(state=State.CONFIRMED, state_day__lte=_before(today, KEPT_CONFIRMED))
    unconfirmed = Q(state=State.ACKNOWLEDGED, day__lte=_before(today, KEPT_UNCOLLECTED))
    served = Report.objects.filter(confirmed | unconfirmed, size__gt=0)
    rows = list(served.defer("envelope")[:AT_ONCE])
    keys = [row.key for row in rows]
    Report.objects.filter(key__in=keys).update(envelope=None, size=0)
    return len(rows), _blobs(rows)


def _forget_uploads(today: date) -> tuple[int, list[str]]:
    """Confirmed three midnights ago, or 60 midnights old; unfinished ones a week later, since they
    are listed only after their seventh day.
    """
    confirmed = Q(state=State.CONFIRMED, state_day__lte=_before(today, KEPT_CONFIRMED))
    kept = Q(day__lte=_before(today, KEPT_UNCOLLECTED))
    unfinished = Q(state=State.OPEN, parts=0)
    late = Q(day__lte=_before(today, KEPT_UNCOLLECTED + KEPT_UNFINISHED))
    rows = Upload.objects.filter(confirmed | (kept & ~unfinished) | late)
    keys = list(rows.values_list("key", flat=True)[:1])  # one: it may have a thousand parts
    parts = Part.objects.filter(upload_id__in=keys)
    names = [part.blob for part in parts]
    parts.delete()
    Upload.objects.filter(key__in=keys).delete()
    return len(keys), names
