"""Brings rows and blobs together after a cut: bytes that no row names are erased; a row whose bytes
are lost is removed, so that the page sees the part missing and the desk is not promised it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from amana.relay.letterbox.models import Part, Report, State, Upload, envelope_blob, part_blob
from amana.relay.parts import blobs
from amana.relay.writer import writer
from amana.wire.limits import IN_ROW


def reconcile(today: date) -> tuple[int, int]:
    """(blobs without rows that were erased, rows without blobs that were removed).

    Raises NotAStoreError before anything is touched when the store is not the right one. Blobs of
    yesterday and today are left alone: their rows may be on the way.
    """
    store = blobs()
    store.require()
    store.sweep(today - timedelta(days=1))
    listed = {entry.name: entry.day for entry in store.entries()}
    named = _named()
    orphans = [
        name
        for name, day in listed.items()
        if name not in named and day < today - timedelta(days=1)
    ]
    for name in orphans:
        store.erase(name)
    lost = [name for name in named if name not in listed and not store.has(name)]
    _remove(lost)
    return len(orphans), len(lost)


def _named() -> set[str]:
    """Every blob that a row names."""
    large = Report.objects.filter(size__gt=IN_ROW, envelope=None)
    envelopes = {envelope_blob(key) for key in large.values_list("key", flat=True)}
    parts = Part.objects.values_list("key", flat=True)
    return envelopes | {part_blob(key) for key in parts.iterator()}


def _remove(lost: Iterable[str]) -> None:
    for name in lost:
        kind, digits = name.split("/")
        key = int(digits, 16)
        writer.run(lambda key=key, kind=kind: _remove_row(kind, key))  # type: ignore[misc]


def _remove_row(kind: str, key: int) -> None:
    if kind == "envelope":
        Report.objects.filter(key=key).delete()
        return
    part = Part.objects.filter(key=key).first()
    if part is not None:
        part.delete()
        reopened = Upload.objects.filter(key=part.upload_id, state=State.WAITING)
        reopened.update(parts=0, size=0, state=State.OPEN)
