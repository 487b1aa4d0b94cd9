"""Her way through the pages on a 360-pixel screen, in each language, with a real relay behind it."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.site.conftest import Place
from tests.site.her import Her, Scheme

pytestmark = pytest.mark.browser
LATER_QUESTIONS = (
    "demand_type",
    "leverage_type",
    "acquisition",
    "perpetrator_relation",
    "channel",
    "deadline",
    "recipients",
    "desired_outcome",
)
STORY = "Synthetic words of a test 1234567"


def to_story(her: Her, *, age: str = "age.adult") -> None:
    her.press("home.tell")
    her.screen("danger.title")
    her.press("danger.yes")
    her.screen("help.title")
    her.press("help.onward")
    her.screen("age.title")
    her.press(age)


def to_whom(her: Her) -> None:
    her.screen("story.title")
    her.press("page.next")
    expect(her.page.get_by_role("alert")).to_have_text(her.text("story.empty"))
    her.inspect("story-error")
    her.page.fill("#story", STORY)
    her.press("page.next")
    her.screen("threat_type.title")
    her.tick("threat_type-tell_family")
    for name in LATER_QUESTIONS:
        her.press("page.next")
        her.screen(f"{name}.title")
    her.press("page.next")
    her.screen("limits.title")


def choose(her: Her) -> None:
    """From the list of desks to the people of the one she chooses."""
    her.page.locator(".desk").first.wait_for()
    her.screen("whom.title")
    her.press("page.next")
    expect(her.page.get_by_role("alert")).to_have_text(her.text("whom.none_chosen"))
    her.page.locator(".desk input[type=radio]").check()
    her.page.locator(".desk.chosen").wait_for()
    her.press("page.next")
    her.page.locator("main ul li").first.wait_for()
    her.screen("whom.readers")


def receipt(her: Her) -> list[str]:
    her.page.locator(".market li").first.wait_for(timeout=60_000)
    her.screen("receipt.title")
    rows = her.page.locator(".market li")
    return list(rows.evaluate_all("rows => rows.map((row) => row.lastChild.textContent)"))


def check_and_finish(her: Her, things: list[str]) -> None:
    her.press("receipt.onward")
    for _ in range(2):
        her.page.locator(".pad button").first.wait_for()
        title = her.page.locator("h1").inner_text()
        digits = her.pack.languages[her.pack.codes.index(her.language)].digits
        place = next(i for i in range(8) if re.search(rf"{digits[i + 1]}", title))
        her.inspect("check")
        her.pick(things[place])
    her.screen("done.title")


@pytest.mark.parametrize(
    ("language", "scheme"), [("ar", "light"), ("ckb", "dark"), ("en", "light"), ("ar", "dark")]
)
def test_she_reports_and_comes_back(
    chromium: Browser, place: Place, language: str, scheme: Scheme
) -> None:
    her = Her(chromium, place.address, language, look=True, scheme=scheme)
    to_story(her)
    to_whom(her)
    her.press("page.next")
    choose(her)
    her.press("page.next")
    her.screen("files.title")
    her.page.set_input_files(
        "#files", {"name": "شاشة.txt", "mimeType": "text/plain", "buffer": b"synthetic " * 2000}
    )
    her.page.locator(".file").wait_for()
    her.inspect("file-added")
    her.press("files.send")
    things = receipt(her)
    assert len(things) == 8
    check_and_finish(her, things)
    expect(her.page.get_by_text(her.text("sending.files_done"))).to_be_visible(timeout=60_000)

    back = Her(chromium, place.address, language, look=True, scheme=scheme)
    back.press("home.receipt")
    back.page.locator(".pad button").first.wait_for()
    back.screen("return.title")
    for thing in things:
        back.page.locator(".pad button").first.wait_for()
        back.pick(thing)
    back.inspect("return-full")
    back.press("page.next")
    expect(back.page.get_by_text(back.text("box.waiting"))).to_be_visible(timeout=60_000)
    back.screen("box.title")
    back.press("box.write")
    back.screen("write.title")
    back.page.fill("#again", STORY)
    back.press("write.send")
    back.page.get_by_role("heading", name=back.text("write.sent")).wait_for(timeout=60_000)
    back.press("page.done")
    back.press("box.destroy")
    back.screen("destroy.title")
    back.press("destroy.yes")
    back.screen("destroy.done")
    assert her.complaints + back.complaints == []


def test_p3_under_the_real_policy_nothing_stays_and_leaving_empties(
    chromium: Browser, place: Place
) -> None:
    her = Her(chromium, place.address, "en", look=False)
    to_story(her)
    her.screen("story.title")
    her.page.fill("#story", STORY)
    for language in ("ar", "ckb", "en"):
        her.page.click(f".languages a[lang={language}]")
        her.page.wait_for_selector(f"html[lang={language}]")
        assert her.page.input_value("#story") == STORY
    her.press("page.next")
    her.press("left.all")
    her.screen("limits.title")
    her.press("page.next")
    choose(her)
    her.press("page.next")
    her.press("files.none")
    receipt(her)
    assert her.complaints == []
    assert her.page.url == place.address + "/"
    assert her.page.evaluate("history.length") <= 2
    assert her.page.title() == "Home"
    assert her.context.cookies() == []
    assert her.page.evaluate("localStorage.length + sessionStorage.length") == 0
    her.page.click("#exit")
    her.page.wait_for_url(place.address + "/x.html")
    assert her.page.inner_text("body").strip() == ""
    assert her.page.evaluate("history.length") <= 2


def test_p10_under_18_has_words_of_its_own_and_no_file(chromium: Browser, place: Place) -> None:
    her = Her(chromium, place.address, "ar", look=True)
    to_story(her, age="age.minor")
    her.screen("minor.title")
    her.press("minor.onward")
    her.screen("story.title")
    assert her.page.get_by_text(her.text("story.record")).count() == 0
    her.page.fill("#story", STORY)
    her.press("page.next")
    her.press("left.all")
    her.press("page.next")
    choose(her)
    her.press("page.next")
    assert her.page.locator("input[type=file]").count() == 0
    assert her.context.pages[0].locator("input[type=file]").count() == 0


def test_with_fear_the_card_comes_and_only_leads_read_first(
    chromium: Browser, place: Place
) -> None:
    her = Her(chromium, place.address, "ckb", look=True)
    to_story(her)
    her.page.fill("#story", STORY)
    her.press("page.next")
    her.press("left.all")
    her.tick("limit-fear")
    her.press("page.next")
    her.screen("card.title")
    her.press("page.next")
    expect(her.page.get_by_role("alert")).to_have_text(her.text("card.empty"))
    her.page.fill("#card", "Synthetic tribe\nSynthetic office")
    her.press("page.next")
    choose(her)
    assert "بەرپرسی پاراستنی تاقیکاری" in her.page.locator("main").inner_text()


def test_nobody_left_is_never_sealed_to(chromium: Browser, place: Place) -> None:
    her = Her(chromium, place.address, "en", look=True)
    to_story(her)
    her.page.fill("#story", STORY)
    her.press("page.next")
    her.press("left.all")
    her.press("page.next")
    choose(her)
    boxes = her.page.locator("main input[type=checkbox]")
    for at in range(boxes.count()):
        her.page.locator("main input[type=checkbox]").nth(at).click()
        her.page.locator("main ul li, main p.attention").first.wait_for()
    expect(her.page.get_by_text(her.text("whom.nobody")).first).to_be_visible()
    assert her.page.locator("button.main").count() == 0


def test_she_speaks_listens_and_discards(chromium: Browser, place: Place) -> None:
    her = Her(chromium, place.address, "en", look=True)
    her.context.grant_permissions(["microphone"])
    to_story(her)
    her.press("story.record")
    her.screen("voice.title")
    her.press("voice.start")
    her.page.get_by_role("button", name=her.text("voice.stop")).wait_for()
    her.inspect("recording")
    her.page.wait_for_timeout(700)
    her.press("voice.stop")
    her.page.locator("audio").wait_for()
    her.inspect("recorded")
    her.press("voice.discard")
    assert her.page.locator("audio").count() == 0
    her.press("voice.start")
    her.page.wait_for_timeout(700)
    her.press("voice.stop")
    her.press("voice.keep")
    assert her.complaints == []


def test_a_slip_on_the_pad_is_caught_in_the_page(chromium: Browser, place: Place) -> None:
    her = Her(chromium, place.address, "en", look=True)
    asked: list[str] = []
    her.page.on("request", lambda request: asked.append(request.url))
    her.press("home.receipt")
    words = her.pack.words_file("en").read_text(encoding="utf-8").split("\n")
    for thing in words[:8]:
        her.page.locator(".pad button").first.wait_for()
        her.pick(thing.strip())
    her.press("page.next")
    expect(her.page.get_by_role("alert")).to_have_text(her.text("return.wrong"))
    assert not [url for url in asked if not url.startswith(place.address)]
