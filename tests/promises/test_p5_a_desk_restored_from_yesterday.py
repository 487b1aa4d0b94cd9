"""P5: what the desk acknowledged and then lost with its disk is fetched again; a relay from yesterday is told again what is safe."""

import dataclasses
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from amana.desk.intake.models import Waiting
from amana.desk.intake.service_keys import ServiceKeys
from amana.desk.intake.worker import Worker
from amana.desk.vault.blobs import store
from amana.desk.vault.pieces import piece
from amana.seal.signed import Signer
from amana.wire.requests import COLLECTED, WAITING
from tests.desk.at_work import organisation
from tests.desk.conftest import on_sqlite
from tests.desk.organisation import Organisation
from tests.desk.survivor import Survivor
from tests.relay.running import Relay, inside, midnight, number, write_config

__all__ = ["on_sqlite", "organisation"]


@pytest.fixture
def relay(organisation: Organisation, tmp_path) -> Iterator[Relay]:
    """A relay that knows the organisation."""
    (tmp_path / "relay").mkdir()
    made = Relay(write_config(tmp_path / "relay", roots=[organisation.root]))
    made.migrate()
    organisation.admit(made.config)
    made.start()
    yield made
    made.stop()


def worker(organisation: Organisation, relay: Relay) -> Worker:
    """The organisation's worker, just started."""
    config = dataclasses.replace(organisation.config, relays=(f"http://127.0.0.1:{relay.port}",))
    keys = ServiceKeys(
        collection=Signer(organisation._key_id, organisation._collection),
        list_key=organisation._list_key,
    )
    return Worker(config, keys, 1.0)


def reported(organisation: Organisation, relay: Relay) -> bytes:
    """One report; its number."""
    envelope, report = Survivor(organisation).report(chosen=["hana"]), number()
    assert relay.report(report, envelope, desk=organisation.id).status_code == 200
    return report


def sent(organisation: Organisation, relay: Relay, content: bytes) -> bytes:
    """One file; its number."""
    upload = number()
    ticket = relay.ticket(upload, desk=organisation.id)
    assert relay.part(ticket, 0, content).status_code == 200
    assert relay.finish(ticket, 1, len(content)).status_code == 200
    return upload


def rows() -> dict[bytes, str]:
    """What the desk has, and how far it is with the relay."""
    return {bytes(row.relay_id): row.state for row in Waiting.objects.all()}


def test_p5_what_was_collected_after_the_backup_is_fetched_again(
    organisation: Organisation, relay: Relay
) -> None:
    saved = reported(organisation, relay)
    first = worker(organisation, relay)
    first.round()
    Waiting.objects.update(backed_up=True)
    first.round()
    content = os.urandom(5_000)
    lost = {reported(organisation, relay), sent(organisation, relay, content)}
    first.round()
    assert rows() == {saved: "confirmed", **dict.fromkeys(lost, "acknowledged")}

    for row in Waiting.objects.filter(
        backed_up=False
    ):  # the disk dies; yesterday's backup has none of it
        store().erase(piece(row.blob, 0))
        row.delete()
    first.round()
    assert rows().keys() == {saved}, "hidden from the list of an ordinary round"
    again = worker(organisation, relay)
    again.round()
    assert rows() == {saved: "confirmed", **dict.fromkeys(lost, "acknowledged")}
    (upload,) = Waiting.objects.filter(kind=Waiting.UPLOAD)
    assert store().get(piece(upload.blob, 0)) == content
    again.round()
    assert Waiting.objects.count() == 3


def test_p5_it_can_still_be_fetched_on_the_last_day(
    organisation: Organisation, relay: Relay
) -> None:
    lost = reported(organisation, relay)
    worker(organisation, relay).round()
    Waiting.objects.all().delete()
    midnight(relay.config, (datetime.now(UTC).date() + timedelta(days=59)).isoformat())
    worker(organisation, relay).round()
    assert rows() == {lost: "acknowledged"}


def test_p5_a_relay_restored_from_yesterday_is_told_again(
    organisation: Organisation, relay: Relay
) -> None:
    report = reported(organisation, relay)
    one = worker(organisation, relay)
    one.round()
    Waiting.objects.update(backed_up=True)
    one.round()
    assert rows() == {report: "confirmed"}
    back = "from amana.relay.letterbox.models import Report, State\n"
    inside(relay.config, f"{back}answer = Report.objects.update(state=State.WAITING)")
    assert relay.status(report) == WAITING
    one.round()
    assert relay.status(report) == COLLECTED
    assert rows() == {report: "confirmed"}
    state = inside(relay.config, f"{back}answer = [r.state for r in Report.objects.all()]")
    assert state == [3]
    assert Waiting.objects.count() == 1
