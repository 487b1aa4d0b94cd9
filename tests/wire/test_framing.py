"""Frames are of one size, and an empty place is no message."""

import os
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.wire.framing import BadFrame, DoesNotFit, frame, unframe


@given(st.binary(max_size=98))
def test_content_comes_back(content: bytes) -> None:
    framed = frame(content, 100)
    assert len(framed) == 100
    assert unframe(framed, 100) == content


def test_too_much_is_refused_before_it_is_sent() -> None:
    with pytest.raises(DoesNotFit):
        frame(bytes(99), 100)


@given(st.binary(max_size=120))
def test_no_bytes_stop_the_reader(framed: bytes) -> None:
    with suppress(BadFrame):
        assert len(unframe(framed, 100)) <= 98


def test_what_fills_a_frame_is_random() -> None:
    assert frame(b"", 100) != frame(b"", 100)
    with pytest.raises(BadFrame):
        unframe(b"\xff" + os.urandom(99), 100)
