"""P5 before a relay that lies: it forges, reorders, drops, withholds, replays. Nothing false is shown as hers, nothing comes twice, and
what it gives at last is whole.
"""

import dataclasses
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pytest

from amana.desk.cases import keyed
from amana.desk.cases.opened import OpenedCase, open_case
from amana.desk.intake.flows.open_report import look_into, open_report
from amana.desk.intake.listing import new_reports
from amana.desk.intake.models import Waiting
from amana.desk.intake.service_keys import ServiceKeys
from amana.desk.intake.worker import Worker
from amana.desk.replies.models import Outbox
from amana.desk.replies.writing import reply
from amana.desk.staff import certified
from amana.desk.staff.sessions import Unlocked
from amana.desk.vault.files import files_of
from amana.errors import AmanaError
from amana.seal.signed import Signer
from amana.wire.letter import Upload
from amana.wire.requests import (
    REPORT,
    FetchRequest,
    ListItem,
    MailboxRequest,
    PollAnswer,
    pack_all,
    unpack_all,
)
from tests.desk.at_work import organisation
from tests.desk.conftest import on_sqlite
from tests.desk.organisation import Organisation
from tests.desk.survivor import Survivor
from tests.relay.running import Box, Relay, number, write_config
from tests.services.lying_relay import Answer, Ask, LyingRelay, honest

__all__ = ["on_sqlite", "organisation"]

LIST, FETCH = "/v1/desk/list", "/v1/desk/fetch"
Scene = tuple[Organisation, Relay, LyingRelay, Worker]


@pytest.fixture
def scene(organisation: Organisation, tmp_path) -> Iterator[Scene]:
    """A relay, the liar before it, and a worker that knows the liar only."""
    (tmp_path / "relay").mkdir()
    relay = Relay(write_config(tmp_path / "relay", roots=[organisation.root]))
    relay.migrate()
    organisation.admit(relay.config)
    relay.start()
    with LyingRelay(relay.port) as liar:
        config = dataclasses.replace(organisation.config, relays=(liar.url,))
        keys = ServiceKeys(
            collection=Signer(organisation._key_id, organisation._collection),
            list_key=organisation._list_key,
        )
        yield organisation, relay, liar, Worker(config, keys, 1.0)
    relay.stop()


def tells(organisation: Organisation, relay: Relay, **more) -> Survivor:
    """A report of hers at the honest relay."""
    her = Survivor(organisation)
    envelope = her.report(chosen=["hana"], **more)
    assert relay.report(number(), envelope, desk=organisation.id).status_code == 200
    return her


def leaves(organisation: Organisation, relay: Relay, envelope: bytes) -> None:
    """A letter of hers at the honest relay."""
    assert relay.report(number(), envelope, desk=organisation.id).status_code == 200


def seen(organisation: Organisation) -> int:
    """How many new reports the officer whom they are for can read."""
    hana, readable = organisation.people["hana"].sign_in(), 0
    keyed.run_for(hana)
    for report in new_reports(hana):
        with suppress(AmanaError):
            look_into(hana, report.row.key)
            readable += 1
    return readable


def words(case: OpenedCase) -> list[str]:
    """What she wrote, by her own numbers."""
    hers = (message for _, message in case.messages() if message.hers and message.words)
    return [message.words for message in sorted(hers, key=lambda message: message.seq)]


def items(answer: Answer) -> list[ListItem]:
    return unpack_all(ListItem, answer[2])


def listing(answer: Answer, some: list[ListItem]) -> Answer:
    return answer[0], answer[1], pack_all(some)


def test_p5_what_it_forges_is_never_shown_as_hers(scene: Scene) -> None:
    organisation, relay, liar, worker = scene
    tells(organisation, relay)

    def forge(path: str, _body: bytes, ask: Ask) -> Answer:
        status, headers, content = ask()
        if path == FETCH:
            at = secrets.randbelow(len(content))
            content = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        return status, headers, content

    liar.lie = forge
    worker.round()
    assert seen(organisation) == 0
    liar.lie = honest
    tells(organisation, relay)
    worker.round()
    assert seen(organisation) == 1


