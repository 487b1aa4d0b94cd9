"""Given a real relay, when the worker collects and drops, then a report reaches the desk once and the answer reaches her."""

import dataclasses
import hashlib

import pytest

from amana.desk.cases import keyed
from amana.desk.cases.opened import open_case
from amana.desk.intake.flows.open_report import open_report
from amana.desk.intake.listing import new_reports
from amana.desk.intake.models import Waiting
from amana.desk.intake.relay_client import RelayDown
from amana.desk.intake.service_keys import ServiceKeys
from amana.desk.intake.worker import Worker
from amana.desk.replies.models import Outbox
from amana.desk.replies.writing import reply
from amana.desk.vault.files import files_of
from amana.seal.signed import Signer
from amana.wire.letter import Upload
from amana.wire.requests import MailboxRequest, PollAnswer
from tests.desk.survivor import Survivor
from tests.relay.running import Box, Relay, number, write_config


@pytest.fixture
def relay(organisation, tmp_path):
    """A relay on SQLite and files that knows the organisation."""
    (tmp_path / "relay").mkdir()
    made = Relay(write_config(tmp_path / "relay", roots=[organisation.root]))
    made.migrate()
    organisation.admit(made.config)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def worker(organisation, relay):
    """The organisation's worker."""
    config = dataclasses.replace(organisation.config, relays=(f"http://127.0.0.1:{relay.port}",))
    keys = ServiceKeys(
        collection=Signer(organisation._key_id, organisation._collection),
        list_key=organisation._list_key,
    )
    return Worker(config, keys, 1.0)


def mailbox(relay: Relay, her: Survivor) -> Box:
    box = Box()
    box.id, box.token, box.drop = her.keys.mailbox_id, her.keys.mailbox_token, her.keys.mailbox_drop
    assert relay.mailbox(box).status_code == 200
    return box


def poll(relay: Relay, box: Box) -> PollAnswer:
    return PollAnswer.unpack(
        relay.post("/v1/mailbox/poll", MailboxRequest(box.id, box.token).pack()).content
    )


def send_file(relay: Relay, desk: bytes, upload: bytes, sealed: bytes) -> None:
    ticket = relay.ticket(upload, desk=desk)
    parts = [sealed[at : at + 1024 * 1024] for at in range(0, len(sealed), 1024 * 1024)]
    for index, part in enumerate(parts):
        assert relay.part(ticket, index, part).status_code == 200
    assert relay.finish(ticket, len(parts), len(sealed)).status_code == 200


def test_a_report_a_file_and_an_answer(organisation, relay, worker):
    her = Survivor(organisation)
    box = mailbox(relay, her)
    picture = number()
    content = b"synthetic bytes " * 100_000
    assert (
        relay.report(
            number(), her.report("words", chosen=["hana"], uploads=[picture]), desk=organisation.id
        ).status_code
        == 200
    )
    worker.round()
    worker.round()
    assert Waiting.objects.count() == 1

    hana = organisation.people["hana"].sign_in()
    (report,) = new_reports(hana)
    opened = open_report(hana, report.row.key, admit=[])
    worker.round()
    assert Outbox.objects.count() == 0
    her.read_standing(poll(relay, box).standing)

    send_file(relay, organisation.id, picture, her.file(content))
    told = Upload(
        picture, "شاشة.png", "image/png", len(content), hashlib.sha256(content).digest(), 2, True
    )
    relay.report(number(), her.closing(told), desk=organisation.id)
    worker.round()
    keyed.run_for(hana)
    keyed.run_for(hana)
    (file,) = files_of(open_case(hana, opened.number))
    assert (file.facts.name, file.facts.checked) == ("شاشة.png", "whole")
    assert file.row.blob_epoch == 1

    reply(open_case(hana, opened.number), author=hana.officer.id, words="نحن معك")
    worker.round()
    assert her.read_reply(poll(relay, box).first) == "نحن معك"


def test_a_relay_that_is_down_changes_nothing(organisation, relay, worker):
    her = Survivor(organisation)
    relay.report(number(), her.report(chosen=["hana"]), desk=organisation.id)
    relay.stop()
    worker.round()
    assert Waiting.objects.count() == 0
    with pytest.raises(RelayDown), worker._relay(worker.config.relays[0]) as client:
        client.waiting()
    relay.start()
    worker.round()
    assert Waiting.objects.get().state == Waiting.ACKNOWLEDGED
