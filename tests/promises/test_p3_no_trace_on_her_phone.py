"""P3: a real profile on a disk after a whole visit. Nothing that she read, answered or wrote is in any file of it; two host names are."""

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from amana.packs import load
from amana.packs.guides import read_library
from amana.site.addresses import Addresses, data_of
from tests.journeys import world as worlds
from tests.journeys.people.firefox import Firefox, SurvivorInFirefox
from tests.journeys.people.survivor import Survivor
from tests.journeys.world import World, until
from tests.promises import canary, ordinary
from tests.promises.stored import search_profile
from tests.site.conftest import CHROMIUM, FLAGS
from tests.site.instances import IRAQ

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PACK = load(IRAQ)
LIBRARY = read_library(PACK)
PLACES = Addresses(PACK, LIBRARY)
SETTLED = 10  # seconds after which she may think that everything is written
READ = ("now", "pay", "plan", "traces", "dying")


def what_she_saw(language: str) -> canary.Needles:
    """Titles of what she opened, screens that she passed, and the addresses of all guides, in every disguise."""
    texts = PACK.texts[language]
    told = {id: LIBRARY.guides[id, language].title for id in READ}
    told |= {key: texts[key] for key in ("story.title", "receipt.title", "box.title", "whom.title")}
    places = [PLACES.guide(row.id, code) for row in LIBRARY.rows for code in PACK.codes]
    told |= {place: place for place in places} | {
        data_of(place): data_of(place) for place in places
    }
    return canary.Needles(
        {
            f"{how} of {name}": needle
            for name, text in told.items()
            for how, needle in canary.disguises(text).items()
        }
    )