def test_p5_what_it_invents_is_never_shown_and_hides_nothing(scene: Scene) -> None:
    organisation, relay, liar, worker = scene
    tells(organisation, relay)

    def invent(path: str, _body: bytes, ask: Ask) -> Answer:
        answer = ask()
        if path == LIST:
            false = [ListItem(REPORT, number(), 18_054, 0, 1) for _ in range(3)]
            return listing(answer, [*false, *items(answer)])
        if path == FETCH and not answer[2]:
            return answer[0], answer[1], os.urandom(18_054)
        return answer

    liar.lie = invent
    worker.round()
    worker.round()
    assert seen(organisation) == 1


def test_p5_what_it_withholds_comes_when_it_is_honest(scene: Scene) -> None:
    organisation, relay, liar, worker = scene
    tells(organisation, relay)
    liar.lie = lambda path, _body, ask: listing(ask(), []) if path == LIST else ask()
    worker.round()
    assert Waiting.objects.count() == 0
    liar.lie = lambda path, _body, ask: (200, [], b"") if path == FETCH else ask()
    worker.round()
    assert Waiting.objects.count() == 0, "an empty answer is not her report"
    liar.lie = honest
    worker.round()
    assert seen(organisation) == 1


def _only_readable(officer: Unlocked) -> int:
    """The key of the one waiting row that is a report; the others are letters that came before it."""
    keys = []
    for report in new_reports(officer):
        with suppress(AmanaError):
            look_into(officer, report.row.key)
            keys.append(report.row.key)
    (key,) = keys
    return key


def test_p5_what_it_says_in_another_order_is_put_in_order(scene: Scene) -> None:
    organisation, relay, liar, worker = scene
    upload, content = number(), b"synthetic line\n" * 2_000
    her = tells(organisation, relay, uploads=[upload])
    sealed = her.file(content)
    ticket = relay.ticket(upload, desk=organisation.id)
    assert relay.part(ticket, 0, sealed).status_code == 200
    assert relay.finish(ticket, 1, len(sealed)).status_code == 200
    told = Upload(
        upload, "a.txt", "text/plain", len(content), hashlib.sha256(content).digest(), 1, True
    )
    letters = [her.letter("second"), her.letter("third"), her.closing(told)]
    first: list[ListItem] = []

    def file_and_letters_first(path: str, _body: bytes, ask: Ask) -> Answer:
        answer = ask()
        if path != LIST:
            return answer
        if not first:
            first.extend(item for item in items(answer) if item.kind == REPORT)
        late = {item.id for item in first}
        return listing(answer, [item for item in items(answer) if item.id not in late][::-1])

    liar.lie = file_and_letters_first
    worker.round()
    for letter in reversed(letters):
        leaves(organisation, relay, letter)
        worker.round()
    assert seen(organisation) == 0, "letters are not reports, and nobody can tell whose they are"
    liar.lie = honest
    worker.round()
    hana = organisation.people["hana"].sign_in()
    opened = open_report(hana, _only_readable(hana), admit=[])
    for _ in range(3):
        keyed.run_for(hana)
    case = open_case(hana, opened.number)
    assert words(case) == ["synthetic words", "second", "third"]
    assert case.head.gaps() == []
    (file,) = files_of(case)
    assert (file.facts.name, file.facts.checked) == ("a.txt", "whole")


