"""Complaints lie apart: the outside body fetches them and nothing else, and the desk never sees that there are any."""

import copy
import secrets
import subprocess
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amana.seal.age_keys import new_identity, recipient_of
from amana.seal.certificates import Complaints
from amana.seal.directory import Document
from amana.wire.requests import REPORT, TEXT, ReportPayload
from tests.relay.desk import Desk, raw
from tests.relay.running import DESK, Relay, inside, number

SEALED = b"synthetic complaint"
PATH = "/v1/desk/list"


class OutsideBody:
    """A desk that has named a body, the body's certificate, and its own key to fetch with."""

    def __init__(self, desk: Desk, *, number: bytes = b"") -> None:
        key, self.id = Ed25519PrivateKey.generate(), number or secrets.token_bytes(8)
        self.desk = copy.copy(desk)
        self.desk.entries = [*desk.entries, self.id]
        body = Complaints(
            id=self.id,
            since=desk.today,
            until=desk.today + timedelta(days=300),
            desk=desk.id,
            name={"en": "Synthetic board"},
            recipient=recipient_of(new_identity()),
            collection=raw(key),
        )
        self.certificate = desk.certify(body)
        self.fetching = copy.copy(desk)
        self.fetching.id, self.fetching._collection = self.id, key

    def is_known(self, relay: Relay) -> None:
        """Its certificate alone."""
        document = Document((self.certificate,), ()).write()
        inside(
            relay.config,
            f"from amana.relay.directory import shelf\nanswer = shelf.admit({document!r})",
        )

    def is_named(self, relay: Relay, *, serial: int) -> None:
        """From this list on the desk names the body."""
        document = Document((self.certificate,), (self.desk.list(serial),)).write()
        code = f"from amana.relay.directory import shelf\nanswer = shelf.admit({document!r})"
        assert inside(relay.config, code) == 2


def sent(relay: Relay, to: bytes, content: bytes) -> tuple[bytes, int]:
    """Row and status of one sealed thing."""
    row = number()
    payload = ReportPayload(to, row, bytes(32), content).pack()
    return row, relay.post("/v1/report", relay.worked(TEXT, payload)).status_code


def test_the_body_fetches_its_complaints_and_nothing_of_the_desk(
    build: Callable[..., Relay], desk: Desk
) -> None:
    relay, body = build(), OutsideBody(desk)
    body.is_named(relay, serial=2)
    relay.start()
    report, _ = sent(relay, DESK, b"synthetic report")
    complaint, status = sent(relay, body.id, SEALED)
    assert status == 200
    assert set(desk.waiting(relay)) == {report}
    assert set(body.fetching.waiting(relay)) == {complaint}
    assert body.fetching.fetch(relay, REPORT, complaint) == SEALED
    assert body.fetching.fetch(relay, REPORT, report) == b""
    assert desk.fetch(relay, REPORT, complaint) == b""
    assert desk.mark(relay, "acknowledge", REPORT, complaint) == 200
    assert set(body.fetching.waiting(relay)) == {complaint}
    assert body.fetching.mark(relay, "acknowledge", REPORT, complaint) == 200
    assert body.fetching.waiting(relay) == {}


def test_neither_key_opens_the_others_door(build: Callable[..., Relay], desk: Desk) -> None:
    relay, body = build(), OutsideBody(desk)
    body.is_named(relay, serial=2)
    relay.start()
    mixed = copy.copy(body.fetching)
    mixed._collection = desk._collection
    assert relay.post(PATH, b"", **mixed.headers(relay, PATH, b"")).status_code == 401
    mixed = copy.copy(desk)
    mixed._collection = body.fetching._collection
    assert relay.post(PATH, b"", **mixed.headers(relay, PATH, b"")).status_code == 401


def test_a_body_that_the_newest_list_does_not_name_gets_nothing(
    build: Callable[..., Relay], desk: Desk
) -> None:
    relay, body = build(), OutsideBody(desk)
    body.is_named(relay, serial=2)
    relay.start()
    assert desk.publish(relay, desk.list(3)) == 200
    _, status = sent(relay, body.id, SEALED)
    assert status == 410
    headers = body.fetching.headers(relay, PATH, b"")
    assert relay.post(PATH, b"", **headers).status_code == 401


def test_p5_nobody_takes_anothers_mail_by_choosing_its_address(
    build: Callable[..., Relay], desk: Desk
) -> None:
    relay, body = build(), OutsideBody(desk)
    body.is_named(relay, serial=2)
    other = copy.copy(desk)
    other.id = secrets.token_bytes(8)
    for address in (desk.id, body.id):
        with pytest.raises(subprocess.CalledProcessError) as refused:
            OutsideBody(other, number=address).is_known(relay)
        assert b"refusals.Malformed" in refused.value.stderr
    relay.start()
    report, status = sent(relay, DESK, b"synthetic report")
    assert status == 200 and set(desk.waiting(relay)) == {report}
    complaint, status = sent(relay, body.id, SEALED)
    assert status == 200 and set(body.fetching.waiting(relay)) == {complaint}
