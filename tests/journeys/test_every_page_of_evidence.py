"""Every page of a case's evidence in three languages at three widths: axe finds nothing, nothing scrolls sideways, no complaint."""

import io
from dataclasses import dataclass

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, expect

from tests.journeys.people.officer import Officer
from tests.journeys.test_every_page import looked_at
from tests.journeys.world import World, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHAT = """[5/3/24, 8:07:12 PM] Noor: synthetic words
[5/3/24, 8:08:00 PM] ~ Zed: send 500 USDT before tomorrow, or I send everything to your father
[5/3/24, 8:09:00 PM] ~ Zed: call +964 770 000 0000
"""


def picture() -> bytes:
    """A screenshot that shows nobody."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((540, 960)).save(out, "PNG")
    return out.getvalue()


def payload(name: str, kind: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


@dataclass
class AtWork:
    """The lawyer, and the addresses of her case and draft."""

    officer: Officer
    case: str
    draft: str


@pytest.fixture(scope="module")
def lawyer(desktop: Browser, world: World) -> AtWork:
    """A lawyer with a case: a chat, a picture, a mark, a draft."""
    made = Officer(desktop, world, "lawyer", look=True).signs_in()
    until(lambda: bool(made.reports()))  # until the worker has brought it
    made.page.goto(made.reports()[0])
    case = made.makes_the_case()
    page = made.page
    page.goto(f"{case}exhibits/")
    chat = payload("_chat.txt", "text/plain", CHAT.encode())
    page.set_input_files("input[name=files]", [chat, payload("s.png", "image/png", picture())])
    page.locator("form[data-upload] button").click()
    expect(page.locator("#exhibits tbody tr")).to_have_count(2, timeout=30_000)
    until(lambda: page.goto(f"{case}chats/") and page.locator("li.message").count() == 3)
    page.locator("li.message").nth(1).locator("summary").click()
    page.locator("li.message").nth(1).locator("button[value=threat]").click()
    expect(page.locator("button.tag.on")).to_have_count(1)
    page.goto(f"{case}dossiers/")
    page.locator("form[action$='/begin/'] button").click()
    page.locator("form[action*='/fill/marked/'] button").click()
    return AtWork(made, case, page.url.split("#")[0].removeprefix(world.desk))


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_the_rooms_of_evidence(lawyer: AtWork, language: str) -> None:
    page, wrong = lawyer.officer.page, []
    page.goto("/me/")
    page.locator(f"button[name=language][value={language}]").first.click()
    case = lawyer.case
    parts = ("", "exhibits/", "exhibits/1/", "exhibits/2/", "exhibits/1/gaps/", "chats/", "who/")
    pages = [case + part for part in (*parts, "losses/", "dossiers/")]
    for address in [*pages, lawyer.draft, f"{lawyer.draft}review/"]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == language
        name = address.removeprefix(case).strip("/").replace("/", "-") or "case"
        wrong += looked_at(page, f"evidence-{language}-{name[:30]}")
    assert wrong == []
    assert lawyer.officer.complaints == []
