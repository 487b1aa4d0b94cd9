"""Who may read, from both sides: she asks somebody back and is heard; she leaves out the one who had her report, and a lead takes it up."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people.officer import Officer
from tests.journeys.people.survivor import SLOW, Survivor
from tests.journeys.world import World, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHOTS = os.environ.get("AMANA_SHOTS")


@pytest.fixture(scope="module")
def clerk(desktop: Browser, world: World) -> Iterator[Officer]:
    """The intake officer, for the whole module."""
    officer = Officer(desktop, world, "intake").signs_in()
    yield officer
    officer.leaves()


@pytest.fixture(scope="module")
def lead(desktop: Browser, world: World) -> Iterator[Officer]:
    """A safeguarding lead, likewise."""
    officer = Officer(desktop, world, "lead1").signs_in()
    yield officer
    officer.leaves()


def reports(her: Survivor, story: str, *left_out: str) -> list[str]:
    her.says(story)
    her.press("left.all")
    her.limits()
    her.chooses_the_desk()
    for label in left_out:
        her.leaves_out(label)
    things = her.sends()
    her.leaves()
    return things


def returns(phone: Browser, world: World, language: str, things: list[str]) -> Survivor:
    back = Survivor(phone, world.site, language)
    back.enters(things)
    back.waits_for("box.opened")
    return back


def presses(her: Survivor, key: str, label: str) -> None:
    """A button of the page of readers, then the sentence and its one action."""
    her.press("readers.title")
    her.page.locator("section.topic").first.wait_for(timeout=SLOW)
    her.press(key, name=f"\u2068{label}\u2069")
    her.press("write.send")
    her._sent()


def shot(officer: Officer, name: str) -> None:
    if SHOTS:
        officer.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def test_her_message_and_her_voice_let_somebody_read_again(
    phone: Browser, world: World, clerk: Officer
) -> None:
    story, label = "Invented words for almost everybody 81", world.label("caseworker", "ar")
    things = reports(Survivor(phone, world.site, "ar"), story, label)
    clerk.finds(story)
    case = clerk.makes_the_case()
    name = world.label("caseworker", clerk.person.language)
    assert name not in clerk.can_admit(case)
    assert clerk.page.locator("form[action$='/let-back/']").count() == 0

    back = returns(phone, world, "ar", things)
    presses(back, "readers.ask", label)
    back.leaves()
    form = clerk.page.locator("form[action$='/let-back/']")
    until(lambda: clerk.opens(case) == 200 and form.count() == 1, pause=1)
    assert name not in clerk.can_admit(case)
    shot(clerk, "wish")
    form.locator("input[name=kept]").check()
    form.locator("button").click()
    clerk._really()
    assert form.count() == 0
    shot(clerk, "heard")
    clerk.admits(case, "caseworker")

    back = returns(phone, world, "ar", things)

    def back_in() -> bool:
        back.press("box.reload")
        back.page.wait_for_timeout(1500)
        back.press("readers.title")
        row = back.page.locator("section.topic").filter(has_text=label)
        row.wait_for(timeout=SLOW)
        left = back.text("readers.left") in row.inner_text()
        back.page.get_by_role("button", name=back.text("page.back")).click()
        back.screen("box.title")
        return not left

    until(back_in)
    back.writes_again("Invented words after it 82")
    clerk.waits_to_read(case, "Invented words after it 82")
    assert clerk.page.locator(".timeline .attention").count() == 0
    back.leaves()
    assert back.complaints + clerk.complaints == []


def test_a_lead_takes_up_what_nobody_has_and_her_answer_is_not_lost(
    phone: Browser, world: World, clerk: Officer, lead: Officer
) -> None:
    story, label = "Invented words for one alone 83", world.label("intake", "ckb")
    things = reports(Survivor(phone, world.site, "ckb"), story)
    clerk.finds(story)
    case = clerk.makes_the_case()
    clerk.writes_back("An invented answer 84")
    back = returns_answered(phone, world, things)
    presses(back, "readers.out", label)
    back.leaves()

    button = lead.page.locator("form[action*='/take-up/'] button")
    until(lambda: lead.opens("/") == 200 and button.count() > 0, pause=1)
    shot(lead, "forsaken")
    button.first.click()
    lead._really()
    until(lambda: clerk.opens(case) == 404)
    assert lead.opens(case) == 200
    assert story in lead.reads()

    back = returns_answered(phone, world, things)
    try:
        until(lambda: _verified(back, "An invented answer 84"))
    except AssertionError as error:
        raise AssertionError(back.main()) from error
    back.press("box.read")
    back.waits_for("box.nothing")
    assert "An invented answer 84" not in back.main()
    back.writes_again("Invented words to whom she trusts 85")
    lead.waits_to_read(case, "Invented words to whom she trusts 85")
    back.leaves()
    assert back.complaints + clerk.complaints + lead.complaints == []


def returns_answered(phone: Browser, world: World, things: list[str]) -> Survivor:
    back = Survivor(phone, world.site, "ckb")
    back.enters(things)
    back.waits_for("box.answered")
    return back


def _verified(her: Survivor, words: str) -> bool:
    her.press("box.reload")
    her.page.wait_for_timeout(1500)
    shown = her.page.locator(".letter").filter(has_text=words)
    if not shown.count():
        return False
    expect(her.page.locator(".letter")).to_have_count(1)
    return not her.page.get_by_text(her.text("box.unproved")).count()
