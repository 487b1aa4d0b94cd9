"""Women and men who tell nobody anything: each gets her own steps, with scripts and without (P3, P10)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.site.conftest import CHROMIUM, FLAGS
from tests.site.instances import IRAQ, built
from tests.site.served import ours

LANGUAGES = {"ar": "a", "ckb": "k", "en": "e"}
QUESTIONS = ("phone", "age", "danger", "deadline", "who")
LAST = ["one-person", "call", "what-now"]


@cache
def markdown(guide: str, language: str) -> str:
    return (IRAQ / "guides" / guide / f"{language}.md").read_text(encoding="utf-8")


def title(guide: str, language: str) -> str:
    (found,) = re.findall(r'^title = "(.*)"$', markdown(guide, language), re.M)
    return str(found)


def step_names(language: str) -> dict[str, str]:
    """Ids of the first minutes' steps by their titles."""
    steps = re.findall(r"^::: step (\S+)[^\n]*\n### (.+)$", markdown("now", language), re.M)
    return {words: id for id, words in steps}


def answer_numbers(question: str) -> list[str]:
    """Ids of the answers, in their order."""
    part = markdown("now", "en").split(f"::: question {question}\n")[1].split(":::")[0]
    return re.findall(r"^- ([a-z]+):", part, re.M)


@dataclass
class Visitor:
    """Somebody who reads. What her browser asked for is kept."""

    page: Page
    origin: str
    language: str
    asked: list[str] = field(default_factory=list)

    def arrives(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(f"{self.origin}/{LANGUAGES[self.language]}")

    def goes_to(self, guide: str) -> None:
        """Presses what leads to a guide, opening what it is folded into."""
        link = self.page.locator("main a:not(.back)", has_text=title(guide, self.language))
        for fold in link.first.locator("xpath=ancestor::details[not(@open)]").all():
            fold.locator("> summary").click()
        link.first.click()
        self.reads(guide)

    def reads(self, guide: str) -> None:
        self.page.locator("h1", has_text=title(guide, self.language)).wait_for()

    def answers(self, **given: str) -> None:
        """One question comes after the other; no request depends on an answer (P3)."""
        before = len(self.asked)
        for number, question in enumerate(QUESTIONS):
            assert self.page.locator("fieldset.question:visible").count() == number + 1
            chosen = answer_numbers(question).index(given[question])
            self.page.locator(f"label:has(#q{number}-{chosen})").click()
        assert self.asked[before:] == []

    def steps(self) -> list[str]:
        """Ids of the steps that she sees, in their order."""
        names = step_names(self.language)
        titles = self.page.locator("details.step:visible > summary h2").all_inner_texts()
        return [names[words] for words in titles]

    def opens(self, step: str) -> str:
        """The words of one step."""
        words = next(words for words, id in step_names(self.language).items() if id == step)
        fold = self.page.locator("details.step:visible", has=self.page.get_by_role("heading", name=words, exact=True))  # fmt: skip
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
        return fold.inner_text()

    def follows(self, step: str, guide: str) -> None:
        """A link in a step, to the guide of that name, whatever the link's words are."""
        self.opens(step)
        words = re.findall(rf"\[([^\]]*)\]\(guide:{guide}\)", markdown("now", self.language))
        links = self.page.locator("details.step[open]:visible a")
        shown = links.all_inner_texts()
        links.nth(next(number for number, text in enumerate(shown) if text in words)).click()
        self.reads(guide)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with ours(built(tmp_path_factory.mktemp("site") / "out")) as origin:
        yield origin


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
    yield browser
    browser.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=list(LANGUAGES))
def visitor(
    request: pytest.FixtureRequest, scripts: bool, origin: str, browser: Browser
) -> Iterator[Visitor]:
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 360, "height": 640}
    )
    her = Visitor(context.new_page(), origin, request.param)
    her.arrives()
    yield her
    if scripts:
        assert her.page.url.removeprefix(origin) in ("/", "/a", "/k", "/e")
    strangers = [url for url in her.asked if not url.startswith((origin, "data:"))]
    assert strangers == []
    context.close()


def test_a_stranger_in_her_account(visitor: Visitor) -> None:
    visitor.goes_to("now")
    visitor.answers(phone="mine", age="adult", danger="no", deadline="no", who="stranger")
    middle = ["who-knows", "no-more", "pay", "keep", "friends", "accounts", "stranger"]
    assert visitor.steps() == ["breathe", *middle, *LAST]
    visitor.follows("friends", "instagram")
    assert visitor.page.locator("details.step, .step").count() >= 5


def test_an_ex_with_a_deadline_tonight(visitor: Visitor) -> None:
    visitor.goes_to("now")
    visitor.answers(phone="mine", age="adult", danger="unsure", deadline="yes", who="known")
    middle = ["who-knows", "no-more", "tonight", "pay", "keep", "friends", "accounts", "known"]
    assert visitor.steps() == ["unsure", "breathe", *middle, *LAST]
    visitor.follows("known", "plan")
    assert visitor.page.locator("textarea").count() >= 5


def test_a_girl_of_fifteen_on_a_phone_that_others_look_into(visitor: Visitor) -> None:
    visitor.goes_to("now")
    visitor.answers(phone="shared", age="minor", danger="unsure", deadline="no", who="known")
    first = ["unsure", "watched", "breathe", "minor", "who-knows", "no-more", "pay"]
    steps = visitor.steps()
    assert steps == [*first, "keep-shared", "friends", "accounts", "known", *LAST]
    assert "keep" not in steps, "on such a phone nothing is kept first"
    visitor.follows("minor", "under-18")


def test_a_boy_of_sixteen_and_a_girl_who_is_none(visitor: Visitor) -> None:
    visitor.goes_to("now")
    visitor.answers(phone="mine", age="minor", danger="no", deadline="yes", who="stranger")
    steps = visitor.steps()
    assert steps[:2] == ["breathe", "minor"]
    assert steps.index("tonight") < steps.index("pay") < steps.index("stranger")
    visitor.page.goto(f"{visitor.origin}/{LANGUAGES[visitor.language]}")
    visitor.goes_to("men")


def test_in_danger_now(visitor: Visitor) -> None:
    visitor.goes_to("now")
    visitor.answers(phone="unsaid", age="unsaid", danger="yes", deadline="unsaid", who="unsaid")
    steps = visitor.steps()
    assert steps[0] == "leave", "people before anything else"
    assert steps.index("keep-shared") > steps.index("minor")
    visitor.opens("leave")
    assert visitor.page.locator("details.step[open] details.service:visible").count() == 2


def test_at_two_in_the_morning(visitor: Visitor) -> None:
    visitor.goes_to("now")
    visitor.page.locator("fieldset:visible .way-out a").first.click()
    visitor.reads("dying")
    assert visitor.page.locator("main a[href^='tel:']").count() >= 1


def test_forced_yesterday(visitor: Visitor) -> None:
    visitor.goes_to("now")
    visitor.page.locator("fieldset:visible .way-out a").last.click()
    visitor.reads("touched")
    words = visitor.page.locator("main").inner_text()
    assert re.search("72|٧٢", words) and re.search("120|١٢٠", words)
    assert visitor.page.locator("main .attention:visible").count() >= 1, "no clinician has read it"


def test_her_sister_asks(visitor: Visitor) -> None:
    visitor.goes_to("for-someone")
    assert visitor.page.locator("main input, main textarea").count() == 0


def test_he_is_an_officer(visitor: Visitor) -> None:
    visitor.goes_to("official")
    assert visitor.page.locator("main a[href^='tel:']").count() == 0, "no state line on this page"
