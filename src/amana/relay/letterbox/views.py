"""The addresses of challenges, reports and uploads (protocol §8)."""

from amana.relay.directory import shelf
from amana.relay.endpoint import post
from amana.relay.letterbox import accept, uploads
from amana.relay.parts import gate
from amana.wire.requests import (
    FILES,
    TEXT,
    ChallengeRequest,
    FinishRequest,
    PartRequest,
    PartsRequest,
    ReportPayload,
    StatusRequest,
    TicketPayload,
    Worked,
)

_HEAD = Worked.layout.size


@post(ChallengeRequest)
def challenge(asked: ChallengeRequest) -> bytes:
    """A puzzle, or a place in the queue."""
    return gate().answer(asked).pack()


@post(Worked, limit=_HEAD + ReportPayload.longest())
def report(worked: Worked) -> bytes:
    """A sealed report, letter or closing."""
    payload = ReportPayload.unpack(worked.payload)
    shelf.require_addressee(payload.desk)
    accept.accept(payload, gate().enter(worked, TEXT))
    return b""


@post(StatusRequest)
def report_status(asked: StatusRequest) -> bytes:
    """How far the report is."""
    return bytes((accept.status(asked),))


@post(Worked, limit=_HEAD + TicketPayload.longest())
def ticket(worked: Worked) -> bytes:
    """Leave to send 64 parts."""
    asked = TicketPayload.unpack(worked.payload)
    shelf.require_listed(asked.desk)
    gate().enter(worked, FILES)
    return uploads.ticket(asked).pack()


@post(PartRequest)
def part(sent: PartRequest) -> bytes:
    """One part of a file."""
    uploads.keep_part(sent)
    return b""


@post(FinishRequest)
def upload(sent: FinishRequest) -> bytes:
    """The file is whole."""
    uploads.finish(sent)
    return b""


@post(PartsRequest)
def upload_parts(asked: PartsRequest) -> bytes:
    """Which parts are kept."""
    return uploads.kept(asked.ticket)
