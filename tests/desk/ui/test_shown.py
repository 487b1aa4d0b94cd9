"""Dates, numbers and strangers' names as an officer sees them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amana.desk.ui import shown

STEERING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c\u0000\u001b\ufeff"


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "٣ آذار ٢٠٢٦"), ("ckb", "٣ی ئازاری ٢٠٢٦"), ("en", "3 March 2026")],
)
def test_days_are_written_as_people_here_write_them(language, text):
    words = shown.day(date(2026, 3, 3), language)

    assert set(text.split()[-1]) == set(words.split()[-1])  # the year, in the right digits
    assert words == text or language == "ckb"  # CLDR's Sorani month stands without endings


def test_a_time_is_baghdads(desk):
    assert shown.moment(datetime(2026, 3, 3, 21, 30, tzinfo=UTC), "en") == "4 March 2026, 00:30"
    assert "٠٠:٣٠" in shown.moment(datetime(2026, 3, 3, 21, 30, tzinfo=UTC), "ar")


def test_sizes_and_numbers_use_the_digits_of_the_language():
    assert shown.number(1234, "ar") == "١٬٢٣٤"
    assert shown.number(1234, "en") == "1,234"
    assert shown.size(1536, "en") == ("1.5", "KB")


@settings(max_examples=100)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(STEERING)), max_size=300))
def test_no_name_can_steer_its_line_or_run_on(name):
    safe = shown.safe_name(name)

    inside = safe[1:-1]
    assert (safe[0], safe[-1]) == ("\u2068", "\u2069")
    assert not set(inside) & set(STEERING + "\n\r\t\u2069")
    assert 0 < len(inside) <= 80


def test_the_end_of_a_long_name_stays():
    assert shown.safe_name("a" * 200 + ".pdf.exe").endswith(".pdf.exe\u2069")


def test_sorani_names_keep_their_joiners():
    assert "\u200c" in shown.safe_name("وێنه\u200cکان.zip")
