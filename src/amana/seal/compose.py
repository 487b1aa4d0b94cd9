"""From words to what is sent: the sealed envelope of a report or letter, the frames of a mailbox
(protocol §4 to §6).

Nothing here opens; amana.seal.reading does.
"""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.seal.age_keys import new_identity
from amana.seal.desk import Desk, Recipients, Stanzas
from amana.seal.envelope import seal_envelope, seal_frame
from amana.seal.receipt import ReceiptKeys
from amana.wire.authentic import EPOCH_ZERO, write_from_her, write_state, write_to_her
from amana.wire.letter import Closing, Letter, Reply
from amana.wire.limits import MAX_RECEIVED_RECORD, RECORD_FRAME, SLOT
from amana.wire.records import Standing, State
from amana.wire.report import Age, Announced, Answer, Card, Files, Her, Report, Routing
from amana.wire.vocabulary import check_answers


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Whom she reaches at a desk; ids are short ids of persons."""

    chosen: Collection[bytes]
    excluded: Collection[bytes] = ()
    filters: tuple[str, ...] = ()
    leads_only: bool = False


@dataclass(frozen=True)
class SealedReport:
    """A report ready to send. The state frame goes first; the receipt counts when both are
    acknowledged.
    """

    report: Report
    state: State
    envelope: bytes = field(repr=False)
    state_frame: bytes = field(repr=False)


def compose_report(
    *,
    keys: ReceiptKeys,
    desk: Desk,
    choice: Choice,
    lang: str,
    words: str,
    age: Age = Age.UNSAID,
    answers: Mapping[str, Answer] | None = None,
    card: Card | None = None,
    uploads: tuple[Announced, ...] = (),
) -> SealedReport:
    """A first report and the mailbox's first state record.

    Raises UnknownAnswer, NobodyLeft, NoRecovery, BadWords or DoesNotFit. With a card it is
    sealed to the leads.
    """
    answers = answers or {}
    check_answers(answers)
    routing = Routing(
        desk=desk.id,
        chosen=tuple(choice.chosen),
        excluded=tuple(choice.excluded),
        recovery=desk.recovery_for(choice.excluded),
        filters=choice.filters,
        leads_only=choice.leads_only,
        statement=desk.listed.serial,
    )
    report = Report(
        thread=os.urandom(16),
        id=os.urandom(16),
        lang=lang,
        her=her_of(keys),
        routing=routing,
        age=age,
        answers=answers,
        files=Files(new_identity(), uploads),
    )
    state = first_state(report, card=card is not None)
    to = desk.recipients(
        chosen=choice.chosen,
        excluded=choice.excluded,
        recovery=routing.recovery,
        leads_only=choice.leads_only or card is not None,
    )
    plaintext = write_from_her(report, direction_key=keys.to_desk, words=words, card=card)
    envelope = _sealed(plaintext, to, desk.stanzas)
    return SealedReport(report, state, envelope, compose_state(state, keys=keys))


def compose_letter(
    letter: Letter | Closing,
    *,
    keys: ReceiptKeys,
    to: Recipients,
    stanzas: Stanzas,
    nonce: bytes = EPOCH_ZERO,
    words: str | None = None,
) -> bytes:
    """The envelope of a letter (with words) or closing letter (without). Raises BadWords or
    DoesNotFit.
    """
    plaintext = write_from_her(letter, direction_key=keys.to_desk, nonce=nonce, words=words)
    return _sealed(plaintext, to, stanzas)


def compose_state(state: State, *, keys: ReceiptKeys) -> bytes:
    """The frame of a state record, RECORD_FRAME bytes."""
    plaintext = write_state(state, state_key=keys.state, mailbox_id=keys.mailbox_id)
    return seal_frame(plaintext, keys.recipient, size=RECORD_FRAME)


def compose_reply(
    reply: Reply, *, her: Her, nonce: bytes, case_reply_key: Ed25519PrivateKey, words: str
) -> bytes:
    """The slot of a reply, SLOT bytes. Raises BadWords or DoesNotFit."""
    plaintext = write_to_her(
        reply,
        direction_key=her.to_her,
        nonce=nonce,
        signing_key=case_reply_key,
        recipient=her.recipient,
        words=words,
    )
    return seal_frame(plaintext, her.recipient, size=SLOT)


def compose_standing(standing: Standing, *, her: Her, desk_reply_key: Ed25519PrivateKey) -> bytes:
    """The frame of a standing record, RECORD_FRAME bytes; of `received` the last 16 are kept."""
    standing = replace(standing, received=standing.received[-MAX_RECEIVED_RECORD:])
    plaintext = write_to_her(
        standing,
        direction_key=her.to_her,
        nonce=standing.nonce,
        signing_key=desk_reply_key,
        recipient=her.recipient,
    )
    return seal_frame(plaintext, her.recipient, size=RECORD_FRAME)


def her_of(keys: ReceiptKeys) -> Her:
    """What the first report tells the desk of her keys."""
    return Her(keys.recipient, keys.mailbox_id, keys.mailbox_drop, keys.to_desk, keys.to_her)


def first_state(report: Report, *, card: bool) -> State:
    """Version 1 of the state record of a report."""
    routing = report.routing
    return State(
        version=1,
        desk=routing.desk,
        chosen=routing.chosen,
        excluded=routing.excluded,
        recovery=routing.recovery,
        leads_only=routing.leads_only,
        card=card,
        thread=report.thread,
        epoch=0,
        seq=2,
    )


def _sealed(plaintext: bytes, to: Recipients, stanzas: Stanzas) -> bytes:
    return seal_envelope(plaintext, chosen=to.readers, recovery=to.recovery, stanzas=stanzas)
