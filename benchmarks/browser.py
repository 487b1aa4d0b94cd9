"""Debian's Chromium as a cheap phone sees it, driven through Playwright."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

CHROMIUM: Final = "/usr/bin/chromium"
FLAGS: Final = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREEN: Final = ViewportSize(width=360, height=640)
SLOWER: Final = 6  # times, the design's slow phone
SLOW_3G: Final = {
    "offline": False,
    "latency": 400,  # ms
    "downloadThroughput": 50_000,  # bytes a second
    "uploadThroughput": 50_000,
}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that contacts nobody but loopback."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def phone(browser: Browser) -> Iterator[Page]:
    """A page with nothing kept from before, 360 pixels wide."""
    context = browser.new_context(viewport=SCREEN, locale="ar")
    try:
        yield context.new_page()
    finally:
        context.close()


def slow_processor(page: Page, rate: int = SLOWER) -> CDPSession:
    """Slows the page's main thread; workers are not slowed."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return session


def slow_3g(page: Page) -> CDPSession:
    """Slow 3G and 6x, as the design defines them."""
    session = slow_processor(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    return session
