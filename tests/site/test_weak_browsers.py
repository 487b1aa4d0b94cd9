"""Browsers that lack something: it works all the same, or the page says plainly what to do. Nobody meets an empty page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from amana.cli.keys.words import WordList
from amana.packs import load
from amana.packs.guides import read_library
from amana.seal.receipt import Receipt
from amana.site.addresses import Addresses
from amana.wire.requests import REPORT, UPLOAD
from tests.journeys.people.survivor import Survivor
from tests.site import lacking
from tests.site.conftest import CHROMIUM, FLAGS, Place
from tests.site.her import sees_number
from tests.site.instances import IRAQ

pytestmark = pytest.mark.browser
STORY = "Synthetic words of a weak browser 31"


@contextmanager
def another(browser: Browser, flag: str) -> Iterator[Browser]:
    """Chromium started with one flag more."""
    started = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS.split(), flag])
    try:
        yield started
    finally:
        started.close()


def in_workers_too(context: BrowserContext, script: str) -> None:
    """An init script does not reach workers: their own script gets it before its first line."""

    def before(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=script + answer.text())

    for name in ("stretch", "work", "file"):
        context.route(f"**/client/{name}*.js", before)


def to_whom(her: Survivor) -> None:
    her.says(STORY)
    her.press("left.all")
    her.limits()
    her.chooses_the_desk()


def reports(her: Survivor, file: Path) -> list[str]:
    """With one file, to the line that it has arrived."""
    file.write_bytes(b"synthetic line\n" * 20_000)
    to_whom(her)
    things = her.sends([file])
    her.picks_two_again(things)
    her.sees_files_arrive()
    return things


def returns(back: Survivor, things: list[str]) -> None:
    back.enters(things)
    back.sees("box.waiting")


def whole(browser: Browser, place: Place, tmp_path: Path, *, without: str = "") -> list[str]:
    """Report and return in a browser that lacks something; the addresses that it asked."""
    asked = []
    her = Survivor(browser, place.address, "ckb", without=[without] if without else [])
    if without:
        in_workers_too(her.context, without)
    things = reports(her, tmp_path / "line.txt")
    asked += her.asked
    her.leaves()
    back = Survivor(browser, place.address, "en", without=[without] if without else [])
    if without:
        in_workers_too(back.context, without)
    back.enters(things, written_in="ckb")
    back.sees("box.waiting")
    asked += back.asked
    assert her.complaints + back.complaints == []
    back.leaves()
    return [address.rsplit("/", 1)[-1].split(".")[0] for address in asked]


def test_without_webassembly_it_is_slower_and_works(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    asked = whole(chromium, place, tmp_path, without=lacking.NO_WEBASSEMBLY)
    assert "stretchPlain" in asked and "stretch" not in asked


def test_where_webassembly_gets_no_memory_plain_script_does_it(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    with another(chromium, lacking.LITTLE_MEMORY) as browser:
        asked = whole(browser, place, tmp_path)
    assert {"stretch", "stretchPlain"} <= set(asked)


def test_without_curves_in_the_browser_the_script_with_them_is_fetched(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    assert "curves" in whole(chromium, place, tmp_path, without=lacking.NO_CURVES)


def test_with_storage_denied_nothing_is_missed(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    assert "curves" not in whole(chromium, place, tmp_path, without=lacking.STORAGE_DENIED)


def test_the_oldest_browser_that_is_promised_has_enough(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    whole(chromium, place, tmp_path, without=lacking.OLDEST)


def test_without_workers_the_page_stays_the_one_without_scripts(
    chromium: Browser, place: Place
) -> None:
    page = _opened(chromium, place, without=lacking.NO_WORKER)
    _says_what_can_be_done(page)


def test_a_browser_too_old_for_the_scripts_is_told_so_and_gets_the_numbers(
    chromium: Browser, place: Place
) -> None:
    # Too old for modules: nothing runs at all.
    _says_what_can_be_done(_opened(chromium, place, blocked="**/client/*.js"))
    # Old enough for the small script and too old for the large one.
    page = _opened(chromium, place)
    page.route("**/client/app.*.js", lambda route: route.fulfill(body=NOT_YET, content_type=JS))
    _says_what_can_be_done(page)
    page.locator(".languages a[lang=en]").click()
    page.wait_for_selector("html[lang=en] main.home")
    _says_what_can_be_done(page, "en")


NOT_YET = "export const open = () => { await using what = comes(later); }"
JS = "text/javascript"


def _opened(browser: Browser, place: Place, *, without: str = "", blocked: str = "") -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    if without:
        context.add_init_script(without)
    if blocked:
        context.route(blocked, lambda route: route.abort())
    page = context.new_page()
    page.goto(place.address + "/")
    return page


def _says_what_can_be_done(page: Page, language: str = "ar") -> None:
    """A sentence where she pressed, the numbers where she looks for help, and a way to leave."""
    texts = load(IRAQ).texts[language]
    for way in ("tell", "return"):
        page.locator(f"#{way} summary").click()
        expect(page.locator(f"#{way}").get_by_text(texts["home.script"])).to_be_visible()
        assert page.locator(f"#{way} summary").inner_text() != texts["page.wait"]
    sees_number(page)
    expect(page.locator("#exit")).to_be_visible()
    assert page.locator("body[data-app]").count() == 0


def test_denied_workers_are_said_plainly_and_her_words_stay(
    chromium: Browser, place: Place
) -> None:
    her = Survivor(chromium, place.address, "en", without=[lacking.WORKER_DENIED])
    to_whom(her)
    her.press("page.next")
    her.press("files.none")
    her.sees("page.worker")
    assert not [url for url in her.asked if url.endswith(("/v1/report", "/v1/mailbox"))]
    back = Survivor(chromium, place.address, "en", without=[lacking.WORKER_DENIED])
    back.enters(WordList.of("en").words(Receipt.draw().indices))
    back.sees("page.worker")
    her.leaves()
    back.leaves()


@pytest.mark.parametrize("name", ["work", "file"])
def test_a_worker_that_fails_once_is_tried_again_with_the_same_words(
    chromium: Browser, place: Place, tmp_path: Path, name: str
) -> None:
    her = Survivor(chromium, place.address, "ar")
    file = tmp_path / "line.txt"
    file.write_bytes(b"synthetic line\n")
    to_whom(her)
    her.context.route(f"**/client/{name}.*.js", lambda route: route.abort())
    before = set(place.desk.waiting(place.relay))
    her.press("page.next")
    her.attaches([file])
    her.press("files.send")
    if name == "work":
        her.sees("page.worker")
    else:
        her.sees("sending.files_failed")
    her.context.unroute_all()
    her.press("page.try_again")
    her.sees_files_arrive()
    assert her.page.locator(".market li").count() == 8
    kinds = sorted(i.kind for k, i in place.desk.waiting(place.relay).items() if k not in before)
    assert kinds == [REPORT, REPORT, UPLOAD]  # her words, the closing letter, the file: each once
    her.leaves()


@pytest.mark.parametrize(
    ("agent", "key"),
    [
        ("Mozilla/5.0 (Linux; Android 12) Chrome/119 Mobile [FB_IAB/FB4A;FBAV/440;]", "inside"),
        ("Mozilla/5.0 (Linux; Android 12) Chrome/119 Mobile Instagram 309.0", "inside"),
        ("Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12.423 Version/12.16", "saver"),
        ("Mozilla/5.0 (Linux; Android 12) Chrome/119 Mobile Safari/537.36", None),
    ],
)
@pytest.mark.parametrize(("address", "language"), [("/", "ar"), ("/k", "ckb"), ("/e", "en")])
def test_inside_another_app_she_is_told_how_to_come_out(
    chromium: Browser, place: Place, agent: str, key: str | None, address: str, language: str
) -> None:
    texts = load(IRAQ).texts[language]
    page = chromium.new_context(user_agent=agent).new_page()
    page.goto(place.address + address)
    page.wait_for_function("document.body.dataset.scripts")
    told = page.locator("#main > p.attention").all_inner_texts()
    assert told == ([texts[f"page.{key}"]] if key else [])
    page.context.close()


@pytest.mark.parametrize("script", [None, lacking.NO_WORKER], ids=["able", "no worker"])
def test_no_button_leads_where_the_browser_cannot_go(
    chromium: Browser, place: Place, script: str | None
) -> None:
    pack = load(IRAQ)
    places = Addresses(pack, read_library(pack))
    context = chromium.new_context()
    if script:
        context.add_init_script(script)
    page = context.new_page()
    for guide, job in (("plan", "report"), ("complain", "complain")):
        page.goto(f"{place.address}/{places.guide(guide, 'en')}")
        page.wait_for_function("document.body.dataset.scripts")
        button = page.locator(f"[data-do={job}]")
        expect(button).to_be_hidden() if script else expect(button).to_be_visible()
    context.close()
