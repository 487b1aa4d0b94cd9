"""Reporting: mailbox first, then the words, then files and the letter that lists them (protocol §10)."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from amana.cli.survivor import uploads
from amana.cli.survivor.letterbox import Letterbox, fresh_id
from amana.seal.compose import Choice, SealedReport, compose_letter, compose_report, compose_state
from amana.seal.desk import Desk, Recipients
from amana.seal.receipt import Receipt, ReceiptKeys
from amana.wire.authentic import EPOCH_ZERO
from amana.wire.letter import Closing, Letter, Upload
from amana.wire.records import State
from amana.wire.report import Age, Announced, Answer, Card
from amana.wire.requests import MailboxPayload, ReportPayload, StateRequest
from amana.wire.text import normal_words


@dataclass(frozen=True, kw_only=True)
class Told:
    """What she tells: her words, and all that is optional."""

    words: str = field(repr=False)
    lang: str = "ar"
    age: Age = Age.UNSAID
    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    card: Card | None = field(default=None, repr=False)
    files: tuple[Path, ...] = field(default=(), repr=False)


def everyone(
    desk: Desk, *, left_out: frozenset[bytes] = frozenset(), women_only: bool = False
) -> Choice:
    """All keyholders of a desk but those whom she leaves out; filters never choose, they only leave."""
    people = [h for h in desk.holders if h.woman or not women_only]
    out = left_out | {h.person for h in desk.holders if h not in people}
    return Choice(
        chosen=tuple(h.person for h in people if h.person not in out),
        excluded=tuple(sorted(out)),
        filters=("women_only",) if women_only else (),
    )


def report(letterbox: Letterbox, desk: Desk, choice: Choice, told: Told, *, salt: bytes) -> Receipt:
    """Reports and gives the receipt. It counts from the moment in which this returns or a file fails."""
    for path in told.files:
        uploads.check(path)
    receipt = Receipt.draw()
    keys = ReceiptKeys.derive(receipt, salt=salt)
    sealed = compose_report(
        keys=keys,
        desk=desk,
        choice=choice,
        lang=told.lang,
        words=normal_words(told.words),
        age=told.age,
        answers=told.answers,
        card=told.card,
        uploads=tuple(Announced(fresh_id(), "file") for _ in told.files),
    )
    _deliver(letterbox, desk, keys, sealed)
    if told.files:
        sent = uploads.send_all(
            letterbox, desk=desk.id, files=sealed.report.files, paths=list(told.files)
        )
        _close(letterbox, desk, keys, sealed, sent)
    return receipt


def _deliver(letterbox: Letterbox, desk: Desk, keys: ReceiptKeys, sealed: SealedReport) -> None:
    letterbox.create_mailbox(
        MailboxPayload(
            keys.mailbox_id,
            hashlib.sha256(keys.mailbox_token).digest(),
            hashlib.sha256(keys.mailbox_drop).digest(),
            sealed.state_frame,
        )
    )
    status = hashlib.sha256(keys.report_status).digest()
    letterbox.send(ReportPayload(desk.id, keys.report_id, status, sealed.envelope))


def _close(
    letterbox: Letterbox,
    desk: Desk,
    keys: ReceiptKeys,
    sealed: SealedReport,
    sent: tuple[Upload, ...],
) -> None:
    routing, state = sealed.report.routing, next_state(letterbox, keys, sealed.state)
    closing = Closing(
        thread=state.thread,
        id=fresh_id(),
        seq=state.seq - 1,
        epoch=0,
        lang=sealed.report.lang,
        state_version=state.version,
        uploads=sent,
    )
    to = desk.recipients(
        chosen=routing.chosen,
        excluded=routing.excluded,
        recovery=routing.recovery,
        leads_only=routing.leads_only or sealed.state.card,
    )
    leave(letterbox, desk, keys, closing, to)


def next_state(
    letterbox: Letterbox, keys: ReceiptKeys, state: State, *, epoch: int | None = None
) -> State:
    """Takes the next number to send, before it is used: two devices never write under one number.

    Raises ChangedMeanwhileError.
    """
    following = replace(
        state,
        version=state.version + 1,
        seq=state.seq + 1,
        epoch=state.epoch if epoch is None else epoch,
    )
    frame = compose_state(following, keys=keys)
    letterbox.replace_state(
        StateRequest(keys.mailbox_id, keys.mailbox_token, following.version, frame)
    )
    return following


def leave(
    letterbox: Letterbox,
    desk: Desk,
    keys: ReceiptKeys,
    letter: Letter | Closing,
    to: Recipients,
    *,
    nonce: bytes = EPOCH_ZERO,
    words: str | None = None,
) -> None:
    """Seals and sends a letter, under an id that nothing links to her report."""
    envelope = compose_letter(
        letter, keys=keys, to=to, stanzas=desk.stanzas, nonce=nonce, words=words
    )
    letterbox.send(
        ReportPayload(desk.id, fresh_id(), hashlib.sha256(os.urandom(32)).digest(), envelope)
    )
