"""Budget: a whole report without files, first use: ≤ 90 KB received, ≤ 64 KB sent."""

from collections.abc import Iterator
from typing import Final

from playwright.sync_api import Page

from benchmarks.browser import chromium, phone
from benchmarks.figure import AtMost, Figure
from benchmarks.installation import installed
from benchmarks.peers import WHOLE_FLOW
from benchmarks.stage import Stage

MAIN: Final = "main button.main"
PATIENCE: Final = 60_000  # ms for work, sealing and sending
SETTLED: Final = 1_500  # ms
STORY: Final = "قصة تجريبية مصطنعة للقياس، لا شخص حقيقي وراءها. " * 8


def measure(stage: Stage) -> Iterator[Figure]:
    """From the first address to the receipt, counted before site and relay."""
    with installed(stage) as installation, chromium() as browser, phone(browser) as page:
        page.set_default_timeout(PATIENCE)
        page.goto(installation.site.origin, wait_until="load")
        tell(page)
        page.locator(MAIN).click()  # no files
        page.locator("ol.market").wait_for()
        page.wait_for_timeout(SETTLED)
        count, site = installation.count, installation.site.count
    yield Figure(
        "flow: whole report, received", count.received, "bytes", AtMost(90_000), WHOLE_FLOW
    )
    yield Figure("flow: whole report, sent", count.sent, "bytes", AtMost(64_000))
    yield Figure("flow: whole report, requests", len(count.requests), "requests")
    yield Figure("flow: received from the site alone", site.received, "bytes")
    yield Figure("flow: received from the relay alone", count.received - site.received, "bytes")


def tell(page: Page) -> None:
    """From the first page to the question about files: danger no, age adult, a story, one answer to
    each question, the one desk that there is and all who read there.
    """
    page.locator("#tell summary").click()
    page.locator("main button.choice").nth(1).click()
    page.locator("main button.choice").nth(0).click()
    page.locator("#story").fill(STORY)
    page.locator(MAIN).click()
    while not page.locator("#limit-women").count():
        answer = page.locator("main fieldset input")
        if answer.count():
            answer.first.check()
        page.locator(MAIN).click()
    page.locator(MAIN).click()
    page.locator("section.desk input[type=radio]").check()
    page.locator(MAIN).click()
    page.locator(MAIN).click()
