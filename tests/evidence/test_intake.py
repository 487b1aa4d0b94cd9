"""What arrives is hashed as it comes, however it is cut, and a changed byte is refused."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.evidence.intake import SALT, Arrival, Changed, hashed, new_salt, salted


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_the_hashes_are_those_of_the_whole_file_however_it_was_cut(pieces: list[bytes]) -> None:
    # Given a file that arrives in pieces
    whole = b"".join(pieces)
    arrival = Arrival()
    for piece in pieces:
        arrival.add(piece)
    # Then its hashes are what any other program computes of the whole
    found = arrival.finish()
    assert found.size == len(whole)
    assert found.sha256 == hashlib.sha256(whole).digest()
    assert found.sha512 == hashlib.sha512(whole).digest()
    assert hashed([whole]) == found


def test_a_changed_byte_is_refused() -> None:
    received = hashed([b"I will send it to your father"])
    received.require(hashed([b"I will send ", b"it to your father"]))
    with pytest.raises(Changed):
        hashed([b"I will send it to your brother"]).require(received)


def test_outside_the_case_the_same_picture_has_two_hashes_in_two_cases() -> None:
    # Given one picture in two cases
    picture, first, second = b"synthetic picture", new_salt(), new_salt()
    assert len(first) == SALT
    # Then neither the cases nor the picture can be linked by what stands outside
    outside = {salted(first, [picture]), salted(second, [picture])}
    assert len(outside) == 2
    assert hashlib.sha256(picture).digest() not in outside
    # And with the salt anyone can check it
    assert salted(first, [picture]) == hashlib.sha256(first + picture).digest()


def test_hashes_do_not_show_in_a_log() -> None:
    found = hashed([b"synthetic"])
    assert found.sha256.hex() not in repr(found)
    assert str(found.sha256) not in repr(found)
