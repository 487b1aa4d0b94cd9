"""What can be done to a mailbox. Unknown, destroyed, expired and wrong secret are one path: the
same
statements run, against a key that no row has, and the answer has the same form.
"""

import hashlib
import hmac
import os
from datetime import timedelta

from django.db import connection

from amana.relay.columns import draw_key, today
from amana.relay.endpoint import ConflictError
from amana.relay.ledger import LaneFullError
from amana.relay.mailbox.models import Letter, Mailbox, Pulse
from amana.relay.parts import ledger
from amana.relay.writer import writer
from amana.wire.limits import MAILBOX_DAYS, MAX_UNREAD, RECORD_FRAME, SLOT
from amana.wire.requests import (
    LETTERS_A_POLL,
    STANDING,
    DropRequest,
    MailboxPayload,
    MailboxRequest,
    PollAnswer,
    ReadRequest,
    StateRequest,
)

_PULSE = 1  # the key of the one row of Pulse
_INSERT = """
INSERT INTO mailbox_letter (key, mailbox_id, frame, digest, "order", read_day)
SELECT %s, key, %s, %s, %s, NULL FROM mailbox_mailbox WHERE key = %s AND %s
"""


def create(sent: MailboxPayload) -> None:
    """A new mailbox, once. Raises ConflictError for another one under its id, LaneFullError."""
    with ledger().text(2 * RECORD_FRAME) as promise:
        promise.kept = writer.run(lambda: _create(sent))


def _create(sent: MailboxPayload) -> bool:
    rows = Mailbox.objects.filter(mailbox=sent.mailbox)
    before = rows.values_list("token", "drop", "state", "version").first()
    if before is not None:
        token, drop, state, version = before
        same = hmac.compare_digest(bytes(token) + bytes(drop), sent.token + sent.drop)
        if not same or version != 1 or bytes(state) != sent.state:
            raise ConflictError
        return False
    Mailbox.objects.create(
        mailbox=sent.mailbox, token=sent.token, drop=sent.drop, state=sent.state, day=today()
    )
    return True


def _find(mailbox: bytes, secret: bytes, column: str) -> Mailbox:
    """The mailbox, or one made up on the spot whose key is in no table."""
    oldest = today() - timedelta(days=MAILBOX_DAYS)
    found = Mailbox.objects.filter(mailbox=mailbox, day__gt=oldest).first()
    none = Mailbox(token=bytes(32), drop=bytes(32), state=b"", day=oldest)
    kept = bytes(getattr(found or none, column))
    right = hmac.compare_digest(kept, hashlib.sha256(secret).digest())
    return found if found is not None and right else none


def poll(asked: MailboxRequest) -> PollAnswer:
    """Always four frames; what is not there is random bytes."""
    box = _find(asked.mailbox, asked.token, "token")
    unread = Letter.objects.filter(mailbox_id=box.key, read_day=None).order_by("order")
    frames = [bytes(frame) for frame in unread.values_list("frame", flat=True)[:LETTERS_A_POLL]]
    frames += [os.urandom(SLOT) for _ in range(LETTERS_A_POLL)]
    state, standing = os.urandom(RECORD_FRAME), os.urandom(RECORD_FRAME)
    return PollAnswer(bytes(box.state) or state, bytes(box.standing or standing), *frames[:2])


def replace_state(sent: StateRequest) -> None:
    """Compare and swap. Raises ConflictError when the version is not the next, or no mailbox is."""

    def job() -> bool:
        box = _find(sent.mailbox, sent.token, "token")
        again = box.version == sent.version and hmac.compare_digest(bytes(box.state), sent.state)
        rows = Mailbox.objects.filter(key=box.key, version=sent.version - 1)
        moved = rows.update(version=sent.version, state=sent.state, day=today())
        _beat()
        return bool(moved) or again

    if not writer.run(job):
        raise ConflictError


def mark_read(sent: ReadRequest) -> None:
    """The letter in that slot is shown no more, and erased at the second midnight."""

    def job() -> None:
        box = _find(sent.mailbox, sent.token, "token")
        rows = Letter.objects.filter(mailbox_id=box.key, digest=sent.slot, read_day=None)
        rows.update(read_day=today())
        _beat()

    writer.run(job)


def destroy(sent: MailboxRequest) -> None:
    """The mailbox and all its letters are gone at once; nothing says that it ever was."""

    def job() -> None:
        box = _find(sent.mailbox, sent.token, "token")
        letters = Letter.objects.filter(mailbox_id=box.key)
        letters._raw_delete(letters.db)  # one statement, whatever it finds
        boxes = Mailbox.objects.filter(key=box.key)
        boxes._raw_delete(boxes.db)
        _beat()

    writer.run(job)


def drop(sent: DropRequest) -> None:
    """A reply or standing record from the desk. Raises LaneFullError at MAX_UNREAD letters."""
    if sent.kind == STANDING:
        writer.run(lambda: _stand(sent))
        return
    with ledger().text(SLOT) as promise:
        promise.kept = writer.run(lambda: _deliver(sent))


def _stand(sent: DropRequest) -> None:
    box = _find(sent.mailbox, sent.drop, "drop")
    Mailbox.objects.filter(key=box.key).update(standing=sent.frame, day=today())
    _beat()


def _deliver(sent: DropRequest) -> bool:
    """The insert is a statement that finds its own mailbox, so that it runs for none as well."""
    box = _find(sent.mailbox, sent.drop, "drop")
    digest = hashlib.sha256(sent.frame).digest()
    letters = Letter.objects.filter(mailbox_id=box.key)
    kept = list(letters.values_list("digest", "read_day", "order"))
    again = any(bytes(before) == digest for before, _, _ in kept)
    unread = sum(read_day is None for _, read_day, _ in kept)
    if unread >= MAX_UNREAD and not again:
        raise LaneFullError
    order = 1 + max((order for _, _, order in kept), default=0)
    stored = _insert(box.key, sent.frame, digest, order, again=again)
    Mailbox.objects.filter(key=box.key).update(day=today())
    _beat()
    return stored


def _insert(mailbox: int, frame: bytes, digest: bytes, order: int, *, again: bool) -> bool:
    """Whether a row was written: none for a mailbox that is not, or a letter that is there."""
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, (draw_key(), frame, digest, order, mailbox, not again))
        return bool(cursor.rowcount == 1)


def _beat() -> None:
    Pulse.objects.filter(key=_PULSE).update(noise=os.urandom(16))
