"""She, on her phone: reports, comes back, writes again, adds a file, deletes her letterbox."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect

from tests.site.her import Her

SLOW = 60_000  # milliseconds for keys, work and sending on a busy machine


class Survivor(Her):
    """One visit in one language."""

    def __init__(
        self, browser: Browser, address: str, language: str, *, look: bool = False, **more: Any
    ) -> None:
        self.asked: list[str] = []
        browser_context = browser.new_context
        watched: Any = _Watched(browser, self.asked, browser_context)
        super().__init__(watched, address, language, look=look, **more)

    def says(self, words: str, *, age: str = "age.adult") -> None:
        """From the first page to her words."""
        self.press("home.tell")
        self.goes_on_to_her_words(age=age)
        self.page.fill("#story", words)
        self.press("page.next")

    def goes_on_to_her_words(self, *, age: str = "age.adult") -> None:
        """Danger and age, which come first."""
        self.screen("danger.title")
        self.press("danger.unsure")
        if self.page.get_by_role(
            "heading", level=1, name=self.text("help.title"), exact=True
        ).count():
            self.press("help.onward")
        self.screen("age.title")
        self.press(age)
        self.screen("story.title")

    def answers(self) -> None:
        """One kind of threat and one demand; the rest she skips."""
        self.screen("threat_type.title")
        self.tick("threat_type-tell_family")
        self.press("page.next")
        self.screen("demand_type.title")
        self.press("left.all")

    def limits(self, *, card: Sequence[str] = (), women: bool = False) -> None:
        """Who should not read it; a card when she fears that someone knows him."""
        self.screen("limits.title")
        if women:
            self.tick("limit-women")
        if card:
            self.tick("limit-fear")
        self.press("page.next")
        if card:
            self.screen("card.title")
            self.page.fill("#card", "\n".join(card))
            self.press("page.next")

    def chooses_the_desk(self) -> None:
        """The one desk there is, to the list of those who would read it."""
        self.page.locator(".desk input[type=radio]").check()
        self.press("page.next")
        self.screen("whom.readers")
        self.page.locator("main button.main, main p.attention").first.wait_for()

    def leaves_out(self, label: str) -> None:
        """One person, by her page's name for her."""
        row = self.page.locator("main div.stack", has=self.page.locator("p", has_text=label)).last
        row.locator("input[type=checkbox]").click()
        expect(self.page.locator("main input[type=checkbox]:checked").first).to_be_visible()

    def sends(self, files: Sequence[Path] = ()) -> list[str]:
        """Files or none, then the eight things that she notes."""
        self.press("page.next")
        if self.page.get_by_role(
            "heading", level=1, name=self.text("files.title"), exact=True
        ).count():
            self.attaches(files)
            self.press("files.send" if files else "files.none")
        self.page.locator(".market li").first.wait_for(timeout=SLOW)
        self.screen("receipt.title")
        rows = self.page.locator(".market li")
        return list(rows.evaluate_all("rows => rows.map((row) => row.lastChild.textContent)"))

    def picks_two_again(self, things: Sequence[str]) -> None:
        """The check that she noted them."""
        self.press("receipt.onward")
        digits = self.pack.languages[self.pack.codes.index(self.language)].digits
        for _ in range(2):
            self.page.locator(".pad button").first.wait_for()
            title = self.page.locator("h1").inner_text()
            place = next(at for at in range(8) if re.search(digits[at + 1], title))
            self.pick(things[place])
        self.screen("done.title")

    def sees_files_arrive(self) -> None:
        """The line that all files are there."""
        expect(self.page.get_by_text(self.text("sending.files_done"))).to_be_visible(timeout=SLOW)

    def enters(self, things: Sequence[str], *, written_in: str = "") -> None:
        """Her receipt, on the pad of the language in which she noted it."""
        self.press("home.receipt")
        self.screen("return.title")
        self.page.locator(".pad button").first.wait_for()
        if written_in and written_in != self.language:
            self.page.click(f"#pad-{written_in}")
        for at, thing in enumerate(things):
            expect(self.page.locator(".picked li")).to_have_count(at)
            self.page.locator(".pad button").first.wait_for()
            self.pick(thing)
        self.press("page.next")

    def sees(self, key: str) -> None:
        """A sentence of the pack."""
        expect(self.page.get_by_text(self.text(key)).first).to_be_visible(timeout=SLOW)

    def waits_for(self, key: str, *, looks: int = 60) -> None:
        """Looks again until her letterbox says it."""
        self.screen("box.title")
        for _ in range(looks):
            if self.page.get_by_text(self.text(key)).count():
                return
            self.press("box.reload")
            self.page.wait_for_timeout(1000)
        raise AssertionError((key, self.page.locator("main").inner_text()))

    def writes_again(self, words: str) -> None:
        self.press("box.write")
        self.screen("write.title")
        self.page.fill("#again", words)
        self.press("write.send")
        self._sent()

    def adds(self, files: Sequence[Path]) -> None:
        self.press("box.add")
        self.screen("age.title")
        self.press("age.adult")
        self.screen("files.title")
        self.attaches(files)
        self.press("files.send")
        self._sent()

    def destroys(self) -> None:
        self.press("box.destroy")
        self.screen("destroy.title")
        self.press("destroy.yes")
        self.screen("destroy.done")

    def main(self) -> str:
        """The words on her screen."""
        return self.page.locator("main").inner_text()

    def leaves(self) -> None:
        """Closes the phone's browser."""
        self.context.close()

    def attaches(self, files: Sequence[Path]) -> None:
        if files:
            self.page.set_input_files("#files", [str(path) for path in files])
            expect(self.page.locator(".file")).to_have_count(len(files))

    def _sent(self) -> None:
        self.page.get_by_role("heading", name=self.text("write.sent")).wait_for(timeout=SLOW)
        self.press("page.done")
        self.screen("box.title")


class _Watched:
    """A browser whose next context notes the address of every request (P6)."""

    def __init__(self, browser: Browser, asked: list[str], make) -> None:
        self._browser, self._asked, self._make = browser, asked, make

    def new_context(self, **more):
        context = self._make(**more)
        context.on("request", lambda request: self._asked.append(request.url))
        return context
