"""A complaint is read as it was written, or refused; it is of a letter's one size (protocol §5)."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.errors import AmanaError
from amana.wire.archive import (
    MAC,
    MANIFEST,
    WORDS,
    BadArchive,
    Form,
    pad,
    read_archive,
    write_archive,
)
from amana.wire.authentic import NotAuthentic
from amana.wire.complaint import Complaint, read_complaint, write_complaint
from amana.wire.encoding import dump_json, load_json
from amana.wire.framing import DoesNotFit
from amana.wire.limits import LETTER
from amana.wire.schema import NotOfThisForm
from amana.wire.text import BadWords, normal_words

WORDS_OF_HERS = "كلمات مصطنعة\nوشەی دروستکراو"


def complaint() -> Complaint:
    return Complaint(os.urandom(16), "ar", os.urandom(8), os.urandom(32))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=2_000).map(normal_words))
def test_what_was_written_is_read(words: str) -> None:
    written = complaint()
    plaintext = write_complaint(written, words)
    assert len(plaintext) == LETTER
    assert read_complaint(plaintext) == (written, words)


def test_too_many_words_are_refused_before_anything_is_sealed() -> None:
    with pytest.raises(DoesNotFit):
        write_complaint(complaint(), "x" * LETTER)
    with pytest.raises(BadWords):
        write_complaint(complaint(), "\x1b[2J")


def test_changed_words_another_member_or_version_are_refused() -> None:
    plaintext = write_complaint(complaint(), WORDS_OF_HERS)
    members = dict(read_archive(plaintext, Form.LETTER).members)

    def packed(**changed: bytes) -> bytes:
        return pad(write_archive({**members, **changed}), Form.LETTER)

    with pytest.raises(NotAuthentic):
        read_complaint(packed(**{WORDS: b"other"}))
    with pytest.raises(NotAuthentic):
        read_complaint(packed(**{MAC: bytes(32)}))
    with pytest.raises(BadArchive):
        read_complaint(packed(**{"card.json": b"{}"}))
    with pytest.raises(NotAuthentic):
        read_complaint(packed(**{MAC: members[MAC] + bytes(64)}))
    other = load_json(members[MANIFEST]) | {"v": "amana/1"}
    with pytest.raises(NotOfThisForm):
        read_complaint(packed(**{MANIFEST: dump_json(other)}))


@settings(max_examples=50, deadline=None)
@given(at=st.integers(0, 3_000), byte=st.integers(1, 255))
def test_a_changed_byte_is_never_read_as_words(at: int, byte: int) -> None:
    plaintext = bytearray(write_complaint(complaint(), WORDS_OF_HERS))
    plaintext[at] ^= byte
    with pytest.raises(AmanaError):
        read_complaint(bytes(plaintext))
