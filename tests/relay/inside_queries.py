"""Run inside a relay: the statements that each mailbox request makes, for five kinds of mailbox."""

import hashlib
import os
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from amana.relay.columns import today
from amana.relay.endpoint import ConflictError
from amana.relay.ledger import Ledger
from amana.relay.mailbox import flows
from amana.relay.mailbox.models import Mailbox
from amana.relay.writer import Writer
from amana.wire.limits import MAILBOX_DAYS, RECORD_FRAME, SLOT
from amana.wire.requests import (
    REPLY,
    STANDING,
    DropRequest,
    MailboxPayload,
    MailboxRequest,
    ReadRequest,
    StateRequest,
)
from tests.relay.running import Box

Counts = dict[str, dict[str, list[str]]]


def _create(box: Box) -> None:
    token, drop = (hashlib.sha256(secret).digest() for secret in (box.token, box.drop))
    flows.create(MailboxPayload(box.id, token, drop, box.state))


def _requests(box: Box) -> dict[str, Any]:
    letter, record = os.urandom(SLOT), os.urandom(RECORD_FRAME)
    return {
        "poll": lambda: flows.poll(MailboxRequest(box.id, box.token)),
        "state": lambda: flows.replace_state(StateRequest(box.id, box.token, 2, record)),
        "reply": lambda: flows.drop(DropRequest(box.id, box.drop, REPLY, letter)),
        "standing": lambda: flows.drop(DropRequest(box.id, box.drop, STANDING, record)),
        "read": lambda: flows.mark_read(
            ReadRequest(box.id, box.token, hashlib.sha256(letter).digest())
        ),
        "destroy": lambda: flows.destroy(MailboxRequest(box.id, box.token)),
    }


def statements() -> Counts:
    """By request and kind of mailbox: the first words of each statement, in order."""
    Writer.run = lambda _self, job: job()  # type: ignore[assignment,method-assign]
    Ledger.recount = lambda self: setattr(self, "_held", [0, 0])  # type: ignore[method-assign]
    boxes = {name: Box() for name in ("there", "absent", "destroyed", "expired", "wrong")}
    for name in ("there", "destroyed", "expired", "wrong"):
        _create(boxes[name])
    expire(boxes["expired"].id)
    flows.destroy(MailboxRequest(boxes["destroyed"].id, boxes["destroyed"].token))
    boxes["wrong"].token = boxes["wrong"].drop = bytes(32)
    return {
        name: {request: _captured(run) for request, run in _requests(box).items()}
        for name, box in boxes.items()
    }


def expire(mailbox: bytes) -> bool:
    """Its last day passed, and the midnight that erases it has not come. Whether it is there."""
    last = today() - timedelta(days=MAILBOX_DAYS)
    return Mailbox.objects.filter(mailbox=mailbox).update(day=last) == 1


def _captured(run: Any) -> list[str]:
    with CaptureQueriesContext(connection) as captured, suppress(ConflictError):
        run()
    return [" ".join(query["sql"].split()[:3]) for query in captured.captured_queries]
