"""A fault in the lexicon names its line; what no native speaker has read is counted as such."""

from datetime import date
from pathlib import Path

import pytest

from amana.matching.highlights import Tag
from amana.packs.faults import PackFault
from amana.packs.lexicon import LANGUAGES, read_lexicon
from tests.packs.small import IRAQ, change

ENTRY = """version = 1

[[entry]]
id = "en-one"
tag = "threat"
language = "en"
pattern = "post * photos"
unless = ["wedding"]
note = "A note."
source = "own wording"
reviewer = ""
date = ""
state = "awaiting native review"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "lexicon.toml"
    made.write_text(ENTRY, encoding="utf-8")
    return made


def test_iraqs_lexicon_has_every_tag_in_every_language():
    table = read_lexicon(IRAQ / "lexicon.toml")
    held = {(word.entry.language, word.entry.tag) for word in table.words}
    assert held == {(language, tag) for language in LANGUAGES for tag in Tag}


def test_an_entry_is_read_with_its_review(file: Path):
    change(file, 'reviewer = ""', 'reviewer = "A Name"')
    change(file, 'date = ""', "date = 2026-11-20")
    change(file, '"awaiting native review"', '"reviewed"')
    (word,) = read_lexicon(file).words
    assert (word.entry.tag, word.entry.unless) == (Tag.THREAT, ("wedding",))
    assert (word.reviewer, word.date) == ("A Name", date(2026, 11, 20))
    assert read_lexicon(file).unread == ()
    assert read_lexicon(file).lexicon(live=True).highlights("post your photos")


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("version = 1", "version = 2", 1, "must be 1"),
        ('id = "en-one"', 'id = "One"', 4, "small letters"),
        ('tag = "threat"', 'tag = "menace"', 5, "is none of"),
        ('language = "en"', 'language = "fr"', 6, "is none of"),
        ('"post * photos"', '"* photos"', 7, "must begin and end with a word"),
        ('"post * photos"', '"post (photos"', 7, "is no word"),
        ('"post * photos"', '"*post *photos"', 7, "three letters"),
        ('["wedding"]', '["wed-ding"]', 8, "is no word"),
        ('["wedding"]', '"wedding"', 8, "list of texts"),
        ('note = "A note."', 'note = ""', 9, "not empty"),
        ('note = "A note."', 'not = "A note."', 9, "is none of"),
        ('reviewer = ""', 'reviewer = "A Name"', 11, "a name and a date"),
        ('"awaiting native review"', '"reviewed"', 11, "a name and a date"),
    ],
)
def test_a_fault_names_its_line_and_the_mend(file: Path, old: str, new: str, line: int, what: str):
    change(file, old, new)
    with pytest.raises(PackFault, match=what) as fault:
        read_lexicon(file)
    assert str(fault.value).startswith(f"{file}:{line}: ")


def test_an_id_stands_once(file: Path):
    file.write_text(ENTRY + ENTRY.split("\n", 2)[2], encoding="utf-8")
    with pytest.raises(PackFault, match="stands once") as fault:
        read_lexicon(file)
    assert fault.value.line == 15
