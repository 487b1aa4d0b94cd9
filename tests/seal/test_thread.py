"""A report, a standing record and a reply, from her words to hers again, as client and desk will call it."""

import os
from dataclasses import replace
from typing import Any

import pytest
from vectors.generators import demo_world as demo
from vectors.generators.book import sample

from amana.seal.age_keys import identity_text, recipient_of
from amana.seal.compose import (
    Choice,
    compose_letter,
    compose_reply,
    compose_report,
    compose_standing,
    compose_state,
)
from amana.seal.open import NotForThisKey
from amana.seal.reading import POLL, StaleRecord, read_envelope, read_poll, read_report
from amana.seal.receipt import Receipt, ReceiptKeys
from amana.wire.authentic import NotAuthentic
from amana.wire.conversation import Conversation, Verdict
from amana.wire.framing import BadFrame
from amana.wire.letter import Letter
from amana.wire.limits import MAX_ENVELOPE, RECORD_FRAME, SLOT
from amana.wire.messages import UnexpectedMessage
from amana.wire.report import Card
from tests.seal.test_directory import EVERYBODY, desk
from tests.wire import thread

KEYS = ReceiptKeys.derive(Receipt.from_secret(5), salt=bytes(32))
CASE = identity_text(b"C" * 32)
WORDS = "يهدّدني"
DESK = desk()


def report(**changes: Any) -> Any:
    choice = Choice(chosen=EVERYBODY[:3], excluded=EVERYBODY[3:4])
    return compose_report(
        **{"keys": KEYS, "desk": DESK, "choice": choice, "lang": "ar", "words": WORDS} | changes
    )


SENT = report()


def mailbox(
    *, epoch: int = 1, state: bytes = SENT.state_frame, slots: int = 1, key: str = "reply"
) -> bytes:
    standing = replace(
        thread.standing(epoch=epoch),
        thread=SENT.report.thread,
        case=recipient_of(CASE),
        reply_key=sample("certificate/reply", 8),
        received=tuple(map(thread.ident, range(32))),
    )
    her = SENT.report.her
    record = compose_standing(standing, her=her, desk_reply_key=demo.key(key))
    reply = compose_reply(
        replace(thread.reply(epoch=epoch), thread=SENT.report.thread),
        her=her,
        nonce=thread.NONCE,
        case_reply_key=thread.CASE_KEY,
        words="نعم",
    )
    filled = reply * slots + os.urandom(SLOT * (2 - slots))
    return state + record + filled


def test_the_chosen_and_recovery_read_the_report() -> None:
    for name in ("holder0", "holder1", "holder2", "recovery A"):
        message = read_report(SENT.envelope, demo.identity(name))
        assert message.words == WORDS
        assert message.manifest == SENT.report
    for name in ("holder3", "holder4", "recovery B"):
        with pytest.raises(NotForThisKey):
            read_report(SENT.envelope, demo.identity(name))


def test_with_a_card_only_the_leads_read_it() -> None:
    sealed = report(card=Card(("قبيلة مثال",)))
    assert read_report(sealed.envelope, demo.identity("holder1")).card == Card(("قبيلة مثال",))
    assert sealed.state.card
    with pytest.raises(NotForThisKey):
        read_report(sealed.envelope, demo.identity("holder2"))


def test_the_longest_words_fit_an_envelope() -> None:
    assert len(report(words="ڵ" * 100_000).envelope) <= MAX_ENVELOPE


def test_a_letter_reaches_the_case_and_is_taken_once() -> None:
    letter = Letter(
        thread=SENT.report.thread,
        id=os.urandom(16),
        seq=2,
        epoch=1,
        lang="ar",
        state_version=1,
    )
    to = DESK.recipients(chosen=EVERYBODY[:3], excluded=(), recovery="A", case=recipient_of(CASE))
    envelope = compose_letter(
        letter, keys=KEYS, to=to, stanzas=DESK.stanzas, nonce=thread.NONCE, words=WORDS
    )
    message = read_envelope(envelope, CASE)
    talk = Conversation.begin(SENT.report).with_epoch(1, thread.NONCE)
    talk, verdict = talk.take(message)
    assert (verdict, message.words) == (Verdict.ACCEPTED, WORDS)
    assert talk.take(message)[1] is Verdict.REPLAY
    with pytest.raises(UnexpectedMessage):
        read_report(envelope, CASE)


def test_she_returns_and_reads_the_reply() -> None:
    poll = read_poll(mailbox(), keys=KEYS, desk=DESK)
    assert poll.state == SENT.state
    assert poll.standing is not None
    assert len(poll.standing.received) == 16
    assert [reply.message.words for reply in poll.replies] == ["نعم"]
    assert poll.replies[0].verdict is Verdict.ACCEPTED


def test_the_same_letter_twice_is_shown_once() -> None:
    assert len(read_poll(mailbox(slots=2), keys=KEYS, desk=DESK).replies) == 1


def test_an_unknown_mailbox_looks_empty() -> None:
    poll = read_poll(os.urandom(POLL), keys=KEYS, desk=DESK)
    assert (poll.state, poll.standing, poll.replies) == (None, None, ())
    with pytest.raises(BadFrame):
        read_poll(bytes(POLL - 1), keys=KEYS, desk=DESK)


def test_without_her_desk_no_reply_is_believed() -> None:
    poll = read_poll(mailbox(), keys=KEYS, desk=None)
    assert poll.state == SENT.state
    assert poll.replies == ()


def test_a_standing_record_by_another_key_is_refused() -> None:
    with pytest.raises(NotAuthentic):
        read_poll(mailbox(key="list-key"), keys=KEYS, desk=DESK)


def test_older_records_are_refused() -> None:
    later = compose_state(replace(SENT.state, version=2, epoch=2), keys=KEYS)
    with pytest.raises(StaleRecord):
        read_poll(mailbox(epoch=1, state=later), keys=KEYS, desk=DESK)
    assert read_poll(mailbox(epoch=2, state=later), keys=KEYS, desk=DESK).replies


def test_a_forged_letter_is_counted_and_hides_nothing() -> None:
    forged = compose_reply(
        replace(thread.reply(), thread=SENT.report.thread),
        her=SENT.report.her,
        nonce=thread.NONCE,
        case_reply_key=thread.DESK_KEY,
        words="meet me here",
    )
    true = mailbox()
    records, slot = true[: 2 * RECORD_FRAME], true[2 * RECORD_FRAME : 2 * RECORD_FRAME + SLOT]
    poll = read_poll(records + forged + slot, keys=KEYS, desk=DESK)
    assert poll.unproven == 1
    assert [reply.message.words for reply in poll.replies] == ["نعم"]
