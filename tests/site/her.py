"""She, on a small phone: what she sees and presses. Screens are found by the texts of the pack."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Page

from amana.packs import load
from amana.packs.pack import Pack
from tests.site.instances import IRAQ

AXE = Path(__file__).parents[2] / "client/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Scheme = Literal["light", "dark"]
SHOTS = os.environ.get("AMANA_SHOTS")  # a folder, when somebody wants to look


def sees_number(page: Page, contact: str = "911") -> None:
    """From the closed first page to a number: not in sight before its facts are."""
    number = page.locator(f"a[href='tel:{contact}']")
    assert not number.is_visible()
    page.locator("details:not([id]) > summary.choice").first.click()
    page.locator("details.room:has(.service) > summary").first.click()
    page.locator(f"details.service:has(a[href='tel:{contact}']) > summary").click()
    number.wait_for()


class Her:
    """One visit in one language. With `look`, every screen is given to axe. `without` are scripts that take something
    away from her browser before any page."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        language: str,
        *,
        look: bool,
        scheme: Scheme = "light",
        without: Sequence[str] = (),
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": 360, "height": 640}, color_scheme=scheme, bypass_csp=look
        )
        for script in without:
            self.context.add_init_script(script)
        self.page: Page = self.context.new_page()
        self.language, self.look, self.scheme = language, look, scheme
        self.pack: Pack = load(IRAQ)
        self.complaints: list[str] = []
        self.seen: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address + "/")
        if language != "ar":
            self.page.click(f".languages a[lang={language}]")
            self.page.wait_for_selector(f"html[lang={language}]")
        self.screen("home.title")

    def _listen(self, message: ConsoleMessage) -> None:
        """A 409 is an answer of the relay's that her page expects: it writes again (protocol.md)."""
        if message.type in ("error", "warning") and "status of 409" not in message.text:
            self.complaints.append(message.text)

    def text(self, key: str, **values: object) -> str:
        return self.pack.texts[self.language][key].format(**values)

    def screen(self, key: str, name: str = "") -> None:
        """Waits for the screen with that heading, and looks at it."""
        self.page.get_by_role("heading", level=1, name=self.text(key), exact=True).wait_for()
        self.inspect(name or key)

    def inspect(self, name: str) -> None:
        self.seen.append(name)
        if self.look:
            # The exit bar floats above what she can scroll to; on a tall page it covers nothing.
            self.page.set_viewport_size({"width": 360, "height": 6000})
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
            found = self.page.evaluate(
                "(tags) => axe.run({runOnly: tags}).then(r => r.violations.map(v => "
                "v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))",
                TAGS,
            )
            assert found == [], (name, found)
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= 360, (name, wide)
            self.page.set_viewport_size({"width": 360, "height": 640})
        if SHOTS:
            file = f"{SHOTS}/site-{self.language}-{self.scheme}-{len(self.seen):02d}-{name}.png"
            self.page.screenshot(path=file, full_page=True)

    def press(self, key: str, **values: object) -> None:
        """A button or an answer with that text."""
        self.page.locator("main :is(button, summary, .choice)").filter(
            has_text=self.text(key, **values)
        ).first.click()

    def tick(self, control: str) -> None:
        self.page.locator(f"#{control}").click()

    def pick(self, word: str) -> None:
        """Picks one thing on the pad by its letters alone."""
        start = ""
        for letter in re.sub("[أإآ]", "ا", word):
            things = self.page.locator(".pad.words button")
            if word in things.all_inner_texts():
                break
            start += letter
            shown = f"{start.rstrip()} ␣" if start.endswith(" ") else start
            self.page.locator(".pad:not(.words)").get_by_text(shown, exact=True).click()
        self.page.locator(".pad.words").get_by_text(word, exact=True).click()
