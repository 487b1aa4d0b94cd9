"""What she plans goes with her report when she wants it; what she complains of goes past the desk."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from amana.cli.demo.people import COMPLAINTS
from amana.packs import load
from amana.packs.guides import read_library
from amana.site.addresses import Addresses
from tests.journeys.people.officer import Officer
from tests.journeys.people.survivor import SLOW, Survivor
from tests.journeys.world import ROOT, World, until
from tests.site.instances import IRAQ

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PACK = load(IRAQ)
PLACES = Addresses(PACK, read_library(PACK))
HOURS = "کاتی تاقیکاری ٩–١٢ <b>"
PLACE = "An invented place for tests"
WORDS = "Invented words of a test: هذه شكوى مصطنعة ١٢٣"


def opens_the_guide(her: Survivor, guide: str) -> None:
    """By pressing its link where it is folded away on the first page; the address stays (P3)."""
    before = her.page.url
    link = her.page.locator(f"main a[href='{PLACES.guide(guide, her.language)}']").first
    for fold in link.locator("xpath=ancestor::details[not(@open)]").all():
        fold.locator("> summary").click()
    link.click()
    her.page.locator("a.back").wait_for()
    assert her.page.url == before


def fetched(world: World, folder: Path) -> str:
    """What the outside body prints after it has fetched, with its two keys."""
    keys = world.layout.keys
    collect = ["collect", "--relay", world.relay, "--key", f"{keys / 'complaints-collection.key'}"]
    told = _amana(*collect, str(folder))
    assert "New complaints: " in told
    return _amana("read", "--key", str(keys / "complaints.key"), str(folder))


def _amana(*words: str) -> str:
    command = [sys.executable, "-m", "amana.cli", "complaints", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr == ""
    return done.stdout


def test_her_plan_goes_with_her_report_and_the_officer_reads_her_rule_first(
    phone: Browser, desktop: Browser, world: World
) -> None:
    her = Survivor(phone, world.site, "ckb")
    opens_the_guide(her, "plan")
    her.page.fill("#f-hours", HOURS)
    her.page.fill("#f-place", PLACE)
    her.page.locator("button[data-do=report]").click()
    her.goes_on_to_her_words()
    expect(her.page.get_by_text(her.text("story.plan"))).to_be_visible()
    her.page.fill("#story", WORDS)
    her.press("page.next")
    her.answers()
    her.limits()
    expect(her.page.locator(".desk dl")).to_contain_text(COMPLAINTS["ckb"])
    her.chooses_the_desk()
    her.sends()
    assert her.complaints == []
    her.leaves()

    officer = Officer(desktop, world, "caseworker").signs_in()
    officer.finds(WORDS)
    for _ in ("the report", "the case"):
        rule = officer.page.locator("section.rule")
        assert HOURS in rule.inner_text() and PLACE not in rule.inner_text()
        officer.page.locator("details.plan > summary").click()
        assert PLACE in officer.page.locator("details.plan").inner_text()
        if officer.page.locator("fieldset.people").count():
            officer.makes_the_case()
    assert officer.complaints == []
    officer.leaves()


def test_a_plan_that_she_leaves_out_is_not_sent(
    phone: Browser, desktop: Browser, world: World
) -> None:
    her = Survivor(phone, world.site, "en")
    opens_the_guide(her, "plan")
    her.page.fill("#f-hours", HOURS)
    her.page.locator("button[data-do=report]").click()
    her.goes_on_to_her_words()
    her.press("story.plan_out")
    expect(her.page.get_by_text(her.text("story.plan"))).to_have_count(0)
    her.page.fill("#story", f"{WORDS} without")
    her.press("page.next")
    her.answers()
    her.limits()
    her.chooses_the_desk()
    her.sends()
    her.leaves()
    officer = Officer(desktop, world, "intake").signs_in()
    officer.finds(f"{WORDS} without")
    assert officer.page.locator("section.rule, details.plan").count() == 0
    officer.leaves()


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_a_complaint_from_the_guide_goes_past_the_desk(
    phone: Browser, desktop: Browser, world: World, language: str, tmp_path: Path
) -> None:
    her = Survivor(phone, world.site, language)
    opens_the_guide(her, "complain")
    her.page.locator("button[data-do=complain]").click()
    complains(her, f"{WORDS} {language}")
    expect(her.page.locator("a.back")).to_be_visible()  # at the guide again
    assert her.complaints == []
    her.leaves()

    assert f"{WORDS} {language}" in fetched(world, tmp_path / "complaints")
    officer = Officer(desktop, world, "lead1").signs_in()
    for address in officer.reports():
        officer.opens(address)
        assert WORDS + f" {language}" not in officer.page.content()
    officer.leaves()


def test_a_complaint_from_her_letterbox(phone: Browser, world: World, tmp_path: Path) -> None:
    her = Survivor(phone, world.site, "ar")
    her.says(f"{WORDS} first")
    her.answers()
    her.limits()
    her.chooses_the_desk()
    things = her.sends()
    her.leaves()
    back = Survivor(phone, world.site, "ar")
    back.enters(things)
    back.screen("box.title")
    back.press("complaint.title")
    complains(back, f"{WORDS} box")
    back.screen("box.title")
    until(lambda: f"{WORDS} box" in fetched(world, tmp_path / "complaints"))
    assert back.complaints == []
    back.leaves()


def complains(her: Survivor, words: str) -> None:
    """The one desk there is, her words, and that they are on their way."""
    her.screen("complaint.title")
    her.page.locator("main .stack > button").first.click()
    her.press("complaint.send")
    expect(her.page.locator("#said")).to_have_text(her.text("story.empty"))
    her.page.fill("#complaint", words)
    her.press("complaint.send")
    expect(her.page.get_by_role("heading", name=her.text("write.sent"))).to_be_visible(timeout=SLOW)
    her.press("page.done")
