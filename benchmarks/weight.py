"""Budgets of her first page and of the report page: bytes and requests, and times on slow 3G, 6x."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from amana.packs import load
from amana.packs.guides import read_library
from amana.site.addresses import Addresses
from benchmarks.browser import chromium, phone, slow_3g
from benchmarks.counting import Count
from benchmarks.figure import AtMost, Figure
from benchmarks.installation import PACK, Installation, installed
from benchmarks.pages_weight import FIRST_OR_GUIDE, weigh
from benchmarks.peers import FIRST_PAGE, FIRST_PAGE_REQUESTS
from benchmarks.spread import median
from benchmarks.stage import ROOT, Stage
from benchmarks.watching import SEEN, WATCH

RUNS: Final = 5
SETTLED: Final = 1_500  # ms after `load` in which nothing more may come
READY: Final = ("stretch", "work")  # workers that sealing and sending a report needs
_MANIFEST: Final = ROOT / "src" / "amana" / "site" / "static" / "client" / "manifest.json"

# Presses "I want to tell someone" and waits until the first question stands there, script and sealing code loaded.
_OPEN: Final = """() => new Promise((done) => {
  const began = performance.now();
  document.querySelector("#tell summary").click();
  const look = () => document.body.dataset.app && !document.getElementById("tell")
    ? requestAnimationFrame(() => done(performance.now() - began)) : setTimeout(look, 5);
  look();
})"""


def measure(stage: Stage) -> Iterator[Figure]:
    """Bytes first, on an open line; then the times, each the median of five cold visits; then every page alone."""
    with installed(stage) as installation, chromium() as browser:
        yield from _bytes(installation, browser)
        visits = [_visit(installation, browser) for _ in range(RUNS)]
        yield from _times({name: median([v[name] for v in visits]) for name in visits[0]})
        yield from _pages(stage.folder / "site")


def _bytes(installation: Installation, browser: Browser) -> Iterator[Figure]:
    """Of the first page and of the report page in each language the heaviest; of the latter all that sealing needs."""
    addresses = [language.address for language in load(PACK).languages]
    visits = [_first_page(installation, browser, address) for address in addresses]
    heaviest = max(visits, key=lambda count: count.received)
    most = max(len(count.requests) for count in visits)
    yield Figure(
        "weight: first page over the wire", heaviest.received, "bytes", AtMost(14_000), FIRST_PAGE
    )
    yield Figure("weight: first page, requests", most, "requests", AtMost(2), FIRST_PAGE_REQUESTS)
    reports = [_report_page(installation, browser, address) for address in addresses]
    more = max(reports, key=lambda count: count.received)
    yield Figure(
        "weight: report page with crypto ready, more over the wire",
        more.received,
        "bytes",
        AtMost(60_000),
    )
    yield Figure("weight: report page, more requests", len(more.requests), "requests")


def _pages(site: Path) -> Iterator[Figure]:
    """Each page in each language, as it is opened cold."""
    pack = load(PACK)
    library = read_library(pack)
    places = Addresses(pack, library)
    names = {
        places.guide(row.id, code): f"{row.id}, {code}"
        for row in library.rows
        for code in pack.codes
    }
    for page in weigh(site):
        name = names.get(page.name, page.name)
        yield Figure(f"weight: page {name}", page.page, "bytes", AtMost(FIRST_OR_GUIDE))


def _first_page(installation: Installation, browser: Browser, address: str) -> Count:
    before = installation.count
    with phone(browser) as page:
        page.goto(f"{installation.site.origin}/{address}", wait_until="load")
        page.wait_for_timeout(SETTLED)
    return installation.count - before


def _report_page(installation: Installation, browser: Browser, address: str) -> Count:
    """App and texts as the page loads them, then the scripts that its workers will load."""
    scripts = json.loads(_MANIFEST.read_text("utf-8"))["scripts"]
    with phone(browser) as page:
        page.goto(f"{installation.site.origin}/{address}", wait_until="load")
        page.wait_for_timeout(SETTLED)
        before = installation.count
        page.evaluate(_OPEN)
        for name in READY:
            address = f"/client/{scripts[name]['file']}"
            page.evaluate("async (address) => { await (await fetch(address)).text(); }", address)
        page.wait_for_timeout(SETTLED)
        return installation.count - before


def _visit(installation: Installation, browser: Browser) -> Mapping[str, float]:
    """One cold visit on slow 3G, 6x; milliseconds, and the layout shift."""
    with phone(browser) as page:
        page.add_init_script(WATCH)
        slow_3g(page)
        page.goto(installation.site.origin, wait_until="load")
        page.wait_for_timeout(SETTLED)
        seen = _seen(page)
        opened = float(page.evaluate(_OPEN))
        page.wait_for_timeout(SETTLED)
        after = _seen(page)
        return seen | {
            "opened": opened,
            "opening tbt": after["tbt"] - seen["tbt"],
            "opening cls": after["cls"] - seen["cls"],
        }


def _seen(page: Page) -> dict[str, float]:
    return {str(name): float(value) for name, value in page.evaluate(SEEN).items()}


def _times(seen: Mapping[str, float]) -> Iterator[Figure]:
    slow = "slow 3G, 6x"
    yield Figure(f"weight: FCP of the first page, {slow}", seen["fcp"], "ms", AtMost(1_200))
    yield Figure(f"weight: LCP of the first page, {slow}", seen["lcp"], "ms", AtMost(1_200))
    yield Figure(f"weight: TBT of the first page, {slow}", seen["tbt"], "ms", AtMost(150))
    yield Figure(f"weight: CLS of the first page, {slow}", seen["cls"], "", AtMost(0))
    yield Figure(f"weight: report page ready, {slow}", seen["opened"], "ms", AtMost(3_000))
    yield Figure(
        f"weight: first page and report page ready, one after the other, {slow}",
        seen["fcp"] + seen["opened"],
        "ms",
        AtMost(3_000),
    )
    yield Figure(f"weight: TBT while the report page opens, {slow}", seen["opening tbt"], "ms")
    yield Figure(f"weight: CLS while the report page opens, {slow}", seen["opening cls"], "")
