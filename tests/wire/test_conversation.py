"""Who can make a message appear in a thread: nobody without the keys; and what is lost is seen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.wire.authentic import (
    EPOCH_ZERO,
    NotAuthentic,
    verify_signature,
    verify_standing,
    verify_state,
    write_state,
    write_to_her,
)
from amana.wire.conversation import (
    Conversation,
    ForeignThread,
    Gap,
    Reflected,
    UnknownEpoch,
    Verdict,
)
from amana.wire.direction import Direction
from amana.wire.messages import Message, UnexpectedMessage, read_standing, read_state
from amana.wire.records import Standing
from tests.wire import thread

DESK = Conversation.begin(thread.report())
HERS = Conversation(thread.THREAD, Direction.TO_HER, thread.TO_HER).with_epoch(1, thread.NONCE)


@given(st.permutations(range(1, 7)), st.sets(st.integers(1, 6)), st.lists(st.integers(1, 6)))
def test_any_order_loss_and_replay(order: list[int], lost: set[int], again: list[int]) -> None:
    """Each is shown once, in whatever order; what is missing below the last is said."""
    arrived = [number for number in order if number not in lost]
    talk = DESK
    shown = []
    for number in [*arrived, *(n for n in again if n in arrived)]:
        talk, verdict = talk.take(thread.sent(thread.letter(number)))
        if verdict is Verdict.ACCEPTED:
            shown.append(number)
    assert shown == arrived
    missing = {n for gap in talk.gaps for n in range(gap.first, gap.last + 1)}
    assert missing == {n for n in lost if n < max(arrived, default=0)}


def test_a_huge_number_is_one_gap() -> None:
    talk, verdict = DESK.take(thread.sent(thread.letter(2**53 - 1, number=7)))
    assert verdict is Verdict.ACCEPTED
    assert talk.gaps == (Gap(1, 2**53 - 2),)


def test_two_devices_may_use_one_number() -> None:
    talk, _ = DESK.take(thread.sent(thread.letter(2, number=50)))
    talk, verdict = talk.take(thread.sent(thread.letter(2, number=51)))
    assert verdict is Verdict.ACCEPTED
    assert talk.received == (thread.ident(50), thread.ident(51))


def test_a_replay_is_dropped_even_under_an_older_epoch() -> None:
    talk, _ = DESK.take(thread.sent(thread.letter(2)))
    _, verdict = talk.with_epoch(1, thread.NONCE).take(thread.sent(thread.letter(2)))
    assert verdict is Verdict.REPLAY


def test_another_thread_is_refused() -> None:
    with pytest.raises(ForeignThread):
        DESK.take(thread.sent(thread.letter(2, thread=b"O" * 16)))


def test_our_own_message_sent_back_is_refused() -> None:
    with pytest.raises(Reflected):
        DESK.take(thread.answered(thread.reply()))
    with pytest.raises(Reflected):
        HERS.take(thread.sent(thread.letter(1)))


def test_without_the_key_nothing_gets_in() -> None:
    stranger = replace(DESK, direction_key=b"?" * 32)
    with pytest.raises(NotAuthentic):
        stranger.take(thread.sent(thread.letter(2)))


@given(st.sampled_from(["id", "seq", "words", "lang"]))
def test_whatever_is_changed_is_refused(name: str) -> None:
    true = thread.sent(thread.letter(2))
    changes: dict[str, object] = {"id": thread.ident(77), "seq": 9, "lang": "en"}
    other = thread.sent(
        replace(thread.letter(2), **({name: changes[name]} if name in changes else {})),  # type: ignore[arg-type]
        words="other" if name == "words" else "x",
    )
    with pytest.raises(NotAuthentic):
        DESK.take(replace(other, mac=true.mac))


def test_an_old_epoch_is_shown_as_not_verified() -> None:
    talk = DESK.with_epoch(1, thread.NONCE)
    _, verdict = talk.take(thread.sent(thread.letter(2, epoch=0)))
    assert verdict is Verdict.NOT_VERIFIED
    _, verdict = talk.take(thread.sent(thread.letter(2, epoch=1), nonce=thread.NONCE))
    assert verdict is Verdict.ACCEPTED


def test_the_new_epoch_cannot_be_claimed_with_the_old_nonce() -> None:
    talk = DESK.with_epoch(1, thread.NONCE)
    with pytest.raises(NotAuthentic):
        talk.take(thread.sent(thread.letter(2, epoch=1), nonce=EPOCH_ZERO))


def test_an_epoch_that_is_not_known_cannot_be_checked() -> None:
    with pytest.raises(UnknownEpoch):
        DESK.take(thread.sent(thread.letter(2, epoch=4), nonce=thread.NONCE))


def test_a_reply_needs_the_cases_key_and_her_recipient() -> None:
    message = thread.answered(thread.reply())
    public = thread.CASE_KEY.public_key().public_bytes_raw()
    _, verdict = HERS.take(message)
    assert verdict is Verdict.ACCEPTED
    verify_signature(message, key=public, recipient=thread.RECIPIENT)
    with pytest.raises(NotAuthentic):
        verify_signature(message, key=public, recipient="age1other")
    other = thread.DESK_KEY.public_key().public_bytes_raw()
    with pytest.raises(NotAuthentic):
        verify_signature(message, key=other, recipient=thread.RECIPIENT)


def record() -> Message[Standing]:
    return read_standing(
        write_to_her(
            thread.standing(),
            direction_key=thread.TO_HER,
            nonce=thread.NONCE,
            signing_key=thread.DESK_KEY,
            recipient=thread.RECIPIENT,
        )
    )


def test_a_standing_record_is_the_desks() -> None:
    key = thread.DESK_KEY.public_key().public_bytes_raw()
    case = thread.CASE_KEY.public_key().public_bytes_raw()
    who = {"recipient": thread.RECIPIENT}
    verify_standing(record(), direction_key=thread.TO_HER, reply_key=key, **who)
    for direction_key, reply_key in ((thread.TO_DESK, key), (thread.TO_HER, case)):
        with pytest.raises(NotAuthentic):
            verify_standing(record(), direction_key=direction_key, reply_key=reply_key, **who)


def test_a_standing_record_is_no_letter() -> None:
    with pytest.raises(UnexpectedMessage):
        HERS.take(record())


def test_a_state_record_is_of_one_mailbox_and_key() -> None:
    plaintext = write_state(thread.state(), state_key=b"s" * 32, mailbox_id=b"m" * 16)
    message = read_state(plaintext)
    verify_state(message, state_key=b"s" * 32, mailbox_id=b"m" * 16)
    for key, mailbox in ((b"x" * 32, b"m" * 16), (b"s" * 32, b"x" * 16)):
        with pytest.raises(NotAuthentic):
            verify_state(message, state_key=key, mailbox_id=mailbox)