@dataclass
class Phone:
    """Chromium with a profile of its own, started as a person's is; `page` is its one tab."""

    profile: Path
    playwright: Playwright
    process: subprocess.Popen[bytes] = field(init=False)
    browser: Browser = field(init=False)

    def starts(self, *more: str) -> "Phone":
        flags = [flag for flag in FLAGS.split() if not flag.startswith("--use-fake")]
        port = self.profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                CHROMIUM,
                *flags,
                f"--user-data-dir={self.profile}",
                "--remote-debugging-port=0",
                *more,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until(lambda: port.exists() and port.read_text().count("\n") >= 1)
        address = f"http://127.0.0.1:{port.read_text().split()[0]}"
        until(
            lambda: any(tab["type"] == "page" for tab in httpx.get(f"{address}/json/list").json())
        )
        self.browser = until(lambda: self._connected(address), seconds=120)
        return self

    def _connected(self, address: str) -> Browser | None:
        """A browser that is still starting may take the first connection and never answer on it."""
        try:
            return self.playwright.chromium.connect_over_cdp(address, timeout=8_000)
        except PlaywrightTimeout:
            return None

    def new_context(self, *, viewport: Any, **_: Any) -> Any:
        """The one that writes to the profile; a visit of hers takes it for a new one."""
        return self.browser.contexts[0]

    @property
    def page(self) -> Page:
        return self.browser.contexts[0].pages[-1]

    def is_closed(self) -> None:
        """As a person closes it: it may write what it wants to keep."""
        session = self.browser.new_browser_cdp_session()
        session.send("Browser.close")
        self.process.wait(30)

    def is_killed(self) -> None:
        """The battery is pulled out."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(30)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with worlds.running(tmp_path_factory.mktemp("p3") / "demo") as running:
        yield running


@contextmanager
def phone_of(profile: Path) -> Iterator[Phone]:
    with sync_playwright() as playwright:
        phone = Phone(profile, playwright).starts()
        try:
            yield phone
        finally:
            if phone.process.poll() is None:
                phone.is_killed()


def visits(phone: Phone, world: World) -> Survivor:
    """Guides, the five questions, a plan, a report and a return. Everything that she types carries the canary."""
    her = Survivor(phone, world.site, "ckb")  # type: ignore[arg-type]
    for guide in READ:
        _reads(her, guide)
    _reads(her, "plan")
    her.page.fill("#f-hours", canary.fresh("plan"))
    her.page.locator("button[data-do=report]").click()
    her.goes_on_to_her_words()
    her.page.fill("#story", canary.fresh("story"))
    her.press("page.next")
    her.answers()
    her.limits(card=[canary.fresh("card")])
    her.chooses_the_desk()
    things = her.sends()
    her.picks_two_again(things)
    her.page.reload()
    her.page.click(".languages a[lang=ckb]")
    her.screen("home.title")
    her.enters(things)
    her.screen("box.title")
    her.press("box.write")
    her.page.fill("#again", canary.fresh("letter"))
    return her


def _reads(her: Survivor, guide: str) -> None:
    if her.page.locator("a.back").count():
        her.page.locator("a.back").click()
    link = her.page.locator(f"main a[href='{PLACES.guide(guide, her.language)}']").first
    for fold in link.locator("xpath=ancestor::details[not(@open)]").all():
        fold.locator("> summary").click()
    link.click()
    her.page.locator("h1", has_text=LIBRARY.guides[guide, her.language].title).wait_for()
    for number in range(5 if guide == "now" else 0):
        her.page.locator(f"label:has(#q{number}-0)").click()


def uses_an_ordinary_page(page: Page, origin: str) -> None:
    """Types into a form and sends it, as one does everywhere."""
    page.goto(origin + "/")
    page.get_by_text("ready").wait_for()
    page.fill("#q", f"{ordinary.MARK} typed")
    page.locator("button").click()
    page.wait_for_url("**/sought?**")
    page.fill("#long", f"{ordinary.MARK} left there")
    page.wait_for_timeout(3_000)


def found_of_the_ordinary_page(profile: Path) -> dict[str, list[str]]:
    marks = canary.Needles(canary.disguises(ordinary.MARK))
    found: dict[str, list[str]] = {}
    for line in search_profile(profile, marks):
        file, how = line.rsplit(": ", 1)
        found.setdefault(file, []).append(how)
    return found


def copied(profile: Path, to: Path) -> Path:
    """A copy: opening a database may write."""
    shutil.copytree(profile, to, symlinks=True, ignore=shutil.ignore_patterns("Singleton*"))
    return to


def history(profile: Path) -> list[tuple[str, str]]:
    """Address and title of every entry."""
    with closing(sqlite3.connect(profile / "Default" / "History")) as rows:
        return rows.execute("SELECT url, title FROM urls ORDER BY url").fetchall()


def test_p3_the_search_finds_what_an_ordinary_page_leaves(tmp_path: Path) -> None:
    """The positive control: history, storage, session and packed cache are all read."""
    with ordinary.served() as origin, phone_of(tmp_path / "profile") as phone:
        uses_an_ordinary_page(phone.page, origin)
        phone.is_closed()
    time.sleep(2)
    found = found_of_the_ordinary_page(copied(tmp_path / "profile", tmp_path / "copy"))
    for kept in ("History", "Local Storage", "Session", "Cache_Data"):
        assert any(kept in file for file in found), (kept, sorted(found))


@pytest.mark.parametrize("end", ["leaves", "killed"])
def test_p3_chromium_keeps_two_host_names_and_nothing_of_hers(
    world: World, tmp_path: Path, end: str
) -> None:
    profile = tmp_path / "profile"
    with phone_of(profile) as phone:
        her = visits(phone, world)
        if end == "leaves":
            her.page.locator("#exit").click()
            her.page.wait_for_url("**/x.html")
            her.page.go_back(wait_until="commit")
            assert canary.LATIN not in her.page.content()
            her.page.evaluate("history.forward()")
            her.page.wait_for_url("**/x.html", wait_until="commit")
            assert canary.LATIN not in her.page.content()
            time.sleep(SETTLED)
            phone.is_closed()
        else:
            time.sleep(SETTLED)
            phone.is_killed()
    kept = copied(profile, tmp_path / "kept")
    assert search_profile(kept) == []
    assert search_profile(kept, what_she_saw("ckb")) == []
    addresses = {"/", "/x.html"} if end == "leaves" else {"/"}
    assert {(urlsplit(url).netloc, urlsplit(url).path) for url, _ in history(kept)} == {
        (urlsplit(world.site).netloc, path) for path in addresses
    }
    assert {title for _, title in history(kept)} <= {"Home", ""}
    with phone_of(profile) as phone:
        _restored(phone)


def test_p3_without_scripts_addresses_remain_that_say_nothing(world: World, tmp_path: Path) -> None:
    """Every page that she opened stands in the history by its meaningless name, under the one title."""
    profile = tmp_path / "profile"
    with phone_of(profile) as phone:
        page = phone.page
        page.context.new_cdp_session(page).send(
            "Emulation.setScriptExecutionDisabled", {"value": True}
        )
        opened = ["/", *(f"/{PLACES.guide(guide, 'en')}" for guide in READ)]
        for address in opened:
            page.goto(world.site + address)
        assert page.locator("h1").inner_text() == LIBRARY.guides[READ[-1], "en"].title
        time.sleep(SETTLED)
        phone.is_closed()
    kept = copied(profile, tmp_path / "kept")
    assert sorted(urlsplit(url).path for url, _ in history(kept)) == sorted(opened)
    assert {title for _, title in history(kept)} == {"Home"}
    titles = [LIBRARY.guides[guide, "en"].title for guide in READ]
    needles = [canary.disguises(title) for title in titles]
    named = {f"{n} {how}": what for n, each in enumerate(needles) for how, what in each.items()}
    assert search_profile(kept, canary.Needles(named)) == []


def in_firefox(firefox: Firefox, world: World) -> None:
    """The same visit in Debian's Firefox, a tab for each part: guides, the five questions, a report, a return, a letter half written."""
    her = SurvivorInFirefox(firefox, world.site, "ckb")
    her.reads("now")
    for number in range(5):
        firefox.do("click", selector=f"label:has(#q{number}-0)")
    SurvivorInFirefox(firefox, world.site, "ckb").reads("pay")
    her = SurvivorInFirefox(firefox, world.site, "ckb")
    her.says(canary.fresh("story"))
    her.screen("threat_type.title")
    her.press("left.all")
    her.reaches_the_desk()
    her.screen("files.title")
    her.press("files.none")
    things = her.notes()
    her.picks_two_again(things)
    back = SurvivorInFirefox(firefox, world.site, "ckb")
    back.enters(things, written_in="ckb")
    back.sees("box.write")
    back.press("box.write")
    back.writes("#again", canary.fresh("letter"))


