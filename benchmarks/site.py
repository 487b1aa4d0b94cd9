"""Every page of her site in every language: bytes, times on slow 3G and 6x, Lighthouse, and how long the build takes."""

import os
import time
from collections.abc import Iterator
from typing import Final

from playwright.sync_api import Browser

from amana.packs import load
from amana.site import build
from amana.site.addresses import LEAVE
from benchmarks.browser import chromium, phone, slow_3g
from benchmarks.figure import AtLeast, AtMost, Figure
from benchmarks.installation import PACK, Installation, installed, instance
from benchmarks.lighthouse import CATEGORIES, audits
from benchmarks.pages_weight import FIRST_OR_GUIDE, FURTHER, weigh
from benchmarks.stage import Stage
from benchmarks.watching import SEEN, WATCH

SETTLED: Final = 300  # ms after `load`
LIMITS: Final = {"fcp": 1_200, "lcp": 1_200, "tbt": 150, "cls": 0}


def measure(stage: Stage) -> Iterator[Figure]:
    """The worst of all pages counts; about twenty minutes."""
    yield from _built(stage)
    with installed(stage) as installation:
        pages = weigh(stage.folder / "site")
        heaviest = max(pages, key=lambda page: page.page)
        yield Figure("site: pages", len(pages), "pages")
        yield Figure("site: heaviest page", heaviest.page, "bytes", AtMost(FIRST_OR_GUIDE))
        most = max(page.requests for page in pages)
        yield Figure("site: most requests of a page", most, "requests", AtMost(2))
        further = max(page.further for page in pages)
        yield Figure(
            "site: heaviest further guide, with scripts", further, "bytes", AtMost(FURTHER)
        )
        names = [page.name for page in pages if page.name != LEAVE]
        yield from _times(installation, names)
        yield from _audited(installation, names)


def _built(stage: Stage) -> Iterator[Figure]:
    """The pack is read anew, as the command does."""
    began = time.perf_counter()
    build(
        load(PACK), instance("http://127.0.0.1:2", os.urandom(32)), stage.folder / "timed", "demo"
    )
    yield Figure("site: build", time.perf_counter() - began, "s", AtMost(10))


def _times(installation: Installation, names: list[str]) -> Iterator[Figure]:
    with chromium() as browser:
        visits = [_visit(browser, f"{installation.site.origin}/{name}") for name in names]
    for name, limit in LIMITS.items():
        worst = max(visit[name] for visit in visits)
        unit = "" if name == "cls" else "ms"
        yield Figure(
            f"site: {name.upper()} of the slowest page, slow 3G, 6x", worst, unit, AtMost(limit)
        )


def _visit(browser: Browser, address: str) -> dict[str, float]:
    with phone(browser) as page:
        page.add_init_script(WATCH)
        slow_3g(page)
        page.goto(address, wait_until="load")
        page.wait_for_timeout(SETTLED)
        return {str(name): float(value) for name, value in page.evaluate(SEEN).items()}


def _audited(installation: Installation, names: list[str]) -> Iterator[Figure]:
    found = list(audits([f"{installation.site.origin}/{name}" for name in names]))
    for category in CATEGORIES:
        worst = 100 * min(audit.scores[category] for audit in found)
        yield Figure(f"site: Lighthouse {category}, worst page", worst, "", AtLeast(100))
