"""Takes in the parts of a file, each durable before it is acknowledged, in any order (P5)."""

import hashlib
import hmac

from django.db.models import Max, Sum

from amana.relay.columns import draw_key, today
from amana.relay.endpoint import ConflictError
from amana.relay.letterbox.models import Part, State, Upload, part_blob
from amana.relay.parts import blobs, gate, ledger
from amana.relay.writer import writer
from amana.wire.limits import PART, PARTS_A_TICKET
from amana.wire.requests import FinishRequest, PartRequest, Ticket, TicketPayload, bitmap


def ticket(asked: TicketPayload) -> Ticket:
    """Leave to send 64 parts, when there is room for them. Raises LaneFullError."""
    with ledger().files(PART * PARTS_A_TICKET):  # asked for, not kept: parts take their own room
        return gate().ticket(asked)


def keep_part(sent: PartRequest) -> None:
    """Stores the part once. Raises WorkError, ConflictError for other bytes, LaneFullError."""
    owner = gate().admit(sent.ticket)
    digest = hashlib.sha256(sent.content).digest()
    if _is_kept(owner, sent.index, digest):
        return
    with ledger().files(len(sent.content)) as promise:
        key = draw_key()
        blobs().put(part_blob(key), sent.content)
        try:
            promise.kept = writer.run(
                lambda: _insert(key, owner, sent.index, len(sent.content), digest)
            )
        finally:
            if not promise.kept:
                blobs().erase(part_blob(key))


def finish(sent: FinishRequest) -> None:
    """All parts are there: lists the upload. Raises WorkError; ConflictError while parts miss."""
    owner = gate().admit(sent.ticket)
    writer.run(lambda: _finish(owner, sent.parts, sent.size))


def kept(asked: bytes) -> bytes:
    """The bitmap of the parts that are kept. Raises WorkError."""
    owner = gate().admit(asked)
    parts = Part.objects.filter(upload__upload=owner.upload, upload__desk=owner.desk)
    return bitmap(list(parts.values_list("index", flat=True)))


def _is_kept(owner: Ticket, index: int, digest: bytes) -> bool:
    found = Part.objects.filter(
        upload__upload=owner.upload, upload__desk=owner.desk, index=index
    ).values_list("digest", flat=True)
    before = found.first()
    if before is None:
        return False
    if not hmac.compare_digest(bytes(before), digest):
        raise ConflictError
    return True


def _insert(key: int, owner: Ticket, index: int, size: int, digest: bytes) -> bool:
    """True when a row was written, False when the same part came at the same moment."""
    if _is_kept(owner, index, digest):
        return False
    day = today()
    upload, _ = Upload.objects.get_or_create(
        upload=owner.upload,
        defaults={"desk": owner.desk, "day": day, "state_day": day},
    )
    if bytes(upload.desk) != owner.desk or upload.state != State.OPEN:
        raise ConflictError
    Part.objects.create(key=key, upload=upload, index=index, size=size, digest=digest)
    return True


def _finish(owner: Ticket, parts: int, size: int) -> None:
    upload = Upload.objects.filter(upload=owner.upload, desk=owner.desk).first()
    if upload is None:
        raise ConflictError
    if upload.parts:
        if (upload.parts, upload.size) != (parts, size):
            raise ConflictError
        return
    kept_rows = Part.objects.filter(upload=upload)
    sums = kept_rows.aggregate(last=Max("index"), size=Sum("size"))
    whole = kept_rows.count() == parts and sums["last"] == parts - 1 and sums["size"] == size
    if not whole or upload.state != State.OPEN:
        raise ConflictError
    upload.parts, upload.size = parts, size
    upload.state, upload.state_day = State.WAITING, today()
    upload.save()
