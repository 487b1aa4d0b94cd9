"""What happens to people: pressed twice, gone back, loaded anew, no network at the worst moment, two tabs, other digits."""

import pytest
from playwright.sync_api import Browser, Page, expect

from amana.packs import load
from amana.wire.requests import REPORT
from tests.journeys.people.survivor import SLOW, Survivor
from tests.site.conftest import Place
from tests.site.instances import IRAQ

pytestmark = pytest.mark.browser
STORY = "Synthetic words of a misstep 47"


def to_send(her: Survivor) -> None:
    """To the question for files."""
    her.says(STORY)
    her.press("left.all")
    her.limits()
    her.chooses_the_desk()
    her.press("page.next")
    her.screen("files.title")


def reported(browser: Browser, place: Place, language: str = "en") -> list[str]:
    her = Survivor(browser, place.address, language)
    to_send(her)
    her.press("files.none")
    things = _things(her)
    her.leaves()
    return things


def _things(her: Survivor) -> list[str]:
    rows = her.page.locator(".market li")
    rows.first.wait_for(timeout=SLOW)
    return list(rows.evaluate_all("rows => rows.map((row) => row.lastChild.textContent)"))


def letters(place: Place) -> set[bytes]:
    """Ids of all reports and letters that wait at the relay."""
    return {key for key, item in place.desk.waiting(place.relay).items() if item.kind == REPORT}


def twice(her: Survivor, key: str) -> None:
    """As somebody presses who is not sure that the first time counted."""
    her.page.get_by_role("button", name=her.text(key), exact=True).dblclick()


def test_pressing_twice_sends_once(chromium: Browser, place: Place) -> None:
    before = letters(place)
    her = Survivor(chromium, place.address, "en")
    to_send(her)
    twice(her, "files.none")
    things = _things(her)
    assert len(letters(place) - before) == 1
    back = Survivor(chromium, place.address, "en")
    back.enters(things)
    back.press("box.write")
    back.page.fill("#again", "Synthetic words again")
    twice(back, "write.send")
    back.page.get_by_role("heading", name=back.text("write.sent")).wait_for(timeout=SLOW)
    assert len(letters(place) - before) == 2
    back.press("page.done")
    back.press("box.destroy")
    back.tick("destroy-tell")
    twice(back, "destroy.yes")
    back.screen("destroy.done")
    assert len(letters(place) - before) == 3
    assert her.complaints + back.complaints == []
    her.leaves()
    back.leaves()


def test_the_phones_way_back_goes_one_screen_back_and_loses_nothing(
    chromium: Browser, place: Place
) -> None:
    her = Survivor(chromium, place.address, "ar")
    her.says(STORY)
    her.screen("threat_type.title")
    her.tick("threat_type-tell_family")
    _way_back(her.page)
    her.screen("story.title")
    assert her.page.input_value("#story") == STORY
    her.press("page.next")
    assert her.page.locator("#threat_type-tell_family").is_checked()
    _way_back(her.page)
    her.page.click("main h1")
    _way_back(her.page)
    her.screen("age.title")
    her.leaves()


def test_the_phones_way_back_does_not_take_a_receipt_away(chromium: Browser, place: Place) -> None:
    her = Survivor(chromium, place.address, "en")
    to_send(her)
    her.press("files.none")
    things = _things(her)
    _way_back(her.page)
    her.screen("receipt.title")
    assert _things(her) == things
    her.leaves()


def _way_back(page: Page) -> None:
    """What the gesture or key of a phone does before it leaves a page."""
    page.keyboard.press("Escape")


def test_loading_anew_leaves_nothing_and_says_so(chromium: Browser, place: Place) -> None:
    her = Survivor(chromium, place.address, "en")
    assert her.page.locator("#said").inner_text() == ""
    her.says(STORY)
    her.screen("threat_type.title")
    her.page.reload()
    _empty_and_told(her.page)
    her.page.goto(place.address + "/x")
    her.page.go_back()
    _empty_and_told(her.page)
    # A first visit is told nothing.
    other = her.context.new_page()
    other.goto(place.address + "/e")
    assert other.locator("#said").inner_text() == ""
    her.leaves()


def _empty_and_told(page: Page) -> None:
    expect(page.locator("#said")).to_have_text(load(IRAQ).texts["ar"]["page.again"])
    assert STORY not in page.content()
    assert page.locator("textarea, input").count() == 0
    page.locator("#tell summary").click()
    page.locator("body[data-app] h1").wait_for()
    assert STORY not in page.content()
    page.reload()
    expect(page.locator("#said")).not_to_be_empty()


