"""P6 in the browser: every request of every page of site and desk goes to site, relay or desk, by Chromium's own log too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Response, sync_playwright

from tests.darkroom.samples import screenshot
from tests.journeys import world as worlds
from tests.journeys.people.officer import Officer
from tests.journeys.people.survivor import Survivor
from tests.journeys.test_every_page import DESK
from tests.journeys.world import World
from tests.promises.connections import Reached, by_browser
from tests.site.conftest import CHROMIUM, FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STORY = "Invented words of a watched page 61"


AUTOFILL = "content-autofill.googleapis.com"


ROOMS = (
    "",
    "history/",
    "exhibits/",
    "exhibits/1/",
    "exhibits/3/",
    "exhibits/3/gaps/",
    "chats/",
    "who/",
    "losses/",
    "dossiers/",
)
LINKED = (
    b"05/03/2024, 20:07 - Synthetic: see http://192.0.2.1:81/x.png <img src=//192.0.2.1:81/y.png>\n"
)


@dataclass
class Watched:
    """What the browser was asked for, page by page, and the policies that came with the pages."""

    world: World
    requests: set[tuple[str, str]] = field(
        default_factory=set
    )  # origin of the page, of the request
    policies: dict[str, set[str]] = field(default_factory=dict)  # by the page's origin

    def watch(self, context: BrowserContext) -> None:
        context.on(
            "request",
            lambda request: self.requests.add((origin(request.frame.url), origin(request.url))),
        )
        context.on("response", self._policy)

    def hers(self, visit: Survivor) -> None:
        """Every request of a visit, from its first byte."""
        self.requests |= {(self.world.site, origin(url)) for url in visit.asked}

    def _policy(self, response: Response) -> None:
        if response.request.resource_type == "document":
            policy = response.headers.get("content-security-policy", "")
            self.policies.setdefault(origin(response.url), set()).add(policy)


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme.startswith("http") else url


@dataclass(frozen=True)
class NetLogs:
    """What two browsers wrote of their network: hers, and the officer's."""

    hers: Path
    officers: Path


@pytest.fixture(scope="module")
def netlogs(tmp_path_factory: pytest.TempPathFactory) -> NetLogs:
    folder = tmp_path_factory.mktemp("netlog")
    return NetLogs(folder / "hers.json", folder / "officers.json")


