"""Keys are written as age writes them, and one that locks nothing is refused."""

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.seal.age_keys import (
    BadAgeKey,
    identity_scalar,
    identity_text,
    new_identity,
    recipient_of,
    recipient_point,
    recipient_text,
)

IDENTITY = identity_text(b"i" * 32)
RECIPIENT = recipient_of(IDENTITY)


@given(st.binary(min_size=32, max_size=32))
def test_text_and_bytes_come_back_as_the_age_library_has_them(scalar: bytes) -> None:
    text = identity_text(scalar)
    assert identity_scalar(text) == scalar
    recipient = recipient_of(text)
    assert str(pyrage.x25519.Identity.from_str(text).to_public()) == recipient
    assert recipient_text(recipient_point(recipient)) == recipient


@given(st.integers(4, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7lb1Q\n"))
def test_a_mistyped_recipient_is_refused(position: int, letter: str) -> None:
    wrong = RECIPIENT[:position] + letter + RECIPIENT[position + 1 :]
    if wrong != RECIPIENT:
        with pytest.raises(BadAgeKey):
            recipient_point(wrong)


@pytest.mark.parametrize(
    "text", ["", "age1", RECIPIENT.upper(), RECIPIENT + "q", RECIPIENT[:-1], IDENTITY, "age1" * 20]
)
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(BadAgeKey):
        recipient_point(text)


@pytest.mark.parametrize("text", ["", IDENTITY.lower(), RECIPIENT, IDENTITY.title(), IDENTITY[:-1]])
def test_what_is_no_identity_is_refused(text: str) -> None:
    with pytest.raises(BadAgeKey):
        identity_scalar(text)


@pytest.mark.parametrize("point", [bytes(32), b"\1" + bytes(31)])
def test_a_key_that_locks_nothing_is_refused(point: bytes) -> None:
    with pytest.raises(BadAgeKey):
        recipient_point(recipient_text(point))


def test_new_identities_differ() -> None:
    assert new_identity() != new_identity()
