"""Given a desk that was away for weeks, when its worker runs again, then it signs a list by itself and her page believes the directory."""

import dataclasses
from datetime import timedelta

import pytest

from amana.desk.intake import daily_list
from amana.desk.intake.service_keys import ServiceKeys
from amana.desk.intake.worker import Worker
from amana.desk.staff import certified
from amana.desk.staff.flows.leave import leave
from amana.desk.staff.models import DirectoryCopy
from amana.seal.desk import Desk
from amana.seal.directory import Document
from amana.seal.signed import Signer
from amana.wire.encoding import b64u, dump_json
from tests.relay.running import Relay, inside, write_config

AWAY = 20  # days


@pytest.fixture
def relays(organisation, tmp_path):
    """Two relays that know the organisation."""
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        relay = Relay(write_config(tmp_path / name, roots=[organisation.root]))
        relay.migrate()
        organisation.admit(relay.config)
        made.append(relay)
    yield made
    for relay in made:
        relay.stop()


def the_desk() -> Desk:
    """As this desk believes itself to be."""
    desk = certified.desk()
    assert desk is not None
    return desk


def worker(organisation, *relays: Relay) -> Worker:
    urls = tuple(f"http://127.0.0.1:{relay.port}" for relay in relays)
    keys = ServiceKeys(
        collection=Signer(organisation._key_id, organisation._collection),
        list_key=organisation._list_key,
    )
    return Worker(dataclasses.replace(organisation.config, relays=urls), keys, 1.0)


def long_ago(organisation, serial: int) -> bytes:
    """The directory as it was when the desk was switched off."""
    old = organisation.list(serial, issued=organisation.today - timedelta(days=AWAY))
    return Document(tuple(organisation.certificates), (old,)).write()


def put_back(organisation, relay: Relay, serial: int) -> None:
    """Her pages and the desk are served a list that has run out."""
    old = organisation.list(serial, issued=organisation.today - timedelta(days=AWAY))
    body = dump_json(old.to_json())
    code = (
        "from amana.relay.directory.models import Document\n"
        f"answer = Document.objects.filter(kind='list').update(body={body!r}, serial={serial})"
    )
    assert inside(relay.config, code) == 1


def kept(document: bytes) -> None:
    DirectoryCopy.objects.update(document=document)


def test_a_desk_that_was_away_comes_back_by_itself(organisation, relays):
    put_back(organisation, relays[0], 5)
    kept(long_ago(organisation, 5))
    assert certified.desk() is None, "nothing is sealed by an expired list"
    relays[0].start()
    worker(organisation, relays[0]).round()
    desk = certified.desk()
    assert desk is not None
    assert (desk.listed.serial, desk.listed.issued) == (6, organisation.today)
    assert len(desk.holders) == len(organisation.people)


def test_one_who_left_is_not_named_by_the_list_of_the_return(organisation, relays):
    leave(organisation.people["dalia"].officer, actor="")
    put_back(organisation, relays[0], 5)
    kept(long_ago(organisation, 5))
    relays[0].start()
    worker(organisation, relays[0]).round()
    named = {b64u(holder.person) for holder in the_desk().holders}
    assert organisation.people["dalia"].officer.id not in named
    assert len(named) == len(organisation.people) - 1


def test_a_desk_restored_from_before_goes_on_from_the_relays_list(organisation, relays):
    put_back(organisation, relays[0], 9)
    kept(long_ago(organisation, 4))
    relays[0].start()
    worker(organisation, relays[0]).round()
    assert the_desk().listed.serial == 10


def test_a_second_relay_that_was_away_gets_the_list_too(organisation, relays):
    put_back(organisation, relays[1], 1)
    for relay in relays:
        relay.start()
    both = worker(organisation, *relays)
    both.round()
    both.round()
    for relay in relays:
        with both._relay(f"http://127.0.0.1:{relay.port}") as client:
            renewed = certified.renewable(client.directory())
            assert renewed is not None
            assert renewed.listed.expires > organisation.today


def test_an_expired_list_of_somebody_else_is_not_renewed(organisation):
    other = type(organisation)()
    kept(Document(tuple(other.certificates), (other.list(3),)).write())
    assert daily_list.due(organisation.today) is None
