"""Puts envelopes and files into the intake as the collector does, without a relay."""

import hashlib
import secrets

from amana.desk.cases.clock import now, today
from amana.desk.intake.models import Waiting
from amana.desk.vault import pieces
from amana.desk.vault.blobs import store
from amana.wire.limits import PART


def envelope(content: bytes) -> Waiting:
    """One collected envelope."""
    return _keep(Waiting.REPORT, secrets.token_bytes(16), content, "envelope")


def upload(number: bytes, content: bytes, *, complete: bool = True) -> Waiting:
    """One collected file."""
    return _keep(Waiting.UPLOAD, number, content, "file", complete=complete)


def _keep(kind: int, number: bytes, content: bytes, name: str, *, complete: bool = True) -> Waiting:
    blob = pieces.new_name(name)
    for index in range(pieces.count(len(content))):
        store().put(pieces.piece(blob, index), content[index * PART : (index + 1) * PART])
    return Waiting.objects.create(
        kind=kind,
        relay_id=number,
        digest=hashlib.sha256(content).digest(),
        size=len(content),
        complete=complete,
        blob=blob,
        day=today(),
        hour=now().replace(minute=0, second=0, microsecond=0),
    )
