"""Collecting from the relay, without any key to what is collected (P5, docs/protocol.md §10.5).

Kept and fsynced, then entered in the database, then acknowledged; confirmed only after a verified backup. Each step can be cut short
and repeated: what is here already is not fetched again, and the same bytes under another id are dropped.
"""

import hashlib
import logging
from dataclasses import dataclass, field
from typing import Final

from django.db import DatabaseError, IntegrityError, transaction

from amana.desk.cases.clock import now, today
from amana.desk.intake.models import Waiting
from amana.desk.intake.relay_client import RelayClient, RelayLies, RelayRefused
from amana.desk.vault import pieces
from amana.desk.vault.models import File
from amana.seal.header import BadHeader, header_length
from amana.stores.blobs import Blobs, StoreError, StoreFullError
from amana.stores.room import tells_full
from amana.wire.limits import MAX_ENVELOPE, MAX_PARTS, PART
from amana.wire.requests import REPORT, ListItem, Mark

FOR_WORDS: Final = (
    64 * 1024 * 1024
)  # bytes that files leave on this disk for letters, cases and answers
ORPHAN_DAYS: Final = 2  # longer than any collection takes
_STANZAS: Final = (16, 17, 32, 33)  # with or without the writer's random stanza
_STANZA: Final = b"\n-> "
_log = logging.getLogger("amana.desk.intake")


@dataclass
class Collected:
    """What one round did. Numbers only: this goes into the log."""

    fetched: int = 0
    repeated: int = 0
    refused: int = 0
    unkept: StoreError | None = None  # why some of it could not be kept here
    problems: list[str] = field(default_factory=list)


def run_once(relay: RelayClient, store: Blobs, *, again: bool = False) -> Collected:
    """One round: list, fetch, keep, acknowledge, confirm. Raises RelayDown; whatever it had kept by then stays kept. Raises StoreError at
    the end when something could not be kept here: it stays at the relay, and what did fit is acknowledged.

    `again` looks also for what was acknowledged: this database may have been restored from a backup that is older.
    """
    done = Collected()
    for item in relay.waiting(again=again):
        try:
            _take(relay, store, item, done)
        except (RelayLies, RelayRefused) as error:
            done.refused += 1
            done.problems.append(type(error).__name__)
        except StoreError as error:
            done.unkept = error
    _acknowledge(relay)
    _confirm(relay)
    if done.unkept is not None:
        raise done.unkept
    return done


def _take(relay: RelayClient, store: Blobs, item: ListItem, done: Collected) -> None:
    rows = Waiting.objects.filter(kind=item.kind, relay_id=item.id)
    if rows.exists():
        rows.update(state=Waiting.COLLECTED)  # the relay, too, may have been restored
        done.repeated += 1
        return
    if item.kind == REPORT:
        _take_envelope(relay, store, item)
    else:
        _take_upload(relay, store, item)
    done.fetched += 1


def _take_envelope(relay: RelayClient, store: Blobs, item: ListItem) -> None:
    if not 0 < item.size <= MAX_ENVELOPE:
        raise RelayLies
    envelope = relay.fetch(item)
    if len(envelope) != item.size:
        raise RelayLies
    digest = hashlib.sha256(envelope).digest()
    row = _row(item, digest, damaged=not _of_form(envelope))
    if Waiting.objects.filter(kind=REPORT, digest=digest).exists():
        row.taken = True  # the same envelope under another id: acknowledged, not kept twice
    else:
        row.blob = pieces.new_name("envelope")
        store.put(pieces.piece(row.blob, 0), envelope)
    try:
        _enter(row)
    except Exception:
        pieces.erase(store, row.blob, len(envelope) if row.blob else 0)
        raise


def _take_upload(relay: RelayClient, store: Blobs, item: ListItem) -> None:
    if not item.complete and not item.parts:
        _enter(_row(item, hashlib.sha256().digest(), damaged=False))
        return  # announced and never sent: nothing to fetch
    if not 0 < item.parts <= MAX_PARTS or item.size > item.parts * PART:
        raise RelayLies
    free = store.room()
    if free is not None and free < item.size + FOR_WORDS:
        raise StoreFullError
    digest, size = hashlib.sha256(), 0
    name = pieces.new_name("file")
    try:
        for index in range(item.parts):
            part = _part(relay, item, index)
            if not part:
                break  # she stopped here: what came before it is kept and shown as incomplete
            store.put(pieces.piece(name, index), part)
            digest.update(part)
            size += len(part)
            if len(part) != PART:
                break
        if item.complete and size != item.size:
            raise RelayLies
        row = _row(item, digest.digest(), damaged=False)
        row.blob, row.size = name, size
        _enter(row)
    except Exception:
        pieces.erase(store, name, max(size, 1))
        raise


def _part(relay: RelayClient, item: ListItem, index: int) -> bytes:
    try:
        return relay.fetch(item, index)
    except RelayRefused as error:
        if item.complete or error.status not in (400, 404, 409):
            raise
        return b""


def _row(item: ListItem, digest: bytes, *, damaged: bool) -> Waiting:
    return Waiting(
        kind=item.kind,
        relay_id=item.id,
        digest=digest,
        size=item.size,
        parts=item.parts,
        complete=bool(item.complete),
        day=today(),
        hour=now().replace(minute=0, second=0, microsecond=0),
        damaged=damaged,
    )


def _enter(row: Waiting) -> None:
    """The row, once; another worker that was quicker has kept its own copy. Raises StoreFullError."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        _log.info("collected twice")
    except DatabaseError as error:
        if tells_full(error):
            raise StoreFullError from error
        raise


def _of_form(envelope: bytes) -> bool:
    """Whether it has the outside of an envelope: anything else opens for nobody and is only kept."""
    try:
        header = envelope[: header_length(envelope)]
    except BadHeader:
        return False
    return header.count(_STANZA) in _STANZAS


def _acknowledge(relay: RelayClient) -> None:
    rows = list(Waiting.objects.filter(state=Waiting.COLLECTED))
    if rows:
        relay.acknowledge(_marks(rows))
        _move(rows, Waiting.ACKNOWLEDGED)


def _confirm(relay: RelayClient) -> None:
    rows = list(Waiting.objects.filter(state=Waiting.ACKNOWLEDGED, backed_up=True))
    if rows:
        relay.confirm(_marks(rows))
        _move(rows, Waiting.CONFIRMED)


def _marks(rows: list[Waiting]) -> list[Mark]:
    return [Mark(row.kind, bytes(row.relay_id)) for row in rows]


def _move(rows: list[Waiting], state: str) -> None:
    keys = [row.key for row in rows]
    for start in range(0, len(keys), 500):
        Waiting.objects.filter(key__in=keys[start : start + 500]).update(state=state)


def sweep(store: Blobs) -> int:
    """Removes pieces that no row names and that are days old: a killed worker left them. Gives their number."""
    known = set(Waiting.objects.values_list("blob", flat=True))
    known |= set(File.objects.values_list("blob", flat=True))
    removed = 0
    for entry in list(store.entries()):
        if (today() - entry.day).days > ORPHAN_DAYS and entry.name[: -len(f"{0:08x}")] not in known:
            store.erase(entry.name)
            removed += 1
    return removed
