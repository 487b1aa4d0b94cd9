"""A caseworker in the rooms of a case: exhibits, chats, who he is, what he took. Elements are found by address and name, never by words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.journeys.people.officer import Officer
from tests.journeys.world import until

DARK = 120.0  # seconds for the dark room on a busy machine


class Caseworker(Officer):
    """One officer who works with the exhibits of a case."""

    def exhibits(self, case: str) -> list[str]:
        """The words of the table's rows."""
        self.page.goto(f"{case}exhibits/")
        return self.page.locator("#exhibits tbody tr").all_inner_texts()

    def sees_exhibits_arrive(self, case: str, count: int) -> None:
        """Until so many have arrived and the dark room has looked at each; the table is asked for again by the page itself."""
        until(lambda: len(self.exhibits(case)) == count)
        whole = self.page.locator("#exhibits tbody tr:has(.mark.done)")
        expect(whole).to_have_count(count, timeout=DARK * 1000)
        expect(self.page.locator("#exhibits:not([hx-get])")).to_be_visible(timeout=DARK * 1000)

    def opens_exhibit(self, case: str, number: int) -> str:
        """Its page; what it says."""
        answer = self.page.goto(f"{case}exhibits/{number}/")
        assert answer is not None and answer.status == 200
        return self.page.locator("main").inner_text()

    def custody(self) -> list[str]:
        """The rows of custody on an exhibit's page."""
        return self.page.locator("main section").last.locator("tbody tr").all_inner_texts()

    def blurred(self) -> list[int]:
        """The widths of the blurred views on this page, once each is drawn, in pixels of their own."""
        views = self.page.locator("figure.blurred img")
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('figure.blurred img')].every((i) => i.complete)"
        )
        return list(views.evaluate_all("views => views.map((view) => view.naturalWidth)"))

    def tries_to_look(self, reason: str) -> None:
        """From an exhibit's page."""
        form = self.page.locator("form[action$='/look/']")
        self.unfold(form).locator("input[name=reason]").fill(reason)
        form.locator("button").click()

    def looks_once(self, reason: str) -> str:
        """Gives the reason and sees it; the address from which the picture came."""
        self.tries_to_look(reason)
        seen = self.page.locator("img.shown-once")
        expect(seen).to_have_js_property("complete", True)
        assert seen.evaluate("seen => seen.naturalWidth") > 0
        return str(seen.get_attribute("src"))

    def has_the_words_read(self, case: str, number: int) -> list[str]:
        """OCR of one picture; its lines."""
        self.opens_exhibit(case, number)
        self.page.locator("form[action$='/read-text/'] button").click()
        lines: list[str] = []

        def read() -> bool:
            self.opens_exhibit(case, number)
            lines[:] = self.page.locator("main td:first-child bdi.hers[dir=auto]").all_inner_texts()
            return bool(lines)

        until(read, seconds=DARK, pause=1)
        return lines

    def opens_the_timeline(self, case: str) -> list[str]:
        """The words of all chats, in the order in which the page shows them."""
        self.page.goto(f"{case}chats/")
        return self.page.locator("li.message .what > :first-child").all_inner_texts()

    def marks(self, words: str, tag: str) -> None:
        """Puts a mark on the message with these words."""
        message = self.message(words)
        self.unfold(message.locator(f"button[name=tag][value={tag}]")).click()
        expect(self.message(words).locator("button.tag.on")).to_have_count(1)

    def message(self, words: str) -> Locator:
        """A message of the timeline."""
        return self.page.locator("li.message", has_text=words)

    def suggested(self, case: str) -> list[str]:
        """Normal forms of the identifiers that wait for a person."""
        self.page.goto(f"{case}who/")
        waiting = self.page.locator("form[action$='/settle/'] input[name=normal]")
        return [each.input_value() for each in waiting.all()]

    def confirms_identifier(self, case: str, normal: str, why: str) -> None:
        """Says that it is his."""
        self.page.goto(f"{case}who/")
        form = self.page.locator(
            f"form[action$='/settle/']:has(input[name=normal][value='{normal}'])"
        ).first
        self.unfold(form).locator("input[name=words]").fill(why)
        form.locator("button[value=confirmed]").click()
        expect(
            self.page.locator("tr:has(form[action$='/forget/'])", has_text=normal)
        ).to_be_visible()

    def enters_loss(self, case: str, told: Mapping[str, str], proofs: list[int]) -> str:
        """A line of the ledger; the totals afterwards."""
        self.page.goto(f"{case}losses/")
        form = self.page.locator("form[action$='/losses/enter/']")
        self.unfold(form).locator("select[name=kind]").select_option(told["kind"])
        for name in ("what", "amount", "unit", "day", "channel", "reference"):
            form.locator(f"input[name={name}]").fill(told[name])
        for number in proofs:
            form.locator(f"input[name=proofs][value='{number}']").check()
        form.locator("button").click()
        expect(self.page.locator("tr:has(form[action$='/losses/remove/'])")).to_have_count(1)
        return self.page.locator("table.narrow").inner_text()

    def forces(self, address: str, **fields: str) -> int:
        """Sends a form that the page may not offer, as this browser would; the status of the answer."""
        token = self.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
        answer = self.context.request.post(
            address,
            form={"csrfmiddlewaretoken": token, **fields},
            headers={"Origin": self.world.desk, "Referer": self.page.url},
            max_redirects=0,
        )
        return answer.status

    @contextmanager
    def fails_with(self, status: int) -> Iterator[None]:
        """The next form is answered with this status and changes nothing."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
            yield
        assert answered.value.status == status, answered.value.text()[:2000]
