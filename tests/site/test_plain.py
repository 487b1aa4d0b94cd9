"""With JavaScript off every page can be read, says what can be done, and is left with one press."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from amana.packs import load
from tests.site.conftest import Place
from tests.site.her import AXE, TAGS
from tests.site.instances import IRAQ

pytestmark = pytest.mark.browser
FIRST = {"/": "ar", "/a": "ar", "/k": "ckb", "/e": "en"}
EMPTY = ("/x", "/x.html")


def addresses(place: Place) -> list[str]:
    """Of every page of the site, as its builder lists them."""
    routes = json.loads((place.folder / "headers.json").read_text())["routes"]
    return sorted(at for at, entry in routes.items() if entry["file"].endswith(".html"))


def plain(browser: Browser, address: str) -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("address", FIRST)
def test_the_first_page_says_what_works_and_what_does_not(
    chromium: Browser, place: Place, address: str
) -> None:
    texts, page = load(IRAQ).texts[FIRST[address]], plain(chromium, place.address + address)
    for way in ("home.tell", "home.receipt"):
        summary = page.locator("summary", has_text=texts[way])
        summary.click()
        said = page.locator("details", has=summary).get_by_text(texts["home.script"])
        expect(said).to_be_visible()
    page.locator("summary", has_text=texts["home.help"]).click()
    page.locator("summary", has_text=texts["help.title"]).click()
    for service in load(IRAQ).services.hers():
        number = page.get_by_role("link", name=service.contact.removeprefix("https://"), exact=True)
        name = service.name[FIRST[address]]
        expect(number).not_to_be_visible()
        page.locator("details.service > summary", has_text=name).click()
        expect(number).to_be_visible()
    page.context.close()


def test_every_page_leads_to_the_numbers_and_out(chromium: Browser, place: Place) -> None:
    page = plain(chromium, place.address + "/")
    for address in addresses(place):
        if address in EMPTY:
            continue  # where she leaves to
        page.goto(place.address + address)
        expect(page.locator("h1"), address).to_be_visible()
        assert page.locator("form, [onclick], [name=q0]:checked").count() == 0, address
        assert (
            page.locator("input:not([autocomplete=off]), textarea:not([autocomplete=off])").count()
            == 0
        )
        numbers = page.locator("a[href^='tel:']").count()
        home = page.locator("a.back[href$='.html']").count()
        assert numbers or home, address
        page.click("#exit")
        assert page.url == place.address + EMPTY[1]
        assert page.locator("body").inner_text().strip() == ""
    page.context.close()


def test_axe_finds_nothing_on_any_of_them(chromium: Browser, place: Place) -> None:
    """Axe is a script itself; so the page's own scripts are kept away instead."""
    context = chromium.new_context(viewport={"width": 360, "height": 6000}, bypass_csp=True)
    context.route("**/*.js", lambda route: route.abort())
    page, wrong = context.new_page(), []
    for address in addresses(place):
        if address in EMPTY:
            continue
        page.goto(place.address + address)
        page.locator("details").evaluate_all("all => all.forEach(each => each.open = true)")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        wrong += page.evaluate(
            "(tags) => axe.run({runOnly: tags}).then(r => r.violations.map(v => "
            "location.pathname + ' ' + v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))",
            TAGS,
        )
    assert wrong == []
    context.close()