@pytest.fixture(scope="module")
def lived(netlogs: NetLogs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """She reports with a file, an officer answers and looks at every page, she returns; then the browsers are closed."""
    folder = tmp_path_factory.mktemp("pages")
    with worlds.running(folder / "demo") as world:
        with sync_playwright() as playwright:
            hers, officers = (
                playwright.chromium.launch(
                    executable_path=CHROMIUM, args=[*FLAGS.split(), f"--log-net-log={log}"]
                )
                for log in (netlogs.hers, netlogs.officers)
            )
            watched = Watched(world)
            _without_scripts(hers, watched)
            things = _reports(hers, watched, folder)
            _answered(officers, watched, folder)
            _returns(hers, watched, things)
            hers.close()
            officers.close()
        yield watched


def _without_scripts(browser: Browser, watched: Watched) -> None:
    context = browser.new_context(java_script_enabled=False)
    watched.watch(context)
    page = context.new_page()
    left, seen = ["/", "/a", "/k", "/e", "/x"], set[str]()
    while left:
        path = left.pop()
        seen.add(path)
        page.goto(watched.world.site + path)
        hrefs = page.locator("a[href$='.html']").evaluate_all("all => all.map(a => a.pathname)")
        left += [href for href in hrefs if href not in seen and href not in left]
    context.close()


def _reports(browser: Browser, watched: Watched, folder: Path) -> list[str]:
    file = folder / "chat.txt"
    file.write_bytes(b"synthetic line\n" * 5_000)
    her = Survivor(browser, watched.world.site, "en")
    watched.watch(her.context)
    her.says(STORY)
    her.answers()
    her.limits()
    her.chooses_the_desk()
    things = her.sends([file])
    her.picks_two_again(things)
    her.sees_files_arrive()
    watched.hers(her)
    her.leaves()
    return things


def _answered(browser: Browser, watched: Watched, folder: Path) -> None:
    officer = Officer(browser, watched.world, "intake")
    watched.watch(officer.context)
    officer.signs_in()
    officer.finds(STORY)
    case = officer.makes_the_case()
    officer.writes_back("Invented answer 61")
    _looks_at_a_picture(officer, case, folder)
    for address in (*DESK, *(case + room for room in ROOMS), "/nowhere/"):
        officer.page.goto(address)
    officer.page.wait_for_timeout(3_000)  # what a page asks for by and by
    officer.leaves()


def _looks_at_a_picture(officer: Officer, case: str, folder: Path) -> None:
    """Handed over at the desk, blurred, and seen once; and a chat with a link in it."""
    (folder / "synthetic.png").write_bytes(screenshot("SYNTHETIC"))
    (folder / "words.txt").write_bytes(LINKED)
    page = officer.page
    page.goto(f"{case}exhibits/")
    page.set_input_files("input[type=file]", [folder / "synthetic.png", folder / "words.txt"])
    with page.expect_navigation():
        page.locator("form[action$='/exhibits/add/'] button").click()
    page.goto(f"{case}exhibits/2/")
    page.locator("figure.blurred img").first.wait_for(timeout=120_000)
    page.locator("form[action$='/look/'] input[name=reason]").fill("synthetic reason")
    page.locator("form[action$='/look/'] button").click()
    page.locator("img.shown-once").wait_for()


def _returns(browser: Browser, watched: Watched, things: list[str]) -> None:
    back = Survivor(browser, watched.world.site, "en")
    watched.watch(back.context)
    back.enters(things)
    back.waits_for("box.answered")
    back.writes_again("Invented words again 61")
    back.destroys()
    watched.hers(back)
    back.leaves()


def test_p6_every_request_of_a_page_goes_to_its_own_host_or_from_site_to_relay(
    lived: Watched,
) -> None:
    site, relay, desk = lived.world.site, lived.world.relay, lived.world.desk
    made = {(page, asked) for page, asked in lived.requests if page.startswith("http")}
    assert made == {(site, site), (site, relay), (desk, desk)}
    strange = {asked for _, asked in lived.requests} - {site, relay, desk}
    assert all(asked.startswith(("blob:", "data:")) for asked in strange), strange


def test_p6_the_policy_of_each_page_names_nobody_else(lived: Watched) -> None:
    assert lived.policies.keys() == {lived.world.site, lived.world.desk}
    for page, policies in lived.policies.items():
        for policy in policies:
            directives = dict(each.split(maxsplit=1) for each in policy.split("; "))
            assert directives["default-src"] == "'none'", (page, policy)
            named = {word for value in directives.values() for word in value.split()}
            hosts = {word for word in named if not word.startswith(("'", "blob:", "data:"))}
            policed = {"amana", "script"} | hosts  # Trusted Types' names, not hosts
            assert {h for h in policed if "." in h or ":" in h} <= {lived.world.relay}, policy
            if page == lived.world.desk:
                assert lived.world.relay not in policy


def test_p6_her_chromium_reached_nobody_but_autofill(lived: Watched, netlogs: NetLogs) -> None:
    """Chromium asks Google what the fields of any form are called; docs/threats.md tells what that gives away."""
    reached, asked = by_browser(netlogs.hers)
    ports = lived.world.record.ports
    assert {r.port for r in reached} == {ports.site, ports.relay}
    assert all(r.local for r in reached), reached
    assert asked <= {"localhost", AUTOFILL}, asked


def test_p6_an_officers_chromium_reached_nobody_but_autofill(
    lived: Watched, netlogs: NetLogs
) -> None:
    """docs/operations.md says how a desk turns that off."""
    reached, asked = by_browser(netlogs.officers)
    assert {r.port for r in reached} == {lived.world.record.ports.desk}
    assert all(r.local for r in reached), reached
    assert asked <= {"localhost", AUTOFILL}, asked


def test_p6_the_log_would_show_a_stranger(tmp_path: Path) -> None:
    netlog = tmp_path / "netlog.json"
    with sync_playwright() as playwright:
        flags = [*FLAGS.split(), f"--log-net-log={netlog}"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        page = browser.new_page()
        for stranger in ("127.0.0.1:4", "192.0.2.1:81"):
            page.evaluate("host => void fetch(`http://${host}/`).catch(() => 0)", stranger)
        page.wait_for_timeout(500)
        browser.close()
    reached, _ = by_browser(netlog)
    assert {Reached("127.0.0.1", 4), Reached("192.0.2.1", 81)} <= reached
