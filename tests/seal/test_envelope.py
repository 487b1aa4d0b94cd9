"""What is sealed opens for whom it was sealed, for nobody else, and only whole."""

import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.seal.age_keys import identity_text, new_identity, recipient_of
from amana.seal.desk import Stanzas
from amana.seal.envelope import (
    NobodyToSealTo,
    TooManyRecipients,
    seal_envelope,
    seal_file,
    seal_frame,
    seal_to,
)
from amana.seal.header import BadHeader, header_length
from amana.seal.open import Damaged, NotForThisKey, open_envelope, open_file, open_frame
from amana.wire.framing import BadFrame, DoesNotFit
from amana.wire.limits import LETTER, MAX_ENVELOPE, RECORD, RECORD_FRAME, SLOT

IDENTITIES = [identity_text(bytes([n]) * 32) for n in range(1, 36)]
RECIPIENTS = [recipient_of(identity) for identity in IDENTITIES]
STRANGER = new_identity()
PLAIN = b"what she wrote".ljust(LETTER, b"\0")
SEALED = seal_envelope(PLAIN, chosen=RECIPIENTS[:3], recovery=RECIPIENTS[3], stanzas=16)


@pytest.mark.parametrize("stanzas", [16, 32])
@pytest.mark.parametrize("chosen", [1, 2, 15])
def test_the_chosen_open_it_and_nobody_can_count_them(stanzas: Stanzas, chosen: int) -> None:
    sealed = seal_envelope(
        PLAIN, chosen=RECIPIENTS[:chosen], recovery=RECIPIENTS[34], stanzas=stanzas
    )
    for identity in (*IDENTITIES[:chosen], IDENTITIES[34]):
        assert open_envelope(sealed, identity) == PLAIN
    with pytest.raises(NotForThisKey):
        open_envelope(sealed, IDENTITIES[20])
    assert sealed[: header_length(sealed)].count(b"-> X25519 ") == stanzas


def test_an_excluded_officer_has_nothing_that_opens_it() -> None:
    with pytest.raises(NotForThisKey) as refusal:
        open_envelope(SEALED, STRANGER)
    assert refusal.value.__cause__ is None
    assert "kept as it came" in refusal.value.sentence


def test_nobody_and_too_many_are_refused() -> None:
    with pytest.raises(NobodyToSealTo):
        seal_envelope(PLAIN, chosen=[], recovery=RECIPIENTS[0], stanzas=16)
    with pytest.raises(TooManyRecipients):
        seal_envelope(PLAIN, chosen=RECIPIENTS[:16], recovery=RECIPIENTS[20], stanzas=16)


@given(st.integers(0, len(SEALED) - 1))
@settings(max_examples=60)
def test_cut_short_it_is_damaged(length: int) -> None:
    with pytest.raises(Damaged):
        open_envelope(SEALED[:length], IDENTITIES[0])


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
@settings(max_examples=80)
def test_with_one_byte_changed_it_never_opens_to_something_else(position: int, flip: int) -> None:
    changed = bytearray(SEALED)
    changed[position] ^= flip
    with pytest.raises((Damaged, NotForThisKey)):
        open_envelope(bytes(changed), IDENTITIES[0])


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_opener(data: bytes) -> None:
    with pytest.raises(Damaged):
        open_envelope(b"age-encryption.org/v1\n" + data, IDENTITIES[0])


def test_more_than_33_stanzas_are_refused_unread() -> None:
    line = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    end = b"--- " + b"A" * 43 + b"\n"
    start = b"age-encryption.org/v1\n"
    header_length(start + line * 33 + end)
    for many in (line * 34, line * 5_000, b"-> a\n" + (b"A" * 64 + b"\n") * 5_000):
        with pytest.raises(BadHeader):
            header_length(start + many + end)


def test_an_envelope_over_the_limit_is_refused() -> None:
    with pytest.raises(Damaged):
        open_envelope(SEALED + bytes(MAX_ENVELOPE), IDENTITIES[0])


def test_opening_sixteen_stanzas_takes_less_than_20_ms() -> None:
    times = []
    for _ in range(9):
        start = time.perf_counter()
        open_envelope(SEALED, IDENTITIES[0])
        times.append(time.perf_counter() - start)
    assert sorted(times)[4] < 0.020


def test_records_and_letters_always_fit_their_frames() -> None:
    for plain, size in ((bytes(RECORD), RECORD_FRAME), (PLAIN, SLOT)):
        for _ in range(100):
            framed = seal_frame(plain, RECIPIENTS[0], size=size)
            assert len(framed) == size
        assert open_frame(framed, IDENTITIES[0], size=size) == plain
    with pytest.raises(DoesNotFit):
        seal_frame(bytes(RECORD_FRAME), RECIPIENTS[0], size=RECORD_FRAME)


def test_an_empty_place_of_a_mailbox_is_no_message() -> None:
    with pytest.raises((BadFrame, Damaged)):
        open_frame(b"\0\xff" + bytes(SLOT - 2), IDENTITIES[0], size=SLOT)


@given(st.integers(0, 200_000))
@settings(max_examples=15)
def test_a_file_comes_back_in_its_true_size(size: int) -> None:
    content = bytes(range(256)) * (size // 256) + bytes(size % 256)
    sealed, opened = io.BytesIO(), io.BytesIO()
    seal_file(io.BytesIO(content), sealed, RECIPIENTS[0], size=size)
    read = open_file(io.BytesIO(sealed.getvalue()), opened, IDENTITIES[0], size=size)
    assert (opened.getvalue(), read.size) == (content, size)


def sealed_file(content: bytes) -> io.BytesIO:
    sealed = io.BytesIO()
    seal_file(io.BytesIO(content), sealed, RECIPIENTS[0], size=len(content))
    return io.BytesIO(sealed.getvalue())


@pytest.mark.parametrize("size", [9, 30_000])
def test_a_file_of_another_size_or_hash_is_refused(size: int) -> None:
    with pytest.raises(Damaged):
        open_file(sealed_file(b"ten bytes!"), io.BytesIO(), IDENTITIES[0], size=size)
    with pytest.raises(Damaged):
        sink = io.BytesIO()
        open_file(sealed_file(b"ten bytes!"), sink, IDENTITIES[0], size=10, sha256=bytes(32))


def test_a_file_that_was_not_finished_is_refused() -> None:
    whole = sealed_file(b"x" * 300_000).getvalue()
    with pytest.raises(Damaged):
        open_file(io.BytesIO(whole[:100_000]), io.BytesIO(), IDENTITIES[0])
    with pytest.raises(NotForThisKey):
        open_file(io.BytesIO(whole), io.BytesIO(), STRANGER)


def test_a_file_without_a_closing_letter_keeps_its_padding() -> None:
    opened = io.BytesIO()
    read = open_file(sealed_file(b"ten bytes!"), opened, IDENTITIES[0])
    assert not read.padding_cut
    assert opened.getvalue() == b"ten bytes!".ljust(LETTER, b"\0")


def test_a_file_that_changes_while_it_is_sealed_is_refused() -> None:
    for claimed in (9, 11):
        with pytest.raises(DoesNotFit):
            seal_file(io.BytesIO(b"ten bytes!"), io.BytesIO(), RECIPIENTS[0], size=claimed)


def test_what_is_sealed_to_one_opens_for_one() -> None:
    sealed = seal_to(b"x", RECIPIENTS[0])
    assert open_envelope(sealed, IDENTITIES[0]) == b"x"
