"""What was promised to be kept is kept to the day; what has served is erased, rows and bytes."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from amana.wire.requests import COLLECTED, REPLY, REPORT, UNKNOWN, UPLOAD, WAITING, DropRequest
from tests.relay.desk import Desk
from tests.relay.running import Box, Relay, inside, midnight, number
from tests.relay.test_mailbox import poll, read

LARGE = 40_000


@pytest.fixture
def started(relay: Relay) -> Relay:
    """A running relay from which everything older was erased."""
    at(relay, 1000)
    return relay


def at(relay: Relay, days: int) -> dict[str, int]:
    """The midnight so many days from today."""
    return midnight(relay.config, (datetime.now(UTC).date() + timedelta(days=days)).isoformat())


def stored(relay: Relay) -> list[str]:
    """Names of all blobs, asked of the store itself."""
    names: list[str] = inside(
        relay.config,
        "from amana.relay.parts import blobs\nanswer = sorted(e.name for e in blobs().entries())",
    )
    return names


def test_what_nobody_collected_is_there_for_sixty_days(started: Relay, desk: Desk) -> None:
    report, envelope = number(), os.urandom(LARGE)
    started.report(report, envelope)
    upload = number()
    ticket = started.ticket(upload)
    started.part(ticket, 0, b"part")
    started.finish(ticket, 1, 4)
    at(started, 59)
    assert desk.fetch(started, REPORT, report) == envelope
    assert desk.fetch(started, UPLOAD, upload) == b"part"
    assert started.status(report) == WAITING
    at(started, 60)
    assert desk.fetch(started, REPORT, report) == b""
    assert started.status(report) == UNKNOWN
    assert desk.waiting(started) == {}
    assert stored(started) == []


@pytest.mark.parametrize("size", [100, LARGE])
def test_confirmed_is_erased_at_the_third_midnight_and_the_status_stays(
    started: Relay, desk: Desk, size: int
) -> None:
    report = number()
    started.report(report, os.urandom(size))
    desk.mark(started, "acknowledge", REPORT, report)
    desk.mark(started, "confirm", REPORT, report)
    at(started, 2)
    assert len(desk.fetch(started, REPORT, report)) == size
    at(started, 3)
    assert desk.fetch(started, REPORT, report) == b""
    at(started, 89)
    assert started.status(report) == COLLECTED
    at(started, 90)
    assert started.status(report) == UNKNOWN
    assert stored(started) == []


def test_acknowledged_without_a_backup_stays_until_day_sixty(started: Relay, desk: Desk) -> None:
    report = number()
    started.report(report, b"sealed")
    desk.mark(started, "acknowledge", REPORT, report)
    at(started, 59)
    assert desk.fetch(started, REPORT, report) == b"sealed"
    at(started, 60)
    assert desk.fetch(started, REPORT, report) == b""
    assert started.status(report) == COLLECTED


def test_confirming_alone_erases_nothing(started: Relay, desk: Desk) -> None:
    report = number()
    started.report(report, b"sealed")
    desk.mark(started, "confirm", REPORT, report)
    at(started, 10)
    assert desk.fetch(started, REPORT, report) == b"sealed"


def test_a_read_letter_goes_at_the_second_midnight(started: Relay) -> None:
    box = Box()
    started.mailbox(box)
    frame = os.urandom(17_408)
    started.post("/v1/mailbox/drop", DropRequest(box.id, box.drop, REPLY, frame).pack())
    assert read(started, box, frame) == 200
    assert at(started, 1)["mailbox"] == 0
    assert at(started, 2)["mailbox"] == 1


def test_a_mailbox_stays_four_hundred_midnights(started: Relay) -> None:
    box = Box()
    started.mailbox(box)
    assert at(started, 399)["mailbox"] == 0
    assert poll(started, box).state == box.state
    assert at(started, 400)["mailbox"] == 1
    assert poll(started, box).state != box.state


def test_a_second_run_finds_nothing_to_do(started: Relay) -> None:
    started.report(number(), os.urandom(LARGE))
    assert at(started, 60)["letterbox"] == 1
    again = at(started, 60)
    assert set(again.values()) == {0}


def _age(relay: Relay, days: int) -> None:
    """Makes every upload so many days older."""
    day = datetime.now(UTC).date() - timedelta(days=days)
    inside(
        relay.config,
        "from amana.relay.letterbox.models import Upload\n"
        f"answer = Upload.objects.update(day={day.isoformat()!r})",
    )


def test_an_unfinished_file_is_listed_after_a_week_as_incomplete(
    started: Relay, desk: Desk
) -> None:
    upload = number()
    started.part(started.ticket(upload), 2, b"third")
    _age(started, 6)
    assert desk.waiting(started) == {}
    _age(started, 7)
    item = desk.waiting(started)[upload]
    assert (item.parts, item.complete, item.size) == (3, 0, 5)
    assert desk.fetch(started, UPLOAD, upload, 1) == b""
    assert desk.fetch(started, UPLOAD, upload, 2) == b"third"
    desk.mark(started, "acknowledge", UPLOAD, upload)
    assert desk.waiting(started) == {}


def test_bytes_without_a_row_are_erased_and_a_row_without_bytes_is_not_promised(
    started: Relay, desk: Desk
) -> None:
    upload = number()
    ticket = started.ticket(upload)
    started.part(ticket, 0, b"part")
    started.finish(ticket, 1, 4)
    (name,) = stored(started)
    inside(
        started.config,
        "from amana.relay.parts import blobs\n"
        "blobs().put('part/00000000deadbeef', b'cut')\n"
        f"answer = blobs().erase({name!r})",
    )
    found = at(started, 0)
    assert (found["orphans"], found["lost"]) == (0, 1)  # its row may still be on the way
    assert at(started, 2)["orphans"] == 1
    assert stored(started) == []
    assert started.part(ticket, 0, b"part").status_code == 200
    assert started.finish(ticket, 1, 4).status_code == 200
    assert desk.fetch(started, UPLOAD, upload) == b"part"


def test_an_unmounted_disk_erases_no_row(build: Callable[..., Relay]) -> None:
    relay = build()
    relay.start()
    relay.report(number(), os.urandom(LARGE))
    folder = relay.config.parent
    (folder / "data" / "blobs").rename(folder / "unmounted")
    code = (
        "from datetime import date\nfrom amana.relay.letterbox import midnight\n"
        "from amana.relay.letterbox.models import Report\nfrom amana.stores.blobs import "
        f"NotAStoreError\ntry:\n    midnight.run(date.fromisoformat({_tomorrow()!r}))\n"
        "except NotAStoreError:\n    answer = Report.objects.count()"
    )
    assert inside(relay.config, code) == 1


def _tomorrow() -> str:
    return (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