def test_p5_what_it_replays_comes_once(scene: Scene) -> None:
    organisation, relay, liar, worker = scene
    her = tells(organisation, relay)
    worker.round()
    hana = organisation.people["hana"].sign_in()
    (report,) = new_reports(hana)
    opened = open_report(hana, report.row.key, admit=[])
    leaves(organisation, relay, her.letter("once"))
    worker.round()
    old_lists, old_letters = list(liar.heard[LIST]), list(liar.heard[FETCH])

    def replay(path: str, body: bytes, ask: Ask) -> Answer:
        answer = ask()
        if path == LIST:  # the old items, and the old envelopes under new numbers
            again = unpack_all(ListItem, b"".join(old_lists))
            other = [ListItem(REPORT, number(), len(old), 0, 1) for old in old_letters]
            return listing(answer, list({item.id: item for item in [*again, *other]}.values()))
        if path == FETCH and not answer[2]:
            wanted = FetchRequest.unpack(body).id[0] % len(old_letters)
            return answer[0], answer[1], old_letters[wanted]
        return answer

    liar.lie = replay
    for _ in range(3):
        worker.round()
        keyed.run_for(hana)
    case = open_case(hana, opened.number)
    assert words(case) == ["synthetic words", "once"]
    assert new_reports(hana) == []
    assert Waiting.objects.exclude(blob="").count() <= 2


def test_p5_what_it_does_not_pass_on_is_said_again(scene: Scene) -> None:
    """Acknowledgements that never arrive, and confirmations: the relay keeps everything, and the desk repeats itself without harm."""
    organisation, relay, liar, worker = scene
    tells(organisation, relay)
    swallowed = ("/v1/desk/acknowledge", "/v1/desk/confirm")
    liar.lie = lambda path, _body, ask: (200, [], b"") if path in swallowed else ask()
    worker.round()
    Waiting.objects.update(backed_up=True)
    worker.round()
    assert [item.size > 0 for item in organisation.waiting(relay).values()] == [True]
    liar.lie = honest
    worker.round()
    assert organisation.waiting(relay) == {}
    assert Waiting.objects.get().state == Waiting.CONFIRMED
    assert seen(organisation) == 1


def test_p5_an_answer_that_it_refuses_or_breaks_waits_and_arrives_once(scene: Scene) -> None:
    organisation, relay, liar, worker = scene
    her = tells(organisation, relay)
    box = Box()
    box.id, box.token, box.drop = her.keys.mailbox_id, her.keys.mailbox_token, her.keys.mailbox_drop
    assert relay.mailbox(box).status_code == 200
    worker.round()
    hana = organisation.people["hana"].sign_in()
    opened = open_report(hana, new_reports(hana)[0].row.key, admit=[])
    reply(open_case(hana, opened.number), author=hana.officer.id, words="synthetic answer")

    def taken_but_denied(path: str, _body: bytes, ask: Ask) -> Answer:
        answer = ask()
        return (500, [], b"") if path == "/v1/mailbox/drop" else answer

    liar.lie = taken_but_denied
    for _ in range(3):
        worker.round()
    assert Outbox.objects.exists(), "kept until the relay says that it has it"
    liar.lie = honest
    worker.round()
    worker.round()
    assert not Outbox.objects.exists()
    asked = relay.post("/v1/mailbox/poll", MailboxRequest(box.id, box.token).pack())
    poll = PollAnswer.unpack(asked.content)
    her.read_standing(poll.standing)
    assert her.read_reply(poll.first) == "synthetic answer"
    with pytest.raises(AmanaError):
        her.read_reply(poll.second)  # random bytes: this slot is empty


def false_directory(lie: bytes, path: str, _body: bytes, ask: Ask) -> Answer:
    return (200, [], lie) if path == "/v1/directory" else ask()


def test_p5_an_older_directory_or_a_forged_one_replaces_nothing(scene: Scene) -> None:
    organisation, relay, liar, worker = scene
    old = organisation.document(1)
    assert organisation.publish(relay, organisation.list(7)) == 200
    worker.round()
    known = certified.desk()
    assert known is not None
    assert known.listed.serial >= 7
    for lie in (old, old.replace(b"A", b"B"), b"{}", b"[" * 70_000, os.urandom(3_000), b""):
        liar.lie = partial(false_directory, lie)
        worker.round()
        kept = certified.desk()
        assert kept is not None
        assert kept.listed.serial >= 7, lie[:40]
        assert kept.holders == known.holders
