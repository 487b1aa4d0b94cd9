"""A very small phone (320 pixels), and letters twice as large: nothing runs out of the screen, nothing is cut, the exit stays in sight."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.people.survivor import Survivor
from tests.site.conftest import Place
from tests.site.test_plain import EMPTY, addresses

pytestmark = pytest.mark.browser
HEIGHT = 640
# What is wider than its place, and controls whose words are cut.
CUT = """() => [...document.querySelectorAll("body *:not(.store, .store *)")].filter((each) => {
  const box = each.getBoundingClientRect(), style = getComputedStyle(each);
  const out = box.width && (box.left < -1 || box.right > innerWidth + 1) && each.tagName !== "INPUT";
  const cut = style.overflow !== "visible" && each.tagName !== "TEXTAREA" && each.scrollHeight > each.clientHeight + 2;
  return out || cut;
}).map((each) => each.outerHTML.slice(0, 120))"""
TOO_LARGE = """["width", "height"].forEach((size) => {
  const one = document.querySelector("main").appendChild(document.createElement("p"));
  one.textContent = "cut";
  one.style[size] = size === "width" ? "700px" : "5px";
  one.style.overflow = "hidden";
})"""
EXIT = "document.querySelector('#exit').getBoundingClientRect().toJSON()"


class Narrow(Survivor):
    """Measures every screen: 320 pixels wide, then with letters twice as large."""

    def __init__(self, *given: Any) -> None:
        self.wrong: list[str] = []
        super().__init__(*given)

    def inspect(self, name: str) -> None:
        """Notes what does not fit."""
        browser = self.context.new_cdp_session(self.page)
        for width, text in ((320, 16), (360, 32), (360, 16)):
            sizes = {"fontSizes": {"standard": text, "fixed": text}}
            browser.send("Page.setFontSizes", sizes)
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            shown = f"{18 * text // 16}px"
            self.page.wait_for_function(
                "shown => getComputedStyle(document.body).fontSize === shown", arg=shown
            )
            self._measure(f"{name} at {width} pixels, letters of {text}", width)
        browser.detach()

    def _measure(self, name: str, width: int) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.wrong.append(f"{name}: {wide} wide")
        self.wrong += [f"{name}: {each}" for each in self.page.evaluate(CUT)]
        exit_ = self.page.evaluate(EXIT)
        if exit_["bottom"] > HEIGHT + 1 or exit_["height"] < 56 or exit_["height"] > HEIGHT / 4:
            self.wrong.append(f"{name}: the exit lies at {exit_}")


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_every_screen_fits(chromium: Browser, place: Place, language: str) -> None:
    her = Narrow(chromium, place.address, language)
    her.says("Synthetic words of a narrow screen")
    her.answers()
    her.limits(card=["Banu Synthetic"])
    her.chooses_the_desk()
    things = her.sends()
    her.press("receipt.onward")
    her.page.locator(".pad button").first.wait_for()
    her.inspect("letters")
    her.leaves()
    back = Narrow(chromium, place.address, language)
    back.enters(things)
    back.sees("box.waiting")
    back.inspect("box")
    back.press("box.write")
    back.screen("write.title")
    back.press("page.back")
    back.press("box.destroy")
    back.screen("destroy.title")
    assert her.wrong + back.wrong == []
    # The measure itself: something too wide and something cut are found.
    back.page.evaluate(TOO_LARGE)
    back.inspect("control")
    assert any("wide" in each for each in back.wrong)
    assert any("height: 5px" in each for each in back.wrong)
    back.leaves()


def test_every_page_fits(chromium: Browser, place: Place) -> None:
    """All pages of the site, everything in them unfolded; one tab, so that the size of the letters stays."""
    context = chromium.new_context(viewport={"width": 320, "height": HEIGHT})
    page = context.new_page()
    session = context.new_cdp_session(page)
    wrong = []
    for width, text in ((320, 16), (360, 32)):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        session.send("Page.setFontSizes", {"fontSizes": {"standard": text, "fixed": text}})
        for address in sorted(set(addresses(place)) - set(EMPTY)):
            page.goto(place.address + address)
            page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
            wide = page.evaluate("document.documentElement.scrollWidth")
            cut = page.evaluate(CUT)
            wrong += [(address, width, text, what) for what in cut]
            wrong += [(address, width, text, wide)] if wide > width else []
    assert wrong == []
    context.close()
