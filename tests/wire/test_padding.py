"""A length says little, and padding never cuts."""

from hypothesis import given
from hypothesis import strategies as st

from amana.wire.limits import LETTER, MAX_FILE, MAX_PARTS, PART
from amana.wire.padding import file_length, padme, report_length

lengths = st.integers(1, MAX_FILE)


@given(lengths)
def test_padme_adds_at_most_twelve_percent(length: int) -> None:
    assert length <= padme(length) <= length * 1.12


@given(lengths)
def test_padme_is_stable_and_never_falls(length: int) -> None:
    assert padme(padme(length)) == padme(length)
    assert padme(length) <= padme(length + 1)


@given(lengths)
def test_reports_are_whole_blocks_and_short_ones_are_one_size(length: int) -> None:
    assert report_length(length) % 512 == 0
    assert report_length(length) >= max(length, LETTER)
    assert (report_length(length) == LETTER) == (length <= LETTER)


def test_the_largest_file_fits_its_parts() -> None:
    sealed = file_length(MAX_FILE) + (file_length(MAX_FILE) // 65_536 + 1) * 16 + 1_000
    assert sealed <= MAX_PARTS * PART


def test_an_empty_file_is_padded_too() -> None:
    assert file_length(0) == LETTER
