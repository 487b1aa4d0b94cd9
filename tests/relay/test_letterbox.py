"""She sends a report; it is kept once, her desk alone collects it, and she can ask how far it is."""

import os
from collections.abc import Callable

import pytest

from amana.wire.requests import (
    COLLECTED,
    FILES,
    REPORT,
    TEXT,
    UNKNOWN,
    WAITING,
    ReportPayload,
    TicketPayload,
    Worked,
)
from tests.relay.desk import Desk
from tests.relay.running import DESK, Relay, inside, number

SIZES = [1, 18_054, 32_768, 32_769, 1_048_576]


@pytest.mark.parametrize("size", SIZES)
def test_a_report_reaches_its_desk_byte_for_byte(relay: Relay, desk: Desk, size: int) -> None:
    report, envelope = number(), os.urandom(size)
    assert relay.report(report, envelope).status_code == 200
    item = desk.waiting(relay)[report]
    assert (item.kind, item.size, item.parts, item.complete) == (REPORT, size, 0, 1)
    assert desk.fetch(relay, REPORT, report) == envelope


def test_she_sees_waiting_and_then_collected(relay: Relay, desk: Desk) -> None:
    report = number()
    assert relay.status(report) == UNKNOWN
    relay.report(report, b"sealed")
    assert relay.status(report) == WAITING
    assert desk.mark(relay, "acknowledge", REPORT, report) == 200
    assert relay.status(report) == COLLECTED
    assert report not in desk.waiting(relay)
    assert desk.mark(relay, "confirm", REPORT, report) == 200
    assert desk.fetch(relay, REPORT, report) == b"sealed"


def test_the_same_report_twice_is_kept_once(relay: Relay, desk: Desk) -> None:
    report = number()
    payload = ReportPayload(DESK, report, bytes(32), b"sealed").pack()
    body = relay.worked(TEXT, payload)
    assert [relay.post("/v1/report", body).status_code for _ in range(3)] == [200, 200, 200]
    assert relay.post("/v1/report", relay.worked(TEXT, payload)).status_code == 200
    assert report in desk.waiting(relay)


@pytest.mark.parametrize("size", [100, 40_000])
def test_other_bytes_under_the_same_id_are_refused(relay: Relay, desk: Desk, size: int) -> None:
    report = number()
    first = os.urandom(size)
    assert relay.report(report, first).status_code == 200
    assert relay.report(report, os.urandom(size)).status_code == 409
    assert desk.fetch(relay, REPORT, report) == first


def test_work_is_asked_for_and_spent_once(relay: Relay) -> None:
    one = ReportPayload(DESK, number(), bytes(32), b"sealed").pack()
    other = ReportPayload(DESK, number(), bytes(32), b"sealed").pack()
    worked = Worked.unpack(relay.worked(TEXT, one))
    assert relay.post("/v1/report", worked.pack()).status_code == 200
    tries = [relay.post("/v1/report", Worked(worked.challenge, n, other).pack()) for n in range(8)]
    assert {answer.status_code for answer in tries} == {428}


def test_another_lane_is_refused(relay: Relay) -> None:
    payload = ReportPayload(DESK, number(), bytes(32), b"sealed").pack()
    assert relay.post("/v1/report", relay.worked(2, payload)).status_code == 428


def test_what_is_for_no_desk_of_the_directory_is_not_stored(relay: Relay) -> None:
    report = number()
    refused = relay.report(report, b"sealed", desk=b"unlisted")
    assert (refused.status_code, refused.content) == (410, b"")
    assert relay.status(report) == UNKNOWN
    payload = TicketPayload(b"unlisted", number(), 0).pack()
    assert relay.post("/v1/ticket", relay.worked(FILES, payload)).status_code == 410


def test_another_desk_sees_nothing(build: Callable[..., Relay], desk: Desk) -> None:
    relay, report = build(), number()
    second = (
        "from amana.relay.directory.models import Document\n"
        "row = Document.objects.get(kind='list')\n"
        "row.pk, row.desk, row.number = 1, b'desk-two', b'desk-two'\n"
        "row.save(force_insert=True)\n"
        "answer = 1"
    )
    assert inside(relay.config, second) == 1
    relay.start()
    assert relay.report(report, b"sealed", desk=b"desk-two").status_code == 200
    assert report not in desk.waiting(relay)
    assert desk.fetch(relay, REPORT, report) == b""
    desk.mark(relay, "acknowledge", REPORT, report)
    assert relay.status(report) == WAITING
