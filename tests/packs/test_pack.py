"""A country pack is whole and honest, or it says which key of which file is wrong."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from amana.packs import PackFault, load, missing
from amana.packs.review import REVIEWED, renew, unread
from amana.wire.vocabulary import QUESTIONS

IRAQ = Path(__file__).parents[2] / "packs" / "iq"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(IRAQ, tmp_path / "iq"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_pack_of_iraq_loads_with_its_three_languages():
    pack = load(IRAQ)
    assert pack.codes == ("ar", "ckb", "en")
    assert pack.first.code == "ar"
    assert {language.direction for language in pack.languages} == {"rtl", "ltr"}


def test_every_answer_of_the_wire_has_its_words_in_every_language():
    pack = load(IRAQ)
    for name, question in QUESTIONS.items():
        for code in question.codes:
            for language in pack.codes:
                assert f"{name}.{code}" in pack.texts[language]


def test_her_page_asks_in_the_codes_of_the_wire():
    source = (IRAQ.parents[1] / "client/src/report/questions.ts").read_text(encoding="utf-8")
    asked = re.findall(r'question\("(\w+)", "([^"]+)"(.*)\),', source)
    assert {name for name, _, _ in asked} == set(QUESTIONS) - {"danger", "deadline"}
    for name, codes, more in asked:
        assert set(codes.split()) == set(QUESTIONS[name].codes)
        assert ("several: true" in more) == QUESTIONS[name].several


@pytest.mark.parametrize("word", ["ضحية", "فضيحة", "عار ", "قوربانی", "victim", "shame"])
def test_words_that_blame_her_are_not_used(word: str):
    for texts in load(IRAQ).texts.values():
        assert not [key for key, text in texts.items() if word in text.lower()]


def test_sorani_is_written_with_its_own_letters():
    for key, text in load(IRAQ).texts["ckb"].items():
        assert not re.search("[يكةىث]", text), key  # Arabic yeh, kaf, teh marbuta
        assert "\u06be" not in text, key


def test_a_missing_text_names_file_and_key(copy: Path):
    change(copy / "texts/ckb.toml", 'back = "گەڕانەوە"\n', "")
    with pytest.raises(PackFault, match=r"ckb\.toml:\d+: page\.back: is missing"):
        load(copy)


def test_a_lost_placeholder_names_file_and_key(copy: Path):
    change(copy / "texts/en.toml", '"Remove {name}"', '"Remove"')
    with pytest.raises(PackFault, match=r"files\.remove: must have the placeholders"):
        load(copy)


def test_a_text_that_shouts_is_refused(copy: Path):
    change(copy / "texts/en.toml", '"Delete it"', '"Delete it!"')
    with pytest.raises(PackFault, match=r"en\.toml:\d+: destroy\.yes"):
        load(copy)


def test_a_number_is_not_checked_without_a_name(copy: Path):
    text = (copy / "services.toml").read_text(encoding="utf-8")
    claimed = text.replace('state = "unverified"', 'state = "verified"', 1)
    (copy / "services.toml").write_text(claimed, encoding="utf-8")
    with pytest.raises(PackFault, match=r"service\[0\]\.state"):
        load(copy)


def test_p12_live_lists_texts_numbers_and_questions():
    lacking = missing(load(IRAQ))
    assert any(line.startswith("texts/ar.toml (ar)") for line in lacking)
    assert any("911" in line for line in lacking)
    assert any("complaint-430" in line for line in lacking)


def test_p12_a_review_lapses_when_the_file_changes(copy: Path):
    table = copy / "reviews.toml"
    row = table.read_text(encoding="utf-8").split("[[review]]")[1]
    read = row.replace('reviewer = ""', 'reviewer = "A Reader"').replace(
        'date = ""', "date = 2026-11-20"
    )
    read = read.replace("awaiting native review", REVIEWED)
    table.write_text(table.read_text(encoding="utf-8").replace(row, read), encoding="utf-8")
    pack = load(copy)
    assert ("texts/ar.toml", "ar") not in unread(copy, pack.codes, pack.reviews)

    _append(copy / "texts/ar.toml")
    renew(copy, pack.codes)
    again = load(copy)
    assert ("texts/ar.toml", "ar") in unread(copy, again.codes, again.reviews)


def _append(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")


def test_p12_a_check_of_a_number_grows_old(copy: Path):
    text = (copy / "services.toml").read_text(encoding="utf-8")
    head, first, rest = text.partition('state = "unverified"\nverified_on = ""\nverified_by = ""')
    assert first
    checked = 'state = "verified"\nverified_on = 2026-11-01\nverified_by = "A Caller"'
    (copy / "services.toml").write_text(head + checked + rest, encoding="utf-8")
    pack = load(copy)
    assert not any("07502008179" in line for line in missing(pack, today=date(2026, 11, 23)))
    assert any("07502008179" in line for line in missing(pack, today=date(2027, 3, 1)))
