"""Two browsers and one world a module: a journey shares what is slow to start."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.journeys import world as worlds
from tests.journeys.world import World
from tests.site.conftest import CHROMIUM, FLAGS


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def phone(playwright: Playwright) -> Iterator[Browser]:
    """Her browser."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def desktop(playwright: Playwright) -> Iterator[Browser]:
    """The officers' browser."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """SQLite and files."""
    folder: Path = tmp_path_factory.mktemp("world")
    with worlds.running(folder / "demo") as running:
        yield running
