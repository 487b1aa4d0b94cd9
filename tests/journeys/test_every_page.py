"""Every page in three languages at three widths: axe finds nothing, nothing scrolls sideways, no complaint of browser or policy."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.people.officer import Officer
from tests.journeys.people.survivor import Survivor
from tests.journeys.world import World
from tests.site.her import AXE, TAGS, sees_number

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGUAGES = {"ar": "caseworker", "ckb": "lawyer", "en": "intake"}
WIDTHS = (360, 768, 1280)
SHOTS = os.environ.get("AMANA_SHOTS")
DESK = (
    "/",
    "/cases/",
    "/intake/",
    "/organisation/",
    "/me/",
    "/me/words/",
    "/me/passkeys/",
    "/close/",
)


def looked_at(page: Page, name: str) -> list[str]:
    """What is wrong with this page, in words; nothing when all is well."""
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            wrong.append(f"{name}: {wide} wide at {width}")
        if SHOTS:
            folder = Path(SHOTS)
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    for width in (WIDTHS[0], WIDTHS[-1]):
        page.set_viewport_size({"width": width, "height": 6000})
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "(tags) => axe.run({runOnly: tags}).then(r => r.violations.map(v => "
            "v.id + ': ' + v.nodes.map(n => n.html).join(' | ').slice(0, 300)))",
            TAGS,
        )
        wrong += [f"{name} at {width}: {each}" for each in found]
    return wrong


@pytest.fixture(scope="module", params=LANGUAGES)
def officer(request: pytest.FixtureRequest, desktop: Browser, world: World) -> Iterator[Officer]:
    """An officer of each language, with one case of the waiting synthetic report."""
    person = Officer(desktop, world, LANGUAGES[request.param], look=True).signs_in()
    yield person
    person.leaves()


def test_the_desk(officer: Officer) -> None:
    name, wrong = officer.person.language, []
    waiting = officer.reports()
    pages = [*DESK, *waiting]
    if waiting and name == "en":
        officer.opens(waiting[0])
        officer.makes_the_case(admitting=("caseworker", "lawyer"))
        officer.writes_back("Synthetic answer")
        pages.remove(waiting[0])
    cases = officer.cases()
    for case in cases[:1]:
        pages += [case, f"{case}history/"]
    for address in [*pages, "/organisation/missing/", "/nowhere/"]:
        officer.page.set_viewport_size({"width": 1280, "height": 900})
        officer.page.goto(address)
        assert officer.page.locator("html").get_attribute("lang") == name, address
        kind = (
            "intake/report"
            if address in waiting
            else "case"
            if address in cases
            else address.strip("/")
        )
        wrong += looked_at(officer.page, f"desk-{name}-{(kind or 'today').replace('/', '-')[:30]}")
    assert wrong == []
    assert officer.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gate(desktop: Browser, world: World, language: str) -> None:
    gate = Officer(desktop, world, LANGUAGES[language], look=True)
    gate.page.goto("/sign-in/")
    gate.page.locator(f"button[name=language][value={language}]").click()
    gate.page.wait_for_selector(f"html[lang={language}]")
    wrong = looked_at(gate.page, f"desk-{language}-sign-in")
    gate.page.fill("input[name=login]", gate.login)
    gate.page.fill("input[name=words]", "not these words at all")
    gate.page.locator("form button.main").click()
    gate.page.locator(".refusal").wait_for()
    wrong += looked_at(gate.page, f"desk-{language}-refused")
    gate.page.fill("input[name=login]", gate.login)
    gate.page.fill("input[name=words]", gate.person.passphrase)
    gate.page.locator("form button.main").click()
    gate.page.locator("input[name=code]").wait_for()
    wrong += looked_at(gate.page, f"desk-{language}-second")
    assert wrong == []
    assert gate.complaints == []
    gate.leaves()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_with_scripts(phone: Browser, world: World, language: str) -> None:
    """The screens one after another, as she meets them, at each width."""
    her = Survivor(phone, world.site, language, look=True)
    wrong: list[str] = []
    her.inspect = lambda name: wrong.extend(looked_at(her.page, f"site-{language}-{name}"))  # type: ignore[method-assign]
    her.says("Invented words")
    her.answers()
    her.limits(card=["Banu Synthetic"])
    her.chooses_the_desk()
    her.sends()
    her.press("receipt.onward")
    her.page.locator(".pad button").first.wait_for()
    her.inspect("check")
    assert wrong == []
    assert her.complaints == []
    her.leaves()


@pytest.mark.parametrize("address", ["/", "/a", "/k", "/e", "/x"])
def test_the_site_without_scripts(phone: Browser, world: World, address: str) -> None:
    context = phone.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(world.site + address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(
                path=Path(SHOTS) / f"plain{address.replace('/', '-')}-{width}.png", full_page=True
            )
    if address != "/x":
        sees_number(page)
        page.click("#exit")
        assert page.url.endswith("/x.html")
    context.close()
    if address == "/x":  # empty on purpose: she has left
        return
    with_axe = phone.new_context(bypass_csp=True)
    plain = with_axe.new_page()
    plain.route("**/*.js", lambda route: route.abort())
    plain.goto(world.site + address)
    plain.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
    assert looked_at(plain, f"plain{address.replace('/', '-')}") == []
    with_axe.close()
