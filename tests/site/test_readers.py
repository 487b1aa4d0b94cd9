"""She sees whom she left out, leaves somebody out at once, and asks to let somebody read again."""

import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.sync_api import Browser, expect

from amana.packs import load
from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.compose import compose_standing, her_of
from amana.seal.reading import read_poll
from amana.seal.receipt import Receipt, ReceiptKeys
from amana.wire.records import Standing, State
from amana.wire.requests import STANDING, DropRequest, MailboxRequest
from tests.relay.desk import raw
from tests.site.conftest import Place
from tests.site.her import Her
from tests.site.instances import IRAQ
from tests.site.test_screens import STORY, choose, receipt, to_story

pytestmark = pytest.mark.browser
SLOW = 60_000


class Mailbox:
    """Hers, as only a test opens it: with the things that she noted."""

    def __init__(self, place: Place, things: list[str], language: str) -> None:
        words = load(IRAQ).words_file(language).read_text("utf-8").split("\n")
        indices = tuple(words.index(thing) for thing in things)
        self.place = place
        self.keys = ReceiptKeys.derive(Receipt.from_indices(indices), salt=b"\x07" * 32)

    @property
    def state(self) -> State:
        body = MailboxRequest(self.keys.mailbox_id, self.keys.mailbox_token).pack()
        answer = self.place.relay.post("/v1/mailbox/poll", body).content
        state = read_poll(answer, keys=self.keys, desk=None).state
        assert state is not None
        return state

    def stands(self, **more: object) -> None:
        """What the desk says of the case."""
        state = self.state
        standing = Standing(
            thread=state.thread,
            id=secrets.token_bytes(16),
            seq=state.version,
            epoch=1,
            nonce=b"n" * 32,
            case=recipient_of(new_identity()),
            case_reply=raw(Ed25519PrivateKey.generate()),
            reply_key=self.place.desk.reply_id,
            state_version=state.version,
            **{"excluded": state.excluded} | more,  # type: ignore[arg-type]
        )
        frame = compose_standing(
            standing, her=her_of(self.keys), desk_reply_key=self.place.desk.signing
        )
        drop = DropRequest(self.keys.mailbox_id, self.keys.mailbox_drop, STANDING, frame)
        assert self.place.relay.post("/v1/mailbox/drop", drop.pack()).status_code == 200


def reported(chromium: Browser, place: Place, language: str) -> list[str]:
    """A report to all but the lawyers."""
    her = Her(chromium, place.address, language, look=False)
    to_story(her)
    her.page.fill("#story", STORY)
    her.press("page.next")
    her.press("left.all")
    her.tick("role-lawyer")
    her.press("page.next")
    choose(her)
    her.press("page.next")
    her.press("files.none")
    return receipt(her)


def returned(chromium: Browser, place: Place, language: str, things: list[str]) -> Her:
    back = Her(chromium, place.address, language, look=True)
    back.press("home.receipt")
    for thing in things:
        back.page.locator(".pad button").first.wait_for()
        back.pick(thing)
    back.press("page.next")
    back.page.get_by_role("button", name=back.text("readers.title")).wait_for(timeout=SLOW)
    back.press("readers.title")
    back.page.locator("main section.topic").first.wait_for()
    back.screen("readers.title")
    return back


def named(place: Place, role: str, language: str) -> str:
    return next(each.label[language] for each in place.desk.people if each.role == role)


def confirm(her: Her) -> None:
    her.press("write.send")
    her.page.get_by_role("heading", name=her.text("write.sent")).wait_for(timeout=SLOW)
    her.press("page.done")
    her.screen("box.title")


@pytest.mark.parametrize("language", ["ar", "ckb", "en"])
def test_she_leaves_out_and_asks_back(chromium: Browser, place: Place, language: str) -> None:
    things = reported(chromium, place, language)
    mailbox = Mailbox(place, things, language)
    lawyer, intake = (named(place, role, language) for role in ("lawyer", "intake"))
    her = returned(chromium, place, language, things)
    expect(her.page.get_by_text(her.text("readers.later"))).to_be_visible()
    row = her.page.locator("section.topic").filter(has_text=lawyer)
    expect(row).to_contain_text(her.text("limits.lawyer"))
    expect(row).to_contain_text(her.text("readers.left"))
    assert row.locator("button").count() == 0
    before = mailbox.state.excluded
    her.press("readers.out", name=f"\u2068{intake}\u2069")
    her.inspect("leave out")
    confirm(her)
    (gone,) = set(mailbox.state.excluded) - set(before)
    assert gone == next(each.person for each in place.desk.people if each.role == "intake")

    mailbox.stands()
    her = returned(chromium, place, language, things)
    her.press("readers.ask", name=f"\u2068{intake}\u2069")
    her.inspect("ask back")
    confirm(her)
    assert list(mailbox.state.lifts) == [gone]
    assert gone in mailbox.state.excluded
    her.press("readers.title")
    expect(her.page.get_by_text(her.text("readers.asked"))).to_be_visible()

    mailbox.stands(excluded=before, lifted=(gone,))
    her = returned(chromium, place, language, things)
    row = her.page.locator("section.topic").filter(has_text=intake)
    expect(row).not_to_contain_text(her.text("readers.left"))
    assert her.complaints == []


def test_the_last_one_who_could_read_cannot_be_left_out(chromium: Browser, place: Place) -> None:
    things = reported(chromium, place, "en")
    for each in [each for each in place.desk.people if each.role != "lawyer"][:-1]:
        her = returned(chromium, place, "en", things)
        her.press("readers.out", name=f"\u2068{each.label['en']}\u2069")
        confirm(her)
    last = named(place, "intake", "en")
    her = returned(chromium, place, "en", things)
    her.press("readers.out", name=f"\u2068{last}\u2069")
    her.press("write.send")
    expect(her.page.get_by_text(her.text("whom.nobody"))).to_be_visible(timeout=SLOW)
    state = Mailbox(place, things, "en").state
    assert len(state.excluded) == 3


def test_a_case_that_nobody_has_is_said(chromium: Browser, place: Place) -> None:
    things = reported(chromium, place, "ckb")
    Mailbox(place, things, "ckb").stands(vacant=True)
    her = returned(chromium, place, "ckb", things)
    her.page.get_by_role("button", name=her.text("page.back")).click()
    expect(her.page.get_by_text(her.text("box.vacant"))).to_be_visible()
    her.inspect("vacant")