def test_a_page_that_comes_out_of_the_browsers_memory_is_loaded_anew(
    chromium: Browser, place: Place
) -> None:
    her = Survivor(chromium, place.address, "en")
    her.says(STORY)
    with her.page.expect_navigation():
        her.page.evaluate(
            "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));"
            "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
        )
    expect(her.page.locator("#said")).to_have_text(load(IRAQ).texts["ar"]["page.again"])
    assert STORY not in her.page.content()
    her.leaves()


def test_nothing_is_sent_before_the_words_of_the_receipt_are_here(
    chromium: Browser, place: Place
) -> None:
    before = letters(place)
    her = Survivor(chromium, place.address, "ckb")
    to_send(her)
    her.page.route("**/words/*.txt", lambda route: route.abort())
    her.press("files.none")
    her.sees("sending.failed")
    assert letters(place) == before
    her.page.unroute_all()
    her.press("page.try_again")
    assert len(_things(her)) == 8
    assert len(letters(place) - before) == 1
    her.leaves()


def test_offline_in_the_middle_of_the_receipt_nothing_is_lost(
    chromium: Browser, place: Place
) -> None:
    her = Survivor(chromium, place.address, "en")
    to_send(her)
    her.press("files.none")
    things = _things(her)
    her.context.set_offline(True)
    her.page.click(".languages a[lang=ckb]")
    expect(her.page.get_by_role("alert")).to_have_text(her.text("page.unreachable"))
    assert _things(her) == things
    her.picks_two_again(things)
    her.sees("done.lead")
    her.leaves()


def test_offline_while_it_is_sent_it_waits_and_goes_on(chromium: Browser, place: Place) -> None:
    before = letters(place)
    her = Survivor(chromium, place.address, "ar")
    to_send(her)
    her.context.set_offline(True)
    her.press("files.none")
    her.page.locator("[role=alert], [role=status], .attention").filter(
        has_text=her.text("sending.failed")
    ).first.wait_for(timeout=SLOW)
    assert letters(place) == before
    her.context.set_offline(False)
    retry = her.page.get_by_role("button", name=her.text("page.try_again"))
    her.page.locator(".market li").first.or_(retry).first.wait_for(timeout=SLOW)
    if retry.count():
        retry.click()
    assert len(_things(her)) == 8
    assert len(letters(place) - before) == 1
    her.leaves()


def test_two_tabs_with_one_receipt_both_write_and_both_arrive(
    chromium: Browser, place: Place
) -> None:
    things = reported(chromium, place, "en")
    before = letters(place)
    tabs = [Survivor(chromium, place.address, language) for language in ("en", "ar")]
    for tab in tabs:
        tab.enters(things, written_in="en")
        tab.sees("box.waiting")
    for tab in tabs:
        tab.writes_again(f"Synthetic words of the tab in {tab.language}")
    assert len(letters(place) - before) == 2
    # One deletes the letterbox: the other is told as everybody is, and loses nothing but the letterbox.
    tabs[0].destroys()
    tabs[1].press("box.reload")
    expect(tabs[1].page.get_by_role("alert")).to_have_text(tabs[1].text("box.unknown"))
    for tab in tabs:
        assert tab.complaints == [] or all("409" in each for each in tab.complaints)
        tab.leaves()


def test_two_reports_in_two_tabs_do_not_mix(chromium: Browser, place: Place) -> None:
    before = letters(place)
    tabs = [Survivor(chromium, place.address, language) for language in ("en", "ckb")]
    for tab in tabs:
        to_send(tab)
    for tab in tabs:
        tab.press("files.none")
    receipts = [_things(tab) for tab in tabs]
    assert len(letters(place) - before) == 2
    for tab, things in zip(tabs, receipts, strict=True):
        tab.picks_two_again(things)
        assert tab.complaints == []
        tab.leaves()


BEFORE_DEADLINE = (
    "threat_type",
    "demand_type",
    "leverage_type",
    "acquisition",
    "perpetrator_relation",
    "channel",
)


def test_a_number_of_days_is_read_in_all_three_digits(chromium: Browser, place: Place) -> None:
    her = Survivor(chromium, place.address, "ckb")
    her.says(STORY)
    for name in BEFORE_DEADLINE:
        her.screen(f"{name}.title")
        her.press("page.skip")
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "0123456789"):
        her.screen("deadline.title")
        her.page.fill("#deadline-days", digits[3] + "x")
        her.press("page.next")
        expect(her.page.get_by_role("alert")).to_have_text(her.text("deadline.error"))
        assert her.page.input_value("#deadline-days") == digits[3] + "x"
        her.page.fill("#deadline-days", f" {digits[1]}{digits[4]} ")
        her.press("page.next")
        her.screen("recipients.title")
        her.press("page.back")
        assert her.page.input_value("#deadline-days").strip() == digits[1] + digits[4]
    her.leaves()
