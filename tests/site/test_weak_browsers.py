"""Browsers that lack something: it works all the same, or the page says plainly what to do. Nobody meets an empty page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.journeys.people.survivor import SLOW, Survivor
from tests.site import lacking
from tests.site.conftest import CHROMIUM, FLAGS, Place

pytestmark = pytest.mark.browser
STORY = "Synthetic words of a weak browser 31"


@contextmanager
def another(browser: Browser, flag: str) -> Iterator[Browser]:
    """Chromium started with one flag more."""
    started = browser.browser_type.launch(executable_path=CHROMIUM, args=[*FLAGS.split(), flag])
    try:
        yield started
    finally:
        started.close()


def in_workers_too(context: BrowserContext, script: str) -> None:
    """An init script does not reach workers: their own script gets it before its first line."""

    def before(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=script + answer.text())

    for name in ("stretch", "work", "file"):
        context.route(f"**/client/{name}*.js", before)


def to_whom(her: Survivor) -> None:
    her.says(STORY)
    her.press("left.all")
    her.limits()
    her.chooses_the_desk()


def reports(her: Survivor, file: Path) -> list[str]:
    """With one file, to the line that it has arrived."""
    file.write_bytes(b"synthetic line\n" * 20_000)
    to_whom(her)
    things = her.sends([file])
    her.picks_two_again(things)
    her.sees_files_arrive()
    return things


def returns(back: Survivor, things: list[str]) -> None:
    back.enters(things)
    back.sees("box.waiting")


def whole(browser: Browser, place: Place, tmp_path: Path, *, without: str = "") -> list[str]:
    """Report and return in a browser that lacks something; the addresses that it asked."""
    asked = []
    her = Survivor(browser, place.address, "ckb", without=[without] if without else [])
    if without:
        in_workers_too(her.context, without)
    things = reports(her, tmp_path / "line.txt")
    asked += her.asked
    her.leaves()
    back = Survivor(browser, place.address, "en", without=[without] if without else [])
    if without:
        in_workers_too(back.context, without)
    back.enters(things, written_in="ckb")
    back.sees("box.waiting")
    asked += back.asked
    assert her.complaints + back.complaints == []
    back.leaves()
    return [address.rsplit("/", 1)[-1].split(".")[0] for address in asked]


def test_without_webassembly_it_is_slower_and_works(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    with another(chromium, lacking.NO_WEBASSEMBLY) as browser:
        asked = whole(browser, place, tmp_path)
    assert "stretchPlain" in asked and "stretch" not in asked


def test_where_webassembly_gets_no_memory_plain_script_does_it(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    with another(chromium, lacking.LITTLE_MEMORY) as browser:
        asked = whole(browser, place, tmp_path)
    assert {"stretch", "stretchPlain"} <= set(asked)


def test_without_curves_in_the_browser_the_script_with_them_is_fetched(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    assert "curves" in whole(chromium, place, tmp_path, without=lacking.NO_CURVES)


def test_with_storage_denied_nothing_is_missed(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    assert "curves" not in whole(chromium, place, tmp_path, without=lacking.STORAGE_DENIED)


def test_the_oldest_browser_that_is_promised_has_enough(
    chromium: Browser, place: Place, tmp_path: Path
) -> None:
    whole(chromium, place, tmp_path, without=lacking.OLDEST)
