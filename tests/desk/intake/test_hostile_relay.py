"""Given a relay that is slow, lying, replaying or forging, then nothing is lost, nothing is kept twice, and the worker goes on."""

import secrets
import time
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.desk.cases.clock import now
from amana.desk.intake import alarms
from amana.desk.intake.collect import run_once
from amana.desk.intake.listing import new_reports
from amana.desk.intake.models import Waiting
from amana.desk.intake.relay_client import (
    RelayClient,
    RelayDown,
    RelayLies,
    RelayRefused,
    own_circuit,
)
from amana.desk.vault.blobs import store
from amana.wire.requests import REPORT, UPLOAD, ListItem
from tests.desk.intake.hostile_relay import HostileRelay
from tests.desk.survivor import Survivor


@pytest.fixture
def relay():
    made = HostileRelay()
    yield made
    made.close()


@pytest.fixture
def client(organisation, relay):
    with RelayClient(
        url=relay.url,
        desk=organisation.id,
        key=Ed25519PrivateKey.generate(),
        whole_seconds=0.5,
        read_seconds=0.4,
    ) as made:
        yield made


def offer(relay, content, *, size=None, number=None):
    number = number or secrets.token_bytes(16)
    relay.items.append(ListItem(REPORT, number, len(content) if size is None else size, 0, 1))
    relay.bodies[number] = content
    return number


def test_the_same_envelope_under_many_ids_waits_once(organisation, relay, client):
    envelope = Survivor(organisation).report(chosen=["hana"])
    for _ in range(5):
        offer(relay, envelope)
    run_once(client, store())
    run_once(client, store())
    hana = organisation.people["hana"].sign_in()
    assert len(new_reports(hana)) == 1


def test_a_forged_envelope_hides_no_honest_one(organisation, relay, client):
    offer(relay, b"age-encryption.org/v1\n" + b"-> X25519 x\n" * 9_000)
    offer(relay, secrets.token_bytes(18_054))
    offer(relay, b"x" * 100, size=200)
    offer(relay, b"", size=0)
    offer(relay, Survivor(organisation).report(chosen=["hana"]))
    done = run_once(client, store())
    assert done.refused == 2
    assert len(new_reports(organisation.people["hana"].sign_in())) == 1
    assert Waiting.objects.filter(damaged=True).count() == 2


def test_sizes_are_bounded(organisation, relay, client):
    offer(relay, bytes(2 * 1024 * 1024))
    relay.items.append(ListItem(UPLOAD, secrets.token_bytes(16), 2**60, 10, 1))
    relay.items.append(ListItem(UPLOAD, secrets.token_bytes(16), 5, 2**31, 1))
    assert run_once(client, store()).refused == 3
    assert not Waiting.objects.exists()


@pytest.mark.parametrize("listing", [b"x", b"\x09" * 30, bytes(31_000)])
def test_a_list_of_another_form_is_refused(relay, client, listing):
    relay.raw_list = listing
    with pytest.raises(RelayLies):
        run_once(client, store())


def test_a_dripping_answer_ends(relay, client):
    relay.raw_list, relay.slow = bytes(30_000), 0.05
    started = time.monotonic()
    with pytest.raises(RelayDown):
        run_once(client, store())
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("status", [302, 401, 404, 500])
def test_a_refusal_is_followed_nowhere(relay, client, status):
    relay.status = status
    with pytest.raises(RelayRefused):
        run_once(client, store())


def test_drops_go_over_another_circuit():
    one, other = (own_circuit("socks5h://127.0.0.1:9050") for _ in range(2))
    assert one != other
    assert one is not None
    assert one.endswith("@127.0.0.1:9050")
    assert own_circuit("http://proxy:8080") == "http://proxy:8080"


def test_the_second_contact_hears_once_for_each_age(organisation, relay, client, tmp_path):
    offer(relay, Survivor(organisation).report(chosen=["hana"]))
    offer(relay, b"x" * 100)
    run_once(client, store())
    mail = tmp_path / "mail"
    contact = {"file": str(mail)}
    assert alarms.ring(contact) == 0
    Waiting.objects.update(hour=now() - timedelta(hours=5))
    assert [alarms.ring(contact), alarms.ring(contact)] == [1, 0]
    Waiting.objects.update(hour=now() - timedelta(hours=25))
    assert [alarms.ring(contact), alarms.ring(contact)] == [1, 0]
    lines = mail.read_text().splitlines()
    assert ["4 hours" in lines[0], "24 hours" in lines[1]] == [True, True]
    alarms.ring(contact, drill=True)
    assert mail.read_text().splitlines()[2] == lines[0]
