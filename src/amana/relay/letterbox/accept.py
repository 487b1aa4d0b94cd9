"""Takes in reports and says how far they are. A report is acknowledged only once it is durable
(P5).
"""

import hashlib
import hmac

from django.db import connection

from amana.relay.columns import draw_key, today
from amana.relay.endpoint import ConflictError
from amana.relay.letterbox.models import Report, State, envelope_blob
from amana.relay.parts import blobs, ledger
from amana.relay.writer import writer
from amana.wire.limits import IN_ROW
from amana.wire.requests import COLLECTED, UNKNOWN, WAITING, ReportPayload, StatusRequest

_INSERT = """
INSERT INTO letterbox_report
    (key, desk, report, status, digest, envelope, size, state, day, state_day)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (report) DO NOTHING
"""
_DIGEST = "SELECT digest FROM letterbox_report WHERE report = %s"


def accept(payload: ReportPayload, digest: bytes) -> None:
    """Stores the report once. Raises ConflictError for other bytes under its id, LaneFullError."""
    size = len(payload.envelope)
    with ledger().text(size) as promise:
        key = draw_key()
        if size > IN_ROW:
            promise.kept = _accept_large(key, payload, digest)
        else:
            promise.kept = writer.run(lambda: _insert(key, payload, digest, payload.envelope))


def _accept_large(key: int, payload: ReportPayload, digest: bytes) -> bool:
    """The blob first: a row never names bytes that are not durable."""
    blobs().put(envelope_blob(key), payload.envelope)
    stored = False
    try:
        stored = writer.run(lambda: _insert(key, payload, digest, None))
    finally:
        if not stored:
            blobs().erase(envelope_blob(key))
    return stored


def _insert(key: int, payload: ReportPayload, digest: bytes, envelope: bytes | None) -> bool:
    """True when a row was written, False when the same report was there. Raises ConflictError.

    Plain SQL: this is the relay's one busy statement.
    """
    day = today().isoformat()
    size = len(payload.envelope)
    row = (key, payload.desk, payload.report, payload.status, digest, envelope, size)
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, (*row, int(State.WAITING), day, day))
        if cursor.rowcount == 1:
            return True
        cursor.execute(_DIGEST, (payload.report,))
        kept = cursor.fetchone()
    if kept is None or not hmac.compare_digest(bytes(kept[0]), digest):
        raise ConflictError
    return False


def status(asked: StatusRequest) -> int:
    """UNKNOWN, WAITING or COLLECTED; a wrong secret looks like an unknown report."""
    found = Report.objects.filter(report=asked.report).values_list("status", "state").first()
    kept, state = found or (bytes(32), State.WAITING)
    right = hmac.compare_digest(bytes(kept), hashlib.sha256(asked.secret).digest())
    if not right:
        return UNKNOWN
    return WAITING if state == State.WAITING else COLLECTED
