"""Given a sealed file, then any byte of it is read as age itself would have opened it, and nothing of one that was changed."""

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.open import Damaged, NotForThisKey
from amana.seal.seeking import CHUNK, Seeking

HERS = new_identity()
EDGES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77, 40 * CHUNK + 5)


def sealed(content: bytes) -> bytes:
    return pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(recipient_of(HERS))])


def content_of(size: int) -> bytes:
    return (b"%08x" * (size // 8 + 1) % tuple(range(size // 8 + 1)))[:size]


def seeking(ciphertext: bytes, identity: str = HERS, size: int | None = None) -> Seeking:
    return Seeking(lambda at, n: ciphertext[at : at + n], len(ciphertext), identity, size=size)


@pytest.mark.parametrize("size", EDGES)
def test_the_whole_is_what_age_opens(size):
    ciphertext = sealed(content_of(size))
    file = seeking(ciphertext)
    assert file.size == size
    assert file.read_at(0, size + 10) == pyrage.decrypt(
        ciphertext, [pyrage.x25519.Identity.from_str(HERS)]
    )


CONTENT = content_of(40 * CHUNK + 5)
SEALED = sealed(CONTENT)


@given(st.lists(st.tuples(st.integers(0, len(CONTENT) + 9), st.integers(0, 3 * CHUNK)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_range_in_any_order(ranges):
    file = seeking(SEALED)
    for offset, length in ranges:
        assert file.read_at(offset, length) == CONTENT[offset : offset + length]


@given(st.integers(0, len(SEALED) - 1), st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_a_flipped_bit_is_never_read(where, bit):
    changed = bytearray(SEALED)
    changed[where] ^= 1 << bit
    with pytest.raises((Damaged, NotForThisKey)):
        seeking(bytes(changed)).read_at(0, len(CONTENT))


@pytest.mark.parametrize("kept", [len(SEALED) - 1, len(SEALED) - CHUNK, len(SEALED) // 2, 300, 0])
def test_a_file_cut_off_is_refused_before_a_byte_is_read(kept):
    with pytest.raises(Damaged):
        seeking(SEALED[:kept])


def test_a_file_cut_between_two_chunks_is_refused():
    body = len(SEALED) - (40 * (CHUNK + 16) + 5 + 16)
    with pytest.raises(Damaged):
        seeking(SEALED[: body + 7 * (CHUNK + 16)])


def test_two_chunks_that_changed_places_are_refused():
    body = len(SEALED) - (40 * (CHUNK + 16) + 5 + 16)
    first, second = body + CHUNK + 16, body + 2 * (CHUNK + 16)
    swapped = SEALED[:body] + SEALED[first:second] + SEALED[body:first] + SEALED[second:]
    with pytest.raises(Damaged):
        seeking(swapped).read_at(0, 1)


def test_bytes_that_were_put_behind_it_are_refused():
    with pytest.raises(Damaged):
        seeking(SEALED + b"more")


def test_somebody_elses_file_is_not_for_this_key():
    with pytest.raises(NotForThisKey):
        seeking(SEALED, new_identity())


def test_padding_is_not_part_of_the_file():
    file = seeking(sealed(b"words" + bytes(16_379)), size=5)
    assert (file.size, file.read_at(0, 100)) == (5, b"words")


def test_a_size_that_is_larger_than_the_file_is_refused():
    with pytest.raises(Damaged):
        seeking(sealed(b"words"), size=6)


def test_no_more_than_a_few_chunks_are_read_for_one_byte():
    asked: list[int] = []

    def read_at(at: int, length: int) -> bytes:
        asked.append(length)
        return SEALED[at : at + length]

    file = Seeking(read_at, len(SEALED), HERS)
    file.read_at(20 * CHUNK, 1)
    assert sum(asked) < 4 * CHUNK
