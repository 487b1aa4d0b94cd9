"""A facilitator's sheet is one A4 page in every language, and on that page stands nothing else."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from amana.packs import load
from amana.packs.guides import read_library
from amana.site.addresses import Addresses
from tests.site.instances import IRAQ, built
from tests.site.served import ours

PACK = load(IRAQ)
LIBRARY = read_library(PACK)
LESSONS = [row.id for row in LIBRARY.rows if row.template == "lesson"]


@pytest.fixture(scope="module")
def paper(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[tuple[str, Browser]]:
    with ours(built(tmp_path_factory.mktemp("sheets") / "site")) as origin:
        yield origin, chromium


def lesson(paper: tuple[str, Browser], id: str, code: str, *, scripts: bool) -> Page:
    origin, browser = paper
    page = browser.new_context(java_script_enabled=scripts).new_page()
    page.goto(f"{origin}/{Addresses(PACK, LIBRARY).guide(id, code)}")
    return page


def test_there_are_the_six_lessons() -> None:
    wanted = {"phishing", "codes", "rescuer", "support-call", "selfcheck", "no-harm"}
    assert set(LESSONS) == wanted


@pytest.mark.parametrize("code", PACK.codes)
@pytest.mark.parametrize("id", LESSONS)
def test_a_sheet_is_one_page_of_paper(paper: tuple[str, Browser], id: str, code: str) -> None:
    page = lesson(paper, id, code, scripts=False)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert re.search(rb"/MediaBox \[0 0 59[45]\.?\d* 84[12]", printed)  # A4 in points
    page.emulate_media(media="print")
    sheet = page.locator(".sheet").inner_text().split()
    assert len(sheet) > 100
    assert page.locator("body").inner_text().split() == sheet
    page.context.close()


@pytest.mark.parametrize("code", PACK.codes)
def test_the_button_prints(paper: tuple[str, Browser], code: str) -> None:
    page = lesson(paper, "codes", code, scripts=True)
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.reload()
    page.locator("button[data-do=print]").click()
    page.wait_for_function("document.title === 'printed'")
    page.context.close()
