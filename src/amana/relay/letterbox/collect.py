"""What a desk may do with its own reports and uploads: list, fetch, acknowledge, confirm (§9)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db.models import Max, Q, Sum

from amana.relay.columns import today
from amana.relay.letterbox.models import Part, Report, State, Upload
from amana.relay.parts import blobs
from amana.relay.writer import writer
from amana.stores.blobs import BlobMissingError
from amana.wire.limits import KEPT_UNFINISHED, MAX_LISTED
from amana.wire.requests import REPORT, UPLOAD, FetchRequest, ListItem, Mark


def _listed_uploads(desk: bytes, states: Sequence[State] = (State.WAITING,)) -> Q:
    """Finished ones, and those that nobody has finished for a week."""
    old = Q(state=State.OPEN, day__lte=today() - timedelta(days=KEPT_UNFINISHED))
    return Q(desk=desk) & (Q(state__in=states) | old)


def waiting(desk: bytes, *, again: bool = False) -> list[ListItem]:
    """Up to MAX_LISTED items, in the random order of their keys.

    `again` lists what was acknowledged and not confirmed, too: a desk whose disk died before the
    next backup has no other way back to it.
    """
    states = (State.WAITING, State.ACKNOWLEDGED) if again else (State.WAITING,)
    rows = Report.objects.filter(desk=desk, state__in=states, size__gt=0).order_by("key")
    reports = [
        ListItem(REPORT, bytes(number), size, 0, 1)
        for number, size in rows.values_list("report", "size")[:MAX_LISTED]
    ]
    uploads = Upload.objects.filter(_listed_uploads(desk, states)).order_by("key")
    return reports + [_upload_item(row) for row in uploads[: MAX_LISTED - len(reports)]]


def _upload_item(upload: Upload) -> ListItem:
    if upload.parts:
        return ListItem(UPLOAD, bytes(upload.upload), upload.size, upload.parts, 1)
    sums = Part.objects.filter(upload=upload).aggregate(last=Max("index"), size=Sum("size"))
    last = -1 if sums["last"] is None else int(sums["last"])
    return ListItem(UPLOAD, bytes(upload.upload), sums["size"] or 0, last + 1, 0)


def fetch(desk: bytes, asked: FetchRequest) -> tuple[int, Iterator[bytes]]:
    """Length and bytes of what was asked for; nothing (length 0) when it is not there."""
    if asked.kind == REPORT:
        report = Report.objects.filter(desk=desk, report=asked.id, size__gt=0).first()
        if report is None:
            return 0, iter(())
        if report.envelope is not None:
            return report.size, iter((bytes(report.envelope),))
        return _streamed(report.blob, report.size)
    part = Part.objects.filter(upload__desk=desk, upload__upload=asked.id, index=asked.part).first()
    return (0, iter(())) if part is None else _streamed(part.blob, part.size)


def _streamed(name: str, size: int) -> tuple[int, Iterator[bytes]]:
    try:
        return size, blobs().chunks(name)
    except BlobMissingError:
        return 0, iter(())


def acknowledge(desk: bytes, marks: Sequence[Mark]) -> None:
    """Hides what was collected from the next list."""
    reports, uploads = _sorted(marks)
    moved = {"state": State.ACKNOWLEDGED, "state_day": today()}

    def job() -> None:
        rows = Report.objects.filter(desk=desk, report__in=reports, state=State.WAITING)
        rows.update(**moved)
        Upload.objects.filter(_listed_uploads(desk), upload__in=uploads).update(**moved)

    writer.run(job)


def confirm(desk: bytes, marks: Sequence[Mark]) -> None:
    """Says that a backup holds what was acknowledged: from the third midnight it may be erased."""
    reports, uploads = _sorted(marks)
    moved = {"state": State.CONFIRMED, "state_day": today()}

    def job() -> None:
        mine = Q(desk=desk, state=State.ACKNOWLEDGED)
        Report.objects.filter(mine, report__in=reports).update(**moved)
        Upload.objects.filter(mine, upload__in=uploads).update(**moved)

    writer.run(job)


def _sorted(marks: Sequence[Mark]) -> tuple[list[bytes], list[bytes]]:
    reports = [mark.id for mark in marks if mark.kind == REPORT]
    return reports, [mark.id for mark in marks if mark.kind == UPLOAD]