def firefox_history(profile: Path) -> set[tuple[str, str, str | None]]:
    """Host, path and title of every entry but the browser's own."""
    with closing(sqlite3.connect(profile / "places.sqlite")) as rows:
        found = rows.execute("SELECT url, title FROM moz_places WHERE visit_count > 0").fetchall()
    parts = [(urlsplit(url), title) for url, title in found]
    return {(at.netloc, at.path, title) for at, title in parts if at.netloc.startswith("127.")}


@pytest.mark.parametrize("end", ["leaves", "killed"])
def test_p3_firefox_keeps_two_host_names_and_nothing_of_hers(
    world: World, tmp_path: Path, end: str
) -> None:
    """With the positive control in the same profile."""
    profile = tmp_path / "profile"
    profile.mkdir()
    with ordinary.served() as origin, Firefox(profile=profile) as firefox:
        firefox.do("open", url=origin + "/")
        firefox.do("find", selector="body", text="ready")
        firefox.do("fill", selector="#q", words=f"{ordinary.MARK} typed")
        firefox.do("click", selector="button")
        firefox.do("pause")
        in_firefox(firefox, world)
        if end == "leaves":
            firefox.do("click", selector="#exit")
            firefox.do("find", selector="body:not(:has(*))")
        time.sleep(SETTLED)
        if end == "killed":
            firefox.do("kill")
    kept = copied(profile, tmp_path / "kept")
    found = found_of_the_ordinary_page(kept)
    for known in ("places.sqlite", "ls/data.sqlite", "cache2", "formhistory"):
        assert any(known in file for file in found), (known, sorted(found))
    assert search_profile(kept) == []
    assert search_profile(kept, what_she_saw("ckb")) == []
    ordinary_host = urlsplit(origin).netloc
    addresses = ["/", "/x.html"] if end == "leaves" else ["/"]
    assert {row for row in firefox_history(kept) if row[0] != ordinary_host} == {
        (urlsplit(world.site).netloc, path, "Home") for path in addresses
    }


def _restored(phone: Phone) -> None:
    """The browser's own offer to open what was open."""
    phone.is_closed()
    phone.starts("--restore-last-session")
    time.sleep(3)
    for page in phone.browser.contexts[0].pages:
        assert canary.LATIN not in page.content()
        boxes = page.locator("textarea, input").evaluate_all("all => all.map((one) => one.value)")
        assert not any(canary.LATIN in value for value in boxes)
