"""An officer at a desktop: signs in with both factors, opens, reads, answers, admits, excludes."""

import time
from pathlib import Path
from typing import Self

import pyotp
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.journeys.world import World, until

STEP = 30  # seconds of a code


class Officer:
    """One officer in a browser of her own."""

    used: dict[str, int] = {}  # the last half-minute whose code somebody used, by secret

    def __init__(
        self, browser: Browser, world: World, login: str, *, width: int = 1280, look: bool = False
    ) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            accept_downloads=True,
            bypass_csp=look,
            base_url=world.desk,
        )
        self.world, self.login, self.person = world, login, world.person(login)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page: Page = self.context.new_page()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        # The answers 404, 409 and 422 are meant, and Chromium writes each of them down.
        if (
            message.type in ("error", "warning")
            and "the server responded with a status of 4" not in message.text
        ):
            self.complaints.append(f"{message.text} {message.location['url']}")

    def code(self) -> str:
        """A code that was not used yet; waits for the next half-minute when it must."""
        secret = self.person.totp_secret
        step = max(int(time.time()) // STEP, Officer.used.get(secret, 0) + 1)
        until(lambda: int(time.time()) // STEP >= step - 1)
        Officer.used[secret] = step
        return pyotp.TOTP(secret).at(step * STEP)

    def gives_both_factors(self) -> None:
        """Name and words, then six digits."""
        self.page.goto("/sign-in/")
        self.page.fill("input[name=login]", self.login)
        self.page.fill("input[name=words]", self.person.passphrase)
        self.page.locator("form button.main").click()
        self.page.locator("input[name=code]").fill(self.code())
        self.page.locator("form:has(input[name=code]) button.main").click()
        self.page.wait_for_load_state()

    def signs_in(self) -> Self:
        """To Today."""
        self.gives_both_factors()
        expect(self.page.locator("nav.rooms")).to_be_visible(timeout=20_000)
        return self

    def reports(self) -> list[str]:
        """Addresses of the new reports that this officer's key opens, as Today shows them."""
        self.page.goto("/")
        links = self.page.locator("main a[href^='/intake/']")
        return [str(link.get_attribute("href")) for link in links.all()]

    def finds(self, words: str) -> None:
        """Opens the page of the new report with these very words, once it is collected."""
        seen: set[str] = set()

        def look() -> bool:
            for address in self.reports():
                if address in seen:
                    continue
                seen.add(address)
                if self.opens(address) != 200:
                    continue  # a letter of hers whose report is no case yet
                if self.page.locator(".said.hers").inner_text().split() == words.split():
                    return True
            return False

        until(look)

    def makes_the_case(self, *, admitting: tuple[str, ...] = ()) -> str:
        """The case's address."""
        for login in admitting:
            label = self.world.label(login, self.person.language)
            self.page.locator("fieldset label", has_text=label).locator("input").check()
        self.page.locator("main form:has(fieldset) button").click()
        self.page.wait_for_url("**/cases/*/")
        assert self.page.locator("textarea[name=words]").count() == 1, self.page.inner_text("main")
        return self.page.url.removeprefix(self.world.desk)

    def opens(self, case: str) -> int:
        """GETs the case's page; the status."""
        answer = self.page.goto(case)
        assert answer is not None
        return answer.status

    def cases(self) -> list[str]:
        """Addresses of the cases in the list."""
        self.page.goto("/cases/")
        links = self.page.locator("main th a[href^='/cases/']")
        return [str(link.get_attribute("href")) for link in links.all()]

    def reads(self) -> list[str]:
        """Her words on the case's page, oldest first."""
        return [
            text.strip()
            for text in self.page.locator(".timeline .from-her .said").all_inner_texts()
        ]

    def waits_to_read(self, case: str, words: str) -> None:
        """Until this message of hers is in the case."""
        until(lambda: self.opens(case) == 200 and words in self.reads(), pause=1)

    def sees_file(self, case: str, name: str) -> None:
        """Until the case lists the file as complete."""

        rows: list[str] = []

        def look() -> bool:
            self.opens(case)
            listed = self.page.locator("aside ul.plainlist li")
            rows[:] = listed.all_inner_texts()
            return listed.filter(has_text=name).locator(".mark.done").count() == 1

        try:
            until(look, pause=1)
        except AssertionError as error:
            raise AssertionError((name, rows)) from error

    def saves(self, name: str, folder: Path) -> Path:
        """The sealed original of the file with that name."""
        self.page.locator("aside ul.plainlist li", has_text=name).locator("a").click()
        with self.page.expect_download() as download:
            self.page.locator("form[action*='/files/'] button").click()
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    def writes_back(self, words: str) -> None:
        """From the case's page."""
        self.page.fill("textarea[name=words]", words)
        self.page.locator("form:has(textarea[name=words]) button").click()
        expect(self.page.locator(".from-us .said", has_text=words).first).to_be_visible()

    def admits(self, case: str, login: str) -> None:
        self.opens(case)
        form = self.page.locator("form[action$='/admit/']")
        form.locator("select").select_option(label=self.world.label(login, self.person.language))
        form.locator("button").click()
        self._really()

    def clears(self, case: str, login: str, declaration: str) -> None:
        """Records what an officer declared to this lead."""
        self.opens(case)
        label = self.world.label(login, self.person.language)
        form = self.page.locator("form[action$='/clear/']", has_text=label)
        form.locator("input[name=declaration]").fill(declaration)
        form.locator("button").click()
        self._really()

    def excludes(self, case: str, login: str, reason: str) -> None:
        self.opens(case)
        form = self.page.locator("form[action$='/exclude/']")
        form.locator("select").select_option(label=self.world.label(login, self.person.language))
        form.locator("input[name=reason]").fill(reason)
        form.locator("button").click()
        self._really()

    def can_admit(self, case: str) -> str:
        """The names in the choice of whom to admit."""
        self.opens(case)
        return " ".join(self.page.locator("form[action$='/admit/'] option").all_inner_texts())

    def closes_the_desk(self) -> None:
        self.page.goto("/close/")
        self.page.locator("main button.danger").click()
        self.page.wait_for_url("**/sign-in/")

    def signed_in(self) -> bool:
        """Whether Today still opens."""
        self.page.goto("/")
        return "/sign-in/" not in self.page.url

    def get(self, address: str):
        """A page as this browser would get it, without drawing it."""
        return self.context.request.get(address, max_redirects=0)

    def leaves(self) -> None:
        self.context.close()

    def unfold(self, what: Locator) -> Locator:
        """Opens every fold around it, as a person does who looks for it."""
        what.evaluate(
            "at => { for (let d = at.closest('details'); d; d = d.parentElement.closest('details'))"
            " d.open = true; }"
        )
        return what

    def _really(self) -> None:
        with self.page.expect_navigation():
            self.page.locator("#confirm [data-yes]").click()
