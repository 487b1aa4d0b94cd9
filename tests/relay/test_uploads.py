"""Files arrive in parts, in any order, any number of times, and are whole or said not to be."""

import os

from amana.wire.limits import PART
from amana.wire.requests import UPLOAD, PartsRequest, kept_parts
from tests.relay.desk import Desk
from tests.relay.running import Relay, number


def test_parts_in_any_order_make_the_file(relay: Relay, desk: Desk) -> None:
    upload, parts = number(), [os.urandom(PART), os.urandom(PART), os.urandom(1234)]
    ticket = relay.ticket(upload)
    size = sum(map(len, parts))
    for index in (2, 0):
        assert relay.part(ticket, index, parts[index]).status_code == 200
    assert relay.finish(ticket, 3, size).status_code == 409
    assert _kept(relay, ticket) == [0, 2]
    assert relay.part(ticket, 1, parts[1]).status_code == 200
    assert relay.part(ticket, 1, parts[1]).status_code == 200
    assert relay.finish(ticket, 3, size).status_code == 200
    assert relay.finish(ticket, 3, size).status_code == 200
    item = desk.waiting(relay)[upload]
    assert (item.kind, item.size, item.parts, item.complete) == (UPLOAD, size, 3, 1)
    assert [desk.fetch(relay, UPLOAD, upload, index) for index in range(3)] == parts
    assert desk.fetch(relay, UPLOAD, upload, 3) == b""


def _kept(relay: Relay, ticket: bytes) -> list[int]:
    return kept_parts(relay.post("/v1/upload/parts", PartsRequest(ticket).pack()).content)


def test_other_bytes_for_a_kept_part_are_refused(relay: Relay) -> None:
    ticket = relay.ticket(number())
    assert relay.part(ticket, 0, b"one").status_code == 200
    assert relay.part(ticket, 0, b"two").status_code == 409


def test_a_finished_file_takes_no_more_parts(relay: Relay) -> None:
    ticket = relay.ticket(number())
    relay.part(ticket, 0, b"whole")
    assert relay.finish(ticket, 1, 5).status_code == 200
    assert relay.part(ticket, 1, b"more").status_code == 409
    assert relay.part(ticket, 0, b"whole").status_code == 200


def test_a_ticket_is_for_its_own_parts_and_made_here(relay: Relay) -> None:
    ticket = relay.ticket(number(), first=64)
    for index in (63, 128):
        body = ticket + index.to_bytes(4, "big") + b"x"
        assert relay.post("/v1/part", body).status_code == 400
    assert relay.part(ticket, 64, b"x").status_code == 200
    forged = ticket[:-1] + bytes([ticket[-1] ^ 1])
    assert relay.part(forged, 64, b"x").status_code == 428


def test_an_unfinished_file_is_not_listed_in_its_first_week(relay: Relay, desk: Desk) -> None:
    upload = number()
    relay.part(relay.ticket(upload), 0, b"part")
    assert upload not in desk.waiting(relay)
