"""The country's words for a dossier: dated, sourced, whole in every language, and claiming nothing that nobody confirmed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from amana.packs import PackFault, faults, load, missing
from amana.packs.dossier import Unfilled
from tests.packs.small import IRAQ, TODAY, change

LATER = date(2028, 1, 1)
BLANK = 'state = "unverified"\nverified_on = ""\nverified_by = ""'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(IRAQ, tmp_path / "iq"))


def explainer(folder: Path, code: str = "en") -> Path:
    return folder / "dossier" / "explainers" / "telegram" / f"{code}.md"


def said(folder: Path, *, today: date = TODAY) -> list[str]:
    return [str(fault) for fault in faults(load(folder), today=today)]


@pytest.mark.parametrize("jurisdiction", ["federal", "kri"])
def test_a_lawyer_finds_courts_requests_and_warnings_of_her_jurisdiction(jurisdiction: str):
    texts = load(IRAQ).dossier
    for rows in (texts.courts_of(jurisdiction), texts.requests_of(jurisdiction)):
        assert rows and all(jurisdiction in row.jurisdictions for row in rows)
    assert {one.shown for one in texts.exposures_of(jurisdiction, shown="sentence")} == {"sentence"}


def test_where_both_sides_claim_a_place_the_courts_of_both_stand():
    texts = load(IRAQ).dossier
    there = {court.id for court in texts.courts_of("disputed")}
    assert {"cassation-federal", "cassation-kri"} <= there
    assert "cassation-kri" not in {court.id for court in texts.courts_of("federal")}


def test_each_platform_of_a_case_is_explained_once():
    texts = load(IRAQ).dossier
    found = texts.explainers_of({"facebook_messenger", "messenger", "wallet", "in_person"}, "ar")
    assert [one.id for one in found] == ["facebook", "wallet"]
    assert all(one.language == "ar" for one in found)


def test_a_request_is_filled_and_a_value_is_never_read_as_a_gap():
    letter = next(one for one in load(IRAQ).dossier.requests if one.id == "operator-subscriber")
    values = {"provider": "{period}", "identifiers": "+9647700000000", "period": "May"}
    text = letter.filled("en", values)
    assert "write to {period} to state" in text and "+9647700000000" in text and "for May" in text


@pytest.mark.parametrize("lacking", ["", "   "])
def test_a_request_with_a_gap_is_not_written(lacking: str):
    letter = next(one for one in load(IRAQ).dossier.requests if one.id == "operator-subscriber")
    with pytest.raises(Unfilled, match="operator-subscriber: identifiers"):
        letter.filled("ar", {"provider": "a", "period": "b", "identifiers": lacking})


def test_p12_live_names_each_row_that_no_lawyer_confirmed():
    lacking = missing(load(IRAQ), today=TODAY)
    for one in load(IRAQ).dossier.rows():
        assert any(one.row.id in line and "confirmed by a lawyer" in line for line in lacking)


def test_p12_texts_for_courts_await_a_reader_in_each_language():
    lacking = missing(load(IRAQ), today=TODAY)
    for name in ("requests.toml", "exposure.toml"):
        for code in ("ar", "ckb", "en"):
            assert any(line.startswith(f"dossier/{name} ({code}) awaits") for line in lacking)
    assert any(line.startswith("dossier/explainers/viber/ckb.md (ckb) awaits") for line in lacking)


def test_p12_a_confirmation_lasts_a_year(copy: Path):
    confirmed = 'state = "verified"\nverified_on = 2026-11-01\nverified_by = "A Lawyer"'
    change(copy / "dossier" / "courts.toml", BLANK, confirmed)
    assert not any("investigating-judge" in line for line in missing(load(copy), today=TODAY))
    assert said(copy) == []
    (old,) = [line for line in said(copy, today=LATER) if "courts.toml" in line]
    assert "courts.toml:12: court[0].verified_on: was 2026-11-01" in old


def test_an_explanation_past_its_date_is_a_fault(copy: Path):
    found = [line for line in said(copy, today=LATER) if "telegram" in line]
    assert len([line for line in found if "explainers/telegram/" in line]) == 3
    assert all("check the facts again" in line for line in found)


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("courts.toml", 'source = ["https', 'sources = ["https', r"court\[0\]\.sources"),
        ("courts.toml", '"federal", "kri"]', '"disputed"]', r"court\[0\]\.jurisdictions"),
        ("courts.toml", 'id = "investigation"', 'id = "investigating-judge"', r"court\[1\]\.id"),
        ("courts.toml", 'verified_by = ""', 'verified_by = "A"', r"court\[0\]\.verified_by"),
        ("courts.toml", "seen = 2026-11-26", 'seen = ""', r"court\[0\]\.seen"),
        ("courts.toml", ', en = "The competent investigating judge"', "", r"court\[0\]\.name"),
        ("courts.toml", "The competent investigating", "<b>The", r"court\[0\]\.name\.en"),
        ("courts.toml", "The competent investigating", "The \u202e", r"court\[0\]\.name\.en"),
        ("requests.toml", "state the subscriber", "state {who}", r"request\[0\]\.text\.en"),
        ("requests.toml", "for {period}, without", "without", r"request\[0\]\.text\.en"),
        ("requests.toml", 'needs = ["phone"]', 'needs = ["photo"]', r"request\[0\]\.needs"),
        ("requests.toml", 'kind = "letter"', 'kind = "arrest"', r"request\[0\]\.kind"),
        ("elements.toml", 'id = "threat"', 'id = "demand"', "element"),
        ("elements.toml", 'support = { ar = "ا', 'support = { ar = "{exhibits} ا', r"support\.ar"),
        ("exposure.toml", 'shown = "always"', 'shown = "never"', r"exposure\[0\]\.shown"),
        ("exposure.toml", 'to_her = { ar = "', f'to_her = {{ ar = "{"كلمة " * 91}', r"to_her\.ar"),
        ("dossier.toml", "checked_days = 365", "checked_days = 0", "checked_days"),
        ("dossier.toml", 'covers = ["instagram"]', 'covers = ["facebook"]', r"explainer\[1\]"),
        ("dossier.toml", 'id = "disputed"', 'id = "kri"', r"jurisdiction\[2\]\.id"),
    ],
)
def test_a_faulty_row_is_named_with_its_line(copy: Path, file: str, old: str, new: str, key: str):
    change(copy / "dossier" / file, old, new)
    with pytest.raises(PackFault, match=rf"{file}:\d+: .*{key}"):
        load(copy)


@pytest.mark.parametrize(
    ("code", "old", "new", "what"),
    [
        ("en", "expires = 2027-05-26\n", "", "expires"),
        ("en", "expires = 2027-05-26", "expires = 2026-01-01", "must be after checked_on"),
        ("en", "\n## False accounts\n", "\n", "ar.md has heading here"),
        ("ckb", "## هەژماری ساختە", "پێشەوە\n\n## هەژماری ساختە", "ar.md has heading here"),
        ("ckb", "checked_on = 2026-11-26", "checked_on = 2026-11-20", "is not that of ar.md"),
        ("en", "Ordinary chats", "![a](b) Ordinary chats", "text"),
        ("en", "Telegram carries", "![a](b) Telegram carries", "lead: exclamation"),
        ("en", "Ordinary chats", "**Ordinary** chats", "plain"),
        ("en", "Ordinary chats", "- Ordinary chats", "only ## headings and paragraphs"),
        ("en", "Ordinary chats", "word " * 200 + "chats", "fit its one page"),
        ("en", "Ordinary chats", "https://example.org chats", "addresses"),
        ("en", 'source = ["', 'picture = "x"\nsource = ["', "picture"),
    ],
)
def test_a_faulty_explanation_is_named_with_its_line(
    copy: Path, code: str, old: str, new: str, what: str
):
    change(explainer(copy, code), old, new)
    with pytest.raises(PackFault, match=rf"telegram/{code}\.md.*{what}"):
        load(copy)


def test_a_missing_language_and_a_stray_file_are_faults(copy: Path):
    explainer(copy, "ckb").unlink()
    with pytest.raises(PackFault, match=r"telegram/ckb\.md"):
        load(copy)
    shutil.copy(explainer(copy), explainer(copy, "ckb").with_name("fr.md"))
    with pytest.raises(PackFault, match=r"telegram/fr\.md.*is named explainers/ID/LANGUAGE"):
        load(copy)


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "This is terrorism."), ("ar", "هذه جريمة إرهابية."), ("ckb", "ئەمە تیرۆریستییە.")],
)
def test_p12_the_label_that_can_end_in_death_is_never_proposed(copy: Path, code: str, words: str):
    file = explainer(copy, code)
    file.write_text(file.read_text(encoding="utf-8").rstrip() + f" {words}\n", encoding="utf-8")
    line = len(file.read_text(encoding="utf-8").splitlines())
    (found,) = said(copy)
    assert found.startswith(f"{file}:{line}: telegram: ")


def test_p12_no_text_says_that_an_element_is_met(copy: Path):
    file = copy / "dossier" / "elements.toml"
    change(file, "The message itself with", "The element is met by the message itself with")
    (found,) = said(copy)
    assert f"{file}:" in found and "element[0].support.en" in found


def test_what_is_read_to_her_has_the_style_of_her_pages(copy: Path):
    change(
        copy / "dossier" / "exposure.toml", "These papers do not", "Do not feel shame. They do not"
    )
    (found,) = said(copy)
    assert "exposure[0].to_her.en: “shame*”" in found
