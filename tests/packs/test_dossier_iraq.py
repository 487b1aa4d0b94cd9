"""What Iraq's texts for a dossier may and may not say."""

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from amana.dossier.pdf import make
from amana.dossier.snapshot import Block, BlockStyle, Snapshot
from amana.dossier.snapshot import Explainer as Printed
from amana.packs import load
from amana.packs.dossier import Explainer
from amana.packs.dossier.element import ELEMENTS
from amana.packs.dossier.wording import written
from amana.packs.skeleton import new_pack
from amana.wire.vocabulary import QUESTIONS
from tests.packs.small import IRAQ, TODAY

TEXTS = load(IRAQ).dossier
ONLINE = set(QUESTIONS["channel"].codes) - {"in_person", "other", "imo"}
CODES = ("ar", "ckb", "en")


def paper(ids: list[str], code: str) -> int:
    """How many pages a dossier has that holds nothing but these explanations."""
    sheets = [TEXTS.explainers[id, code] for id in ids]
    return make(
        Snapshot(
            case="K-0000",
            language=code,
            made_on=datetime(2026, 11, 26, tzinfo=UTC),
            desk="A synthetic desk",
            officers=("O-1",),
            jurisdiction=TEXTS.jurisdictions["federal"][code],
            explainers=tuple(map(printed, sheets)),
        )
    ).pages


def printed(sheet: Explainer) -> Printed:
    lead = Block(style=BlockStyle.PARAGRAPH, text=sheet.lead)
    blocks = (Block(style=BlockStyle(one.style), text=one.text) for one in sheet.blocks)
    return Printed(
        platform=sheet.id,
        title=sheet.title,
        blocks=(lead, *blocks),
        sources=sheet.source,
        dated=sheet.checked_on,
    )


def words(code: str) -> list[str]:
    return [text for _, _, _, text in written(TEXTS, IRAQ / "dossier", code)]


def test_every_channel_of_a_report_has_its_page():
    covered = {code for sheet in TEXTS.sheets for code in sheet.covers}
    assert covered >= ONLINE | {"wallet", "transfer", "phone", "email"}


def test_the_six_elements_stand_in_their_order():
    assert tuple(one.id for one in TEXTS.elements) == ELEMENTS


def test_the_requests_that_protect_her_are_there():
    ids = {one.id for one in TEXTS.requests}
    assert ids >= {"closed-session", "exclude-party", "protection-58", "pictures-family"}
    assert ids >= {"filing-by-proxy", "device-seizure", "platform-preserve", "wallet-holder"}


def test_p12_every_request_tells_the_lawyer_what_to_ask_first():
    for one in TEXTS.requests:
        assert "awyer" in one.note["en"] or one.kind == "pictures", one.id
        assert one.provenance.source


@pytest.mark.parametrize("id", ["adultery", "same-sex", "paid-sex", "own-pictures", "own-words"])
def test_p11_a_sentence_that_could_be_held_against_her_has_its_warning(id: str):
    (one,) = [row for row in TEXTS.exposures if row.id == id]
    assert one.shown == "sentence" and set(one.to_her) == set(CODES)


def test_p11_before_any_dossier_she_hears_of_false_reports_and_that_he_learns():
    for jurisdiction in ("federal", "kri", "disputed"):
        shown = {one.id for one in TEXTS.exposures_of(jurisdiction, shown="always")}
        assert shown >= {"he-learns", "false-report", "copies", "reaches-relatives"}


def test_p11_each_warning_leaves_the_decision_to_her():
    asked = re.compile(r"\?|You decide|we can stop|we choose with you")
    assert [one.id for one in TEXTS.exposures if not asked.search(one.to_her["en"])] == []


def test_p10_no_request_hands_over_a_picture():
    handed = re.compile(r"attach|annex|hand over|submit", re.IGNORECASE)
    texts = [one.text["en"] for one in TEXTS.requests if one.kind == "pictures"]
    assert texts and not [text for text in texts if handed.search(text)]


@pytest.mark.parametrize("code", CODES)
def test_p12_no_text_proposes_a_charge_of_terror_or_calls_an_element_met(code: str):
    refused = re.compile(r"terror|[إا]رهاب|تیرۆر|\bis met\b|متحقق", re.IGNORECASE)
    assert [text for text in words(code) if refused.search(text)] == []


def test_sorani_is_written_with_its_own_letters():
    for text in words("ckb"):
        assert not re.search("[يكةىثھ]", text), (
            text
        )  # Arabic yeh, kaf, teh marbuta; heh doachashmee


def test_arabic_is_written_with_its_own_letters():
    for text in words("ar"):
        assert not re.search("[یکەڕڵۆێ]", text), text


@pytest.mark.parametrize("code", ["ar", "ckb"])
def test_numbers_in_running_text_have_the_digits_of_the_language(code: str):
    for text in words(code):
        assert not re.search(r"(?<![A-Za-z./=?@-])[0-9]", text), text


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_in_one_unicode_form(code: str):
    assert all(unicodedata.is_normalized("NFC", text) for text in words(code))


def test_an_explanation_says_what_a_screenshot_does_not_prove_and_how_a_judge_asks():
    for (id, code), one in TEXTS.explainers.items():
        if code == "en":
            headings = [block.text for block in one.blocks if block.style == "heading"]
            assert len(headings) == 8, id
            assert "How a judge asks" in headings
            assert any(
                text.startswith("What a screenshot") or "receipt" in text for text in headings
            )


@pytest.mark.parametrize("code", CODES)
def test_each_explanation_fits_one_page_of_the_paper(code: str):
    alone = {sheet.id: paper([sheet.id], code) for sheet in TEXTS.sheets}
    assert len(set(alone.values())) == 1, alone  # also under the heading of its part
    together = paper([sheet.id for sheet in TEXTS.sheets], code)
    assert together - min(alone.values()) == len(TEXTS.sheets) - 1


def test_another_country_begins_with_the_elements_alone(tmp_path: Path):
    pack = new_pack(tmp_path / "zz", country="zz", like=IRAQ, languages=("en", "ar"), today=TODAY)
    texts = pack.dossier
    assert not (texts.courts or texts.requests or texts.exposures or texts.sheets)
    assert tuple(one.id for one in texts.elements) == ELEMENTS
    assert all(row.row.provenance.verified_on is None for row in texts.rows())
