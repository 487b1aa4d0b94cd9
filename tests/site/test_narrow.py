"""A very small phone (320 pixels), and letters twice as large: nothing runs out of the screen, nothing is cut, the exit stays in sight."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.people.survivor import Survivor
from tests.site.conftest import Place

pytestmark = pytest.mark.browser
HEIGHT = 640
# What is wider than its place, and controls whose words are cut.
CUT = """() => [...document.querySelectorAll("body *:not(.store, .store *)")].filter((each) => {
  const box = each.getBoundingClientRect(), style = getComputedStyle(each);
  const out = box.width && (box.left < -1 || box.right > innerWidth + 1) && each.tagName !== "INPUT";
  const cut = style.overflow !== "visible" && each.tagName !== "TEXTAREA" && each.scrollHeight > each.clientHeight + 2;
  return out || cut;
}).map((each) => each.outerHTML.slice(0, 120))"""
EXIT = "document.querySelector('#exit').getBoundingClientRect().toJSON()"


class Narrow(Survivor):
    """Measures every screen."""

    def __init__(self, *given: Any, **more: Any) -> None:
        self.wrong: list[str] = []
        super().__init__(*given, **more)

    def inspect(self, name: str) -> None:
        """Notes what does not fit."""
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self.wrong.append(f"{name}: {wide} wide")
        self.wrong += [f"{name}: {each}" for each in self.page.evaluate(CUT)]
        exit_ = self.page.evaluate(EXIT)
        if exit_["bottom"] > HEIGHT + 1 or exit_["height"] < 56 or exit_["height"] > HEIGHT / 4:
            self.wrong.append(f"{name}: the exit lies at {exit_}")


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
@pytest.mark.parametrize(("width", "text"), [(320, 16), (360, 32)])
def test_every_screen_fits(
    chromium: Browser, place: Place, language: str, width: int, text: int
) -> None:
    her = Narrow(chromium, place.address, language, width=width, text=text)
    assert her.page.evaluate("getComputedStyle(document.body).fontSize") == f"{18 * text // 16}px"
    her.says("Synthetic words of a narrow screen")
    her.answers()
    her.limits(card=["Banu Synthetic"])
    her.chooses_the_desk()
    things = her.sends()
    her.press("receipt.onward")
    her.page.locator(".pad button").first.wait_for()
    her.inspect("letters")
    her.leaves()
    back = Narrow(chromium, place.address, language, width=width, text=text)
    back.enters(things)
    back.sees("box.waiting")
    back.inspect("box")
    back.press("box.write")
    back.screen("write.title")
    back.press("page.back")
    back.press("box.destroy")
    back.screen("destroy.title")
    assert her.wrong + back.wrong == []
    back.leaves()
