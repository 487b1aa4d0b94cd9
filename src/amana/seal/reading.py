"""From what was fetched to checked messages: an envelope at the desk, a poll of a mailbox
(protocol §5, §6, §8).
"""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Final

from amana.errors import AmanaError
from amana.seal.desk import Desk
from amana.seal.open import Damaged, NotForThisKey, open_envelope, open_frame
from amana.seal.receipt import ReceiptKeys
from amana.wire.authentic import (
    NotAuthentic,
    verify_signature,
    verify_standing,
    verify_state,
)
from amana.wire.conversation import Conversation, Verdict
from amana.wire.direction import Direction
from amana.wire.framing import BadFrame
from amana.wire.letter import Reply
from amana.wire.limits import RECORD_FRAME, SLOT
from amana.wire.messages import (
    FromHer,
    Message,
    UnexpectedMessage,
    narrow,
    read_from_her,
    read_reply,
    read_standing,
    read_state,
)
from amana.wire.records import Standing, State
from amana.wire.report import Report

POLL: Final = 2 * RECORD_FRAME + 2 * SLOT  # bytes of the relay's answer


class StaleRecord(AmanaError):
    """An older record was shown than one that is already known: somebody may be holding back the
    newer one.
    Nothing was sent. Try again by another connection."""


@dataclass(frozen=True)
class Received:
    """A reply in a slot. `mark` is SHA-256 of the slot: sent back, it says that this one was
    read.
    """

    message: Message[Reply]
    verdict: Verdict
    mark: bytes = field(repr=False)


@dataclass(frozen=True)
class Poll:
    """What a mailbox holds. All empty: unknown, expired, destroyed or nothing yet; they look alike.

    `unproven` counts slots that her key opens but that nobody can be shown to have written.
    """

    state: State | None = None
    standing: Standing | None = None
    replies: tuple[Received, ...] = ()
    unproven: int = 0


def read_envelope(envelope: bytes, identity: str) -> Message[FromHer]:
    """Opens and reads; who wrote it is not checked yet. Raises as open_envelope and
    read_from_her do.
    """
    return read_from_her(open_envelope(envelope, identity))


def read_report(envelope: bytes, identity: str) -> Message[Report]:
    """Opens a first report, whole by its own MAC. Raises NotAuthentic or UnexpectedMessage
    besides.
    """
    message = read_envelope(envelope, identity)
    if not isinstance(message.manifest, Report):
        raise UnexpectedMessage
    report = narrow(message, message.manifest)
    Conversation.begin(report.manifest).take(report)
    return report


def read_poll(answer: bytes, *, keys: ReceiptKeys, desk: Desk | None) -> Poll:
    """Reads the relay's answer of POLL bytes. Without her `desk` of today's directory no reply
    is believed.

    Raises BadFrame for another length; NotAuthentic or StaleRecord when records are not what
    they should be.
    """
    if len(answer) != POLL:
        raise BadFrame
    state = _state(answer[:RECORD_FRAME], keys)
    if state is None:
        return Poll()
    frame = answer[RECORD_FRAME : 2 * RECORD_FRAME]
    standing = _standing(frame, keys, desk, state) if desk else None
    if standing is None:
        return Poll(state)
    slots = (answer[-2 * SLOT : -SLOT], answer[-SLOT:])
    return _replies(slots, keys, Poll(state, standing))


def _opened(frame: bytes, keys: ReceiptKeys, size: int) -> bytes | None:
    """The plaintext, or None for an empty place: random bytes are neither a frame nor an age
    file.
    """
    try:
        return open_frame(frame, keys.identity, size=size)
    except (BadFrame, Damaged, NotForThisKey):
        return None


def _state(frame: bytes, keys: ReceiptKeys) -> State | None:
    plaintext = _opened(frame, keys, RECORD_FRAME)
    if plaintext is None:
        return None
    message = read_state(plaintext)
    verify_state(message, state_key=keys.state, mailbox_id=keys.mailbox_id)
    return message.manifest


def _standing(frame: bytes, keys: ReceiptKeys, desk: Desk, state: State) -> Standing | None:
    plaintext = _opened(frame, keys, RECORD_FRAME)
    if plaintext is None:
        return None
    message = read_standing(plaintext)
    standing = message.manifest
    certificate = desk.reply_key(standing.reply_key)
    if certificate is None or standing.thread != state.thread:
        raise NotAuthentic
    verify_standing(
        message,
        direction_key=keys.to_her,
        reply_key=certificate.key,
        recipient=keys.recipient,
    )
    if standing.epoch < state.epoch or state.version < standing.state_version:
        raise StaleRecord
    return standing


def _replies(slots: tuple[bytes, ...], keys: ReceiptKeys, poll: Poll) -> Poll:
    """Each slot on its own: one that is forged must not hide another."""
    state, standing = poll.state, poll.standing
    if state is None or standing is None:
        return poll
    talk = Conversation(state.thread, Direction.TO_HER, keys.to_her)
    talk = talk.with_epoch(standing.epoch, standing.nonce)
    for slot in slots:
        plaintext = _opened(slot, keys, SLOT)
        if plaintext is None:
            continue
        try:
            message = read_reply(plaintext)
            verify_signature(message, key=standing.case_reply, recipient=keys.recipient)
            talk, verdict = talk.take(message)
        except AmanaError:
            poll = replace(poll, unproven=poll.unproven + 1)
            continue
        if verdict is not Verdict.REPLAY:
            mark = hashlib.sha256(slot).digest()
            poll = replace(poll, replies=(*poll.replies, Received(message, verdict, mark)))
    return poll
