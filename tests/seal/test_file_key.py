"""Given the key of a message that was sealed to somebody else, then its header made anew opens the same body, and nothing else does."""

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.seal.age_keys import identity_text, new_identity, recipient_of
from amana.seal.envelope import seal_envelope
from amana.seal.file_key import LENGTH, file_key, header_for
from amana.seal.header import BadHeader, header_length
from amana.seal.open import Damaged, NotForThisKey, open_envelope
from amana.wire.limits import LETTER

LOST, NEW, OTHER = (identity_text(bytes([n]) * 32) for n in (1, 2, 3))
PLAIN = b"what she wrote".ljust(LETTER, b"\0")
SEALED = seal_envelope(PLAIN, chosen=[recipient_of(OTHER)], recovery=recipient_of(LOST), stanzas=16)
HEADER, BODY = SEALED[: header_length(SEALED)], SEALED[header_length(SEALED) :]


def handed(recipient: str = recipient_of(NEW)) -> bytes:
    return header_for(file_key(HEADER, LOST), recipient) + BODY


def test_the_new_key_opens_the_same_body_and_no_other_key_does() -> None:
    assert len(file_key(HEADER, LOST)) == LENGTH
    assert open_envelope(handed(), NEW) == PLAIN
    with pytest.raises(NotForThisKey):
        open_envelope(handed(), LOST)
    assert file_key(SEALED, LOST) == file_key(HEADER, OTHER)


def test_stock_age_opens_it(tmp_path) -> None:
    (tmp_path / "key").write_text(NEW + "\n")
    (tmp_path / "sealed").write_bytes(handed())
    done = subprocess.run(
        ["age", "-d", "-i", tmp_path / "key", tmp_path / "sealed"], capture_output=True, check=False
    )
    assert done.stdout == PLAIN, done.stderr


def test_a_key_that_it_was_not_sealed_to_gives_nothing() -> None:
    with pytest.raises(NotForThisKey):
        file_key(HEADER, new_identity())


@given(place=st.integers(0, len(HEADER) - 1), bit=st.integers(0, 7))
@settings(max_examples=80, deadline=None)
def test_a_changed_header_gives_no_key(place: int, bit: int) -> None:
    changed = bytearray(HEADER)
    changed[place] ^= 1 << bit
    with pytest.raises((BadHeader, NotForThisKey, Damaged)):
        file_key(bytes(changed), LOST)
