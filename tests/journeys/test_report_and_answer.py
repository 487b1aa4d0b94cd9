"""She reports, the desk answers, she returns in another language and deletes: the whole, in three languages and on both storages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from amana.cli.keys.words import WordList
from amana.seal.receipt import Receipt
from tests.journeys import world as worlds
from tests.journeys.people.officer import Officer
from tests.journeys.people.survivor import Survivor
from tests.journeys.world import World
from tests.services.postgres import Postgres
from tests.services.seaweed import Seaweed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STORIES = {
    "ar": "كلمات تجريبية مصطنعة ١٢٣: يهددني شخص لا أعرفه",
    "ckb": "وشەی تاقیکاری دروستکراو ١٢٣: کەسێک هەڕەشەم لێ دەکات",
    "en": "Invented test words 123: <b>someone</b> threatens & asks =1+1",
}
# Who opens, who was left out, and in which language she comes back.
CAST = {
    "ar": ("caseworker", "lawyer", "ckb"),
    "ckb": ("lead2", "caseworker", "en"),
    "en": ("intake", "lawyer", "ar"),
}


@pytest.fixture(scope="module")
def big_world(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, seaweed: Seaweed
) -> Iterator[World]:
    """PostgreSQL and S3."""
    root = tmp_path_factory.mktemp("big") / "demo"
    with worlds.running(root, settings=worlds.big_stores(postgres, seaweed)) as running:
        yield running


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_on_sqlite_and_files(
    phone: Browser, desktop: Browser, world: World, language: str, tmp_path: Path
) -> None:
    the_journey(phone, desktop, world, language, tmp_path)


@pytest.mark.postgres
@pytest.mark.s3
def test_on_postgresql_and_s3(
    phone: Browser, desktop: Browser, big_world: World, tmp_path: Path
) -> None:
    the_journey(phone, desktop, big_world, "ar", tmp_path)


def the_journey(
    phone: Browser, desktop: Browser, world: World, language: str, folder: Path
) -> None:
    opener, left_out, other = CAST[language]
    story, file = STORIES[language], folder / "محادثة chat.txt"
    file.write_bytes(b"synthetic chat line\n" * 3_000)

    # Given that she has reported, without one colleague
    her = Survivor(phone, world.site, language)
    her.says(story)
    her.answers()
    her.limits()
    her.chooses_the_desk()
    her.leaves_out(world.label(left_out, language))
    things = her.sends([file])
    assert len(set(things)) >= 5
    her.picks_two_again(things)
    her.sees_files_arrive()
    assert her.complaints == []
    her.leaves()

    # When the officer signs in, she reads the very words, and the file is told, not shown
    officer = Officer(desktop, world, opener).signs_in()
    officer.finds(story)
    assert officer.page.locator(".said.hers").inner_text().strip() == story
    case = officer.makes_the_case()
    assert story in officer.reads()
    officer.sees_file(case, "chat.txt")
    assert officer.page.locator("main img, aside img, video, audio").count() == 0
    saved = officer.saves("chat.txt", folder)
    assert saved.name.endswith(".age") and "chat" not in saved.name
    assert saved.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert b"synthetic chat" not in saved.read_bytes()
    officer.opens(case)
    officer.writes_back(f"{story} ✓")

    # Then the colleague whom she left out sees nothing of it
    colleague = Officer(desktop, world, left_out).signs_in()
    assert case not in colleague.cases()
    for address in colleague.reports():
        colleague.page.goto(address)
        assert story not in colleague.page.content()
    nowhere = "/cases/0000-0000-0000-0/"
    assert colleague.opens(case) == colleague.opens(nowhere) == 404
    colleague.leaves()

    # And she, back in another language, reads the answer, writes again and adds a file
    back = Survivor(phone, world.site, other)
    back.enters(things, written_in=language)
    back.waits_for("box.answered")
    assert back.page.locator(".letter").inner_text() == f"{story} ✓"
    back.press("box.read")
    back.sees("box.nothing")
    back.writes_again(f"{story} again")
    second = folder / "second.txt"
    second.write_bytes(b"another synthetic line\n" * 100)
    back.adds([second])
    officer.waits_to_read(case, f"{story} again")
    officer.sees_file(case, "second.txt")
    again = officer.page.locator(".timeline .from-her", has_text=f"{story} again")
    assert again.locator(".attention").count() == 0  # under the newest key, and said so by no mark

    # When she deletes the letterbox, her receipt is as unknown as any other
    back.destroys()
    back.leaves()
    same = [
        what_opens_nothing(phone, world, language, receipt)
        for receipt in (things, unknown(language))
    ]
    assert same[0] == same[1]
    assert back.complaints == [] and officer.complaints == []
    officer.leaves()


def unknown(language: str) -> list[str]:
    """A receipt whose check bits hold and that nobody has."""
    return list(WordList.of(language).words(Receipt.draw().indices))


def what_opens_nothing(phone: Browser, world: World, language: str, things: list[str]) -> str:
    visit = Survivor(phone, world.site, language)
    visit.enters(things)
    visit.sees("box.unknown")
    expect(visit.page.get_by_role("button", name=visit.text("page.try_again"))).to_be_visible()
    said = visit.main()
    visit.leaves()
    return said
