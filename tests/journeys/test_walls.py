"""Walls: a card that only leads see, an exclusion after the fact, nobody left, a slip on the pad, old directories, the closed desk."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from amana.cli.keys import keyfile
from amana.cli.keys.words import WordList
from amana.seal.desk_list import DeskList, sign_list
from amana.seal.directory import Document
from amana.seal.receipt import Receipt
from tests.journeys.people.officer import Officer
from tests.journeys.people.survivor import Survivor
from tests.journeys.world import World, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STORY = "Invented words for the leads 77"
TRIBE = "Banu Synthetic"


@pytest.fixture(scope="module")
def leads(desktop: Browser, world: World) -> Iterator[tuple[Officer, Officer]]:
    """Both leads at work, for the whole module."""
    both = (
        Officer(desktop, world, "lead1").signs_in(),
        Officer(desktop, world, "lead2").signs_in(),
    )
    yield both
    for lead in both:
        lead.leaves()


@pytest.fixture(scope="module")
def clerk(desktop: Browser, world: World) -> Iterator[Officer]:
    """The intake officer, for the whole module."""
    officer = Officer(desktop, world, "intake").signs_in()
    yield officer
    officer.leaves()


def test_with_a_card_leads_open_first_and_admit_one_by_one(
    phone: Browser, world: World, leads: tuple[Officer, Officer], clerk: Officer
) -> None:
    her = Survivor(phone, world.site, "en")
    her.says(STORY)
    her.press("left.all")
    her.limits(card=[TRIBE, "Synthetic office"])
    her.chooses_the_desk()
    her.sends()
    her.leaves()

    lead, other = leads
    lead.finds(STORY)
    assert TRIBE in lead.page.locator("main").inner_text()
    case = lead.makes_the_case()
    assert TRIBE in lead.page.locator("body").inner_text()
    assert STORY not in _everything(clerk)
    assert clerk.opens(case) == 404

    olive = world.label("intake", lead.person.language)
    assert olive not in lead.can_admit(case)
    lead.clears(case, "intake", "No tie to any of these")
    assert olive in lead.can_admit(case)
    lead.admits(case, "intake")
    until(lambda: clerk.opens(case) == 200)
    assert STORY in clerk.reads()
    assert TRIBE not in clerk.page.content()
    assert clerk.page.locator("form[action$='/clear/']").count() == 0
    until(
        lambda: (
            "/intake/" in getattr(other.page.goto("/intake/"), "url", "")
            and other.page.locator("form[action$='/confirm/']").count() > 0
        )
    )
    other.page.locator("form[action$='/confirm/'] button").first.click()
    other.page.wait_for_load_state()
    assert lead.complaints + other.complaints + clerk.complaints == []


def _everything(officer: Officer) -> str:
    pages = ["/", "/cases/", "/intake/", *officer.reports()]
    return "".join(officer.get(page).text() for page in pages)


def test_an_exclusion_seals_anew_and_her_next_words_reach_only_those_who_stay(
    phone: Browser, world: World, leads: tuple[Officer, Officer], clerk: Officer
) -> None:
    story = "Invented words before an exclusion 78"
    her = Survivor(phone, world.site, "ckb")
    her.says(story)
    her.press("left.all")
    her.limits()
    her.chooses_the_desk()
    things = her.sends()
    her.leaves()
    clerk.finds(story)
    case = clerk.makes_the_case(admitting=("lead1",))
    lead = leads[0]
    until(lambda: lead.opens(case) == 200)

    lead.excludes(case, "intake", "a synthetic reason")
    until(lambda: clerk.opens(case) == 404)
    assert case not in clerk.cases()
    assert lead.opens(case) == 200
    until(lambda: lead.opens(case) == 200 and lead.page.locator("#resealing progress").count() == 0)
    assert story in lead.reads()

    back = Survivor(phone, world.site, "ckb")
    back.enters(things)
    back.waits_for("box.opened")
    back.page.wait_for_timeout(6_000)  # one round of the worker: the new standing record
    back.press("box.reload")
    back.page.wait_for_timeout(2_000)
    back.writes_again("Invented words after the exclusion 79")
    back.leaves()
    lead.waits_to_read(case, "Invented words after the exclusion 79")
    assert lead.page.locator(".timeline .attention").count() == 0
    assert "Invented words after the exclusion" not in "".join(
        clerk.get(page).text() for page in ("/", "/cases/", "/intake/")
    )
    assert clerk.opens(case) == 404


def test_nobody_left_is_refused_and_nothing_is_sent(phone: Browser, world: World) -> None:
    her = Survivor(phone, world.site, "ar")
    her.says("كلمات مصطنعة")
    her.press("left.all")
    her.limits()
    her.chooses_the_desk()
    boxes = her.page.locator("main input[type=checkbox]")
    for at in range(boxes.count()):
        boxes.nth(at).click()
        expect(her.page.locator("main input[type=checkbox]:checked")).to_have_count(at + 1)
    her.sees("whom.nobody")
    assert her.page.locator("button.main").count() == 0
    assert not [url for url in her.asked if url.endswith(("/v1/report", "/v1/mailbox"))]
    her.leaves()


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_a_slip_is_caught_in_the_page_and_nothing_is_asked(
    phone: Browser, world: World, language: str
) -> None:
    indices = list(Receipt.draw().indices)
    indices[3] = (indices[3] + 1) % 1024
    her = Survivor(phone, world.site, language)
    asked = len(her.asked)
    her.enters(WordList.of(language).words(tuple(indices)))
    expect(her.page.get_by_role("alert")).to_have_text(her.text("return.wrong"))
    assert not [url for url in her.asked[asked:] if not url.startswith(world.site)]
    assert not [url for url in her.asked if url.startswith(world.relay)]
    her.leaves()


def _directory(world: World, **changed: object) -> bytes:
    """The relay's directory with another list, signed by the demonstration's own list key."""
    document = Document.read(Path(world.layout.directory).read_bytes())
    listed = DeskList.from_json(document.lists[0].value)
    signer = keyfile.read(world.layout.keys / "list-key.key", kind="list-key").signer
    signed = sign_list(dataclasses.replace(listed, **changed), by=signer)  # type: ignore[arg-type]
    return Document(document.certificates, (signed,)).write()


TODAY = datetime.now(UTC).date()


@pytest.mark.parametrize(
    ("sentence", "changed"),
    [
        (
            "directory.expired",
            {"issued": TODAY - timedelta(days=20), "expires": TODAY - timedelta(days=6)},
        ),
        (
            "directory.clock",
            {"issued": TODAY + timedelta(days=3), "expires": TODAY + timedelta(days=9)},
        ),
        ("directory.refused", {"serial": 0}),
    ],
)
def test_an_old_or_lowered_directory_has_its_own_sentence(
    phone: Browser, world: World, sentence: str, changed: dict[str, object]
) -> None:
    answer = _directory(world, **changed)
    her = Survivor(phone, world.site, "en")

    def lie(route: Route) -> None:
        headers = {"Access-Control-Allow-Origin": world.site, "Content-Type": "application/json"}
        route.fulfill(status=200, body=answer, headers=headers)

    her.page.route("**/v1/directory", lie)
    her.says("Invented words")
    her.press("left.all")
    her.limits()
    her.sees(sentence)
    assert not [url for url in her.asked if url.endswith(("/v1/report", "/v1/mailbox"))]
    her.leaves()


def test_z_close_the_desk_ends_every_session_and_two_open_it(
    desktop: Browser, world: World, leads: tuple[Officer, Officer], clerk: Officer
) -> None:
    first, second = leads
    clerk.closes_the_desk()
    assert not any(officer.signed_in() for officer in (first, second, clerk))
    # One alone, even twice, does not open it.
    first.gives_both_factors()
    expect(first.page.locator("nav.rooms")).to_have_count(0)
    assert not first.signed_in()
    # The second one opens it and is in; then the first signs in as on any day.
    second.signs_in()
    first.signs_in()
    assert json.dumps(first.cases())
