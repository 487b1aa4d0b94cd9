"""A lawyer who writes a dossier, goes through it sentence by sentence, makes it and saves it. Elements are found by address and name."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.journeys.people.caseworker import Caseworker

PRINTING = 120_000  # milliseconds for a paper or a bundle on a busy machine


class Lawyer(Caseworker):
    """One lawyer at her draft. `draft` is its address, once she has begun it."""

    draft = ""

    def begins(self, case: str, *, language: str, jurisdiction: str) -> None:
        """An empty draft."""
        self.page.goto(f"{case}dossiers/")
        form = self.unfold(self._form("/dossiers/begin/"))
        form.locator("select[name=language]").select_option(language)
        form.locator("select[name=jurisdiction]").select_option(jurisdiction)
        form.locator("button").click()
        self.page.wait_for_url(re.compile(r"/dossiers/\d+/$"))
        self.draft = self.page.url.removeprefix(self.world.desk)

    def says_to_whom(self, court: str, **told: str) -> None:
        """The court and what is known of the statement."""
        form = self.unfold(self._form("/about/"))
        form.locator("select[name=court]").select_option(court)
        for name, value in told.items():
            form.locator(f"[name={name}]").fill(value)
        self._saves(form)

    def takes_in(self, how: str) -> None:
        """`her-words` or `marked`."""
        self._saves(self.unfold(self._form(f"/fill/{how}/")))

    def chooses_exhibits(self, described: Mapping[int, str], *, original: str) -> None:
        """Exactly these, each in neutral words."""
        form = self.unfold(self._form("/exhibits/"))
        for box in form.locator("input[name=chosen]").all():
            box.set_checked(int(str(box.get_attribute("value"))) in described)
        for number, words in described.items():
            form.locator(f"input[name=what-{number}]").fill(words)
            form.locator(f"select[name=original-{number}]").select_option(original)
        self._saves(form)

    def chooses_chats(self, exhibits: Iterable[int]) -> None:
        """The marked messages of the chats in these exhibits."""
        form = self.unfold(self._form("/chats/"))
        for number in exhibits:
            form.locator(f"select[name^='much:{number}/']").select_option("marked")
        self._saves(form)

    def says_of_element(self, name: str, support: str, exhibits: list[int], words: str) -> None:
        """One row of the table of elements."""
        form = self.page.locator(f"form[action$='/elements/']:has(input[name=name][value={name}])")
        self.unfold(form).locator("select[name=support]").select_option(support)
        for number in exhibits:
            form.locator(f"input[name=exhibits][value='{number}']").check()
        form.locator("textarea[name=text]").fill(words)
        self._saves(form)

    def chooses_texts(self, request: str, gaps: Mapping[str, str], platforms: list[str]) -> None:
        """A request to the judge and platforms to explain."""
        form = self.unfold(self._form("/texts/"))
        form.locator(f"input[name=request][value={request}]").check()
        for gap, value in gaps.items():
            form.locator(f"input[name='gap:{request}:{gap}']").fill(value)
        for platform in platforms:
            form.locator(f"input[name=platform][value={platform}]").check()
        self._saves(form)

    def rewrites(self, words: str, other: str) -> None:
        """A sentence of the statement."""
        self.page.goto(self.draft)
        for form in self.page.locator("form[action$='/sentence/statement/']").all():
            self.unfold(form)
            if form.locator("textarea[name=text]").input_value() == words:
                form.locator("textarea[name=text]").fill(other)
                self._saves(form)
                return
        raise AssertionError(words)

    def reviews(self) -> Locator:
        """The page on which she goes through the draft; its sentences."""
        self.page.goto(f"{self.draft}review/")
        return self.page.locator("ol.sentences > li")

    def sentence(self, words: str) -> Locator:
        """One sentence on that page."""
        return self.page.locator("ol.sentences > li", has_text=words)

    def waiting(self) -> Locator:
        """Sentences on that page that bear the mark of no verdict yet."""
        return self.page.locator("ol.sentences > li:not(:has(> p > .mark))")

    def records_the_warning(self) -> None:
        """That the survivor was told what a dossier may cost her."""
        self._saves(self._form("/review/warned/"))

    def says(self, words: str, verdict: str, how: str = "") -> None:
        """A verdict on the first sentence with these words that has none yet."""
        form = self.sentence(words).locator("form[action$='/judge/']").first
        if verdict == "keep":
            self.unfold(form.locator("input[name=how]")).fill(how)
        with self.page.expect_navigation():
            form.locator(f"button[name=says][value={verdict}]").click()

    def clears_the_rest(self) -> int:
        """Every sentence that waits admits nothing; how many there were."""
        count = 0
        while self.page.locator("li#open").count():
            form = self.page.locator("li#open form[action$='/judge/']")
            with self.page.expect_navigation():
                form.first.locator("button[value=clear]").click()
            count += 1
        return count

    def can_make_it(self) -> bool:
        """Whether the page offers it."""
        return self._form("/make/").count() == 1

    def forces_the_making(self) -> int:
        """Whether the page offers it or not; the status of the answer."""
        return self.forces(f"{self.draft}make/")

    def papers(self, case: str) -> list[str]:
        """Addresses of what was made."""
        self.page.goto(f"{case}dossiers/")
        links = self.page.locator("main a[href*='/dossiers/made/']")
        return [str(link.get_attribute("href")) for link in links.all()]

    def makes_it(self) -> str:
        """The address of the paper."""
        self.reviews()
        self._form("/make/").locator("button").click()
        self.page.locator("#confirm [data-yes]").click()
        self.page.wait_for_url(re.compile(r"/dossiers/made/\d+/$"), timeout=PRINTING)
        return self.page.url.removeprefix(self.world.desk)

    def fingerprint(self) -> str:
        """Of the key that signs, as the paper's page tells it."""
        found = re.search(r"(?:[0-9a-f]{4} ?){10}", self.page.locator("dl.facts").inner_text())
        assert found
        return found[0].strip()

    def saves_paper(self, folder: Path) -> Path:
        """The PDF."""
        return self._downloads(self._form("/pdf/"), folder)

    def saves_bundle(self, folder: Path, recipients: str = "") -> Path:
        """The zip, its exhibits sealed to these recipients where the paper says so."""
        form = self._form("/bundle/")
        if recipients:
            form.locator("textarea[name=recipients]").fill(recipients)
        return self._downloads(form, folder)

    def _downloads(self, form: Locator, folder: Path) -> Path:
        with self.page.expect_download(timeout=PRINTING) as download:
            form.locator("button").click(timeout=PRINTING)
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def _form(self, ending: str) -> Locator:
        return self.page.locator(f"form[action$='{ending}']")

    def _saves(self, form: Locator) -> None:
        with self.page.expect_navigation():
            form.locator("> button, > .row > button").last.click()
        expect(self.page.locator("main")).to_be_visible()
