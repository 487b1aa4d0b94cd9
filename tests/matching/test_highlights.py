"""Lines are marked as suggestions, in the original's own places; ordinary ones are left alone when that is cheap."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amana.matching.highlights import Entry, Lexicon, Tag
from amana.matching.normal.text import index
from amana.matching.pattern import BadPattern, Pattern
from amana.packs.lexicon import LANGUAGES, read_lexicon
from tests.matching.lines import HELD_BACK, LINES, Line

TABLE = read_lexicon(Path(__file__).parents[2] / "packs" / "iq" / "lexicon.toml")
IRAQ = TABLE.lexicon(live=False)


def marked(pattern: str, text: str, *, unless: str = "", language: str = "en") -> list[str]:
    entry = Entry("one", Tag.THREAT, language, pattern, (unless,) if unless else ())
    return [text[one.start : one.end] for one in Lexicon([entry]).highlights(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "place"),
    [
        ("post * photos", "I will POST all your photos.", "POST all your photos"),
        ("post|share photos", "share photos", "share photos"),
        ("photo*", "Photographs!", "Photographs"),
        ("pay #", "pay 1,500 now", "pay 1,500"),
        ("pay #", "pay $٥٠٠", "pay $٥٠٠"),
        ("or_else", "now, or  else…", "or  else"),
        ("don't", "DON’T do it", "DON’T"),
    ],
)
def test_a_pattern_reads_as_it_is_explained(pattern: str, text: str, place: str):
    assert marked(pattern, text) == [place]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("post * photos", "post one two three four five photos"),  # the gap is four words
        ("post * photos", "I sent the post. Your photos came"),  # the sentence ended
        ("post * photos", "post\nphotos"),  # another line
        ("post * photos", "photos, then post"),  # the other order
        ("photo", "photos"),  # whole words
        ("pay #", "pay many"),
    ],
)
def test_a_pattern_marks_no_more(pattern: str, text: str):
    assert marked(pattern, text) == []


def test_unless_keeps_ordinary_lines_out():
    assert marked("post * photos", "post the wedding photos", unless="wedding") == []
    assert marked("post * photos", "post the private photos", unless="wedding")


def test_arabic_is_found_behind_the_letters_that_are_written_onto_a_word():
    for text in ("انشر صورك", "وانشر صورك", "رح أنشُـــر صُوَرك", "حانشر الصورك"):
        assert marked("انشر صورك", text, language="ar-IQ"), text


def test_the_place_is_the_originals_with_all_its_marks():
    assert marked("انشر صورج", "\u200fراح أنـشُر صـورچ!", language="ar-IQ") == ["أنـشُر صـورچ"]


@pytest.mark.parametrize(
    "pattern", ["", "*", "* post", "post *", "*post", "po-st", "a*", "#", "post||share", "( x"]
)
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str):
    with pytest.raises(BadPattern):
        Pattern(pattern, language="en")


@pytest.mark.parametrize(
    "text",
    [
        "pay the electricity bill before 24th",
        "post the wedding photos",
        "ادفعي فاتورة الكهرباء قبل ٢٤ الشهر",
        "پارەی کارەبا هەتا سبەی بدە",
        "Wêneyên dawetê parve bike",
    ],
)
def test_what_a_first_lexicon_marked_wrongly_is_not_marked(text: str):
    assert IRAQ.highlights(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "do what I say or it reaches your father",
        "سوي اللي اكلج لو يوصل لابوج",
        "ئەوەی پێت دەڵێم بیکە ئەگینا دەگاتە باوکت",
    ],
)
def test_the_veiled_threat_that_a_first_lexicon_missed_is_marked(text: str):
    assert {Tag.THREAT, Tag.DEMAND} <= {one.tag for one in IRAQ.highlights(text)}


def rates(lines: tuple[Line, ...]) -> tuple[float, float]:
    """Of the tags given: the part that is right; of the tags that belong: the part that was given."""
    given = [(line, one.tag) for line in lines for one in IRAQ.highlights(line.text)]
    tags = {(line, tag) for line, tag in given}
    right = {(line, tag) for line, tag in tags if tag in line.tags}
    return len(right) / len(tags), len(right) / sum(len(line.tags) for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_of_the_lexicon_does_not_make_it_worse(language: str):
    """On lines of our own: the floor holds what was reached, not how it does on real chats."""
    precision, recall = rates(tuple(line for line in LINES if line.language == language))
    assert precision >= 0.9
    assert recall >= 0.8


def test_lines_are_many_and_in_every_language():
    assert len(LINES) >= 120
    assert {line.language for line in (*LINES, *HELD_BACK)} == set(LANGUAGES)
    assert not {line.text for line in LINES} & {line.text for line in HELD_BACK}


def test_live_mode_uses_nothing_that_no_native_speaker_has_read():
    assert len(TABLE.unread) == len(TABLE.words)
    assert TABLE.lexicon(live=True).highlights("I will post all your pics") == []


@cache
def expression(source: str, language: str) -> re.Pattern[str]:
    return re.compile(Pattern(source, language=language).expression)


def brute(text: str) -> set[Tag]:
    """Tags by every pattern in turn, without looking at how words begin."""
    form = index(text).text
    tags = set()
    for entry in IRAQ.entries:
        hit, *unless = (
            expression(one, entry.language).search(form) for one in (entry.pattern, *entry.unless)
        )
        if hit and not any(unless):
            tags.add(entry.tag)
    return tags


@pytest.mark.parametrize("line", [*LINES, *HELD_BACK], ids=lambda line: line.text)
def test_the_short_way_to_the_entries_loses_none(line: Line):
    for text in (line.text, f"و{line.text}", line.text.upper(), line.text.replace(" ", ", وال")):
        assert {one.tag for one in IRAQ.highlights(text)} == brute(text)


TEXTS = st.lists(
    st.sampled_from([word for line in LINES for word in line.text.split()])
    | st.sampled_from(["\u200f", "\u0640", "\n", ".", "ﷺ", "\ud800", "*", "#"])
    | st.characters(),
    max_size=40,
).map(" ".join)


@given(TEXTS)
def test_no_text_stops_it_and_marks_of_one_tag_do_not_overlap(text: str):
    ends: dict[Tag, int] = {}
    for one in IRAQ.highlights(text):
        assert 0 <= one.start < one.end <= len(text)
        assert one.start >= ends.get(one.tag, 0)
        ends[one.tag] = one.end


@pytest.mark.parametrize("piece", ["post ", "a", "انشر ", "pay 1 ", "or ", "لو ", "و", "you "])
def test_a_long_hostile_text_ends(piece: str):
    text = piece * (20_000 // len(piece))
    assert all(one.end <= len(text) for one in IRAQ.highlights(text))
