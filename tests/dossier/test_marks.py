"""What cannot be seen or drawn is shown as a mark; what can be drawn stays exactly as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.dossier.glyphs import drawn_by
from amana.dossier.isolates import BREAK, isolate, name, own_direction, prose, unbroken
from amana.dossier.marks import FSI, LRI, PDI, SELECTORS, unmistakable, visible

RLO = "\u202e"


@pytest.mark.parametrize(
    "text",
    [
        "إذا ما تدفعين 500 دولار",
        "ڕ ڵ ێ ۆ ە ھ پ چ ژ گ نا\u200cکات",
        "مَرْحَباً",
        "Ü ğ ı Ş é a\u0301",
        "ܫܠܡܐ",
        "😂🔪❤\ufe0f 𝓑𝓪𝓭",
        "# // @ $ * \\ _x_ `y` <b>",
    ],
)
def test_letters_of_all_who_write_here_stay(text: str) -> None:
    """Given Arabic, Sorani, Turkish, Syriac, emoji and decorated letters; then not a character changes."""
    assert visible(text) == text


def test_a_name_that_turns_the_line_is_shown_as_it_is() -> None:
    """Given a file name that hides its ending behind RLO; then the reader sees the mark and the true order."""
    shown = unmistakable(f"photo{RLO}gpj.exe")
    assert shown == f"photo{LRI}⟨RLO⟩{PDI}gpj.exe"
    assert RLO not in own_direction(f"a{RLO}b")
    assert RLO not in prose(f"a{RLO}b")


def test_an_unseen_joiner_in_a_handle_is_seen() -> None:
    """Given two handles that differ by a joiner; then they do not look alike in print."""
    assert "⟨ZWNJ⟩" in isolate("bad\u200cuser")
    assert "⟨U+200B⟩" not in isolate("baduser")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("漢", "⟨U+6F22⟩"),
        ("\x00", "⟨U+0000⟩"),
        ("\ue000", "⟨U+E000⟩"),
        ("\ud83d", "⟨U+D83D⟩"),
        ("\u2028", "⟨U+2028⟩"),
        ("ب\u0301", "⟨U+0301⟩"),
        ("⟨RLO⟩", "⟨U+27E8⟩"),  # her own brackets must not look like a mark of ours
    ],
)
def test_what_no_font_draws_is_named(text: str, marks: str) -> None:
    """Given a character that cannot be printed; then its number stands there instead of an empty box."""
    assert marks in visible(text)


def test_selectors_stay_behind_pictures_alone() -> None:
    """Given a selector behind a heart and one behind a letter; then the first is left and the second named."""
    assert visible("❤\ufe0f") == "❤\ufe0f"
    assert "⟨U+FE0F⟩" in visible("a\ufe0f")


def test_heaped_signs_do_not_cover_other_lines() -> None:
    """Given forty signs on one letter; then four are drawn and the others named."""
    assert visible("a" + "\u0301" * 40).count("⟨U+0301⟩") == 36


@given(st.text())
def test_nothing_is_dropped(text: str) -> None:
    """Given any text; then every character of it is there, or its mark is."""
    shown = unmistakable(text)
    plain = shown.replace(LRI, "").replace(PDI, "")
    assert len(plain) >= len(text)
    assert all(ord(each) in drawn_by("") | SELECTORS for each in plain)


@pytest.mark.parametrize("filtered", [isolate, name, prose, own_direction, unbroken])
def test_directions_are_closed(filtered: object) -> None:
    """Given text full of open controls; then what comes out opens and closes as often, on every line."""
    assert callable(filtered)
    for line in filtered(f"{FSI}x {LRI}y\u202b z\n+964 770 000 0000 {RLO}").split("\n"):
        assert line.count(LRI) + line.count(FSI) == line.count(PDI)


def test_numbers_keep_their_order_inside_arabic() -> None:
    """Given a phone number in a sentence; then it is one isolated run whose groups stay together."""
    sentence = prose("اتصل على +964 770 000 0000، ثم")
    assert f"{LRI}+964\u00a0770\u00a0000\u00a00000{PDI}،" in sentence
    assert f"{LRI}٠٧٧٠\u00a0٠٠٠\u00a0٠٠٠٠{PDI}" in prose("رقم ٠٧٧٠ ٠٠٠ ٠٠٠٠")


def test_long_words_may_break_but_not_inside_a_letter() -> None:
    """Given a word without end; then it has places to break, and joined Arabic letters stay joined there."""
    assert BREAK in isolate("T" + "x" * 60)
    assert f"\u200d{BREAK}\u200d" in prose("ه" * 60)
    assert f"{BREAK}\u0301" not in prose("a\u0301" * 60)
    assert BREAK not in unbroken("0" * 64)
