"""On a disk or in a bucket that is full: files are refused first, then text; nothing is lost, and room brings it back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from amana.wire.requests import FILES, REPORT, UPLOAD, MailboxRequest, TicketPayload
from tests.relay.conftest import settings_of
from tests.relay.desk import Desk
from tests.relay.running import DESK, Box, Relay, number, write_config
from tests.services.full_bucket import FullBucket
from tests.services.seaweed import Seaweed
from tests.services.small_disk import MIB, SmallDisk, small_disk

TEXT = 4 * MIB  # of the configured capacity; the disk is smaller than what is configured in all
DISK = 128 * MIB


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "data", DISK) as made:
        yield made


@pytest.fixture
def relay(disk: SmallDisk, tmp_path: Path, desk: Desk) -> Iterator[Relay]:
    """A relay whose data lie on the small disk."""
    elsewhere = tmp_path / "made"
    elsewhere.mkdir()
    made = Relay(write_config(elsewhere, roots=[desk.root]))
    made.migrate()
    desk.admit(made.config)
    disk.move_in(elsewhere / "data")
    relay = Relay(
        write_config(tmp_path, roots=[desk.root], capacity={"text": TEXT, "files": 1024 * MIB})
    )
    relay.start(under=disk.under)
    yield relay
    relay.stop()


def files(relay: Relay) -> dict[bytes, bytes]:
    """Whole files of one part each, until the relay takes no more."""
    kept: dict[bytes, bytes] = {}
    tickets = {(upload := number()): relay.ticket(upload) for _ in range(99)}
    for upload, ticket in tickets.items():
        content = os.urandom(MIB)
        sent = relay.part(ticket, 0, content)
        if sent.status_code != 200:
            assert sent.status_code == 507
            break
        assert relay.finish(ticket, 1, MIB).status_code == 200
        kept[upload] = content
    asked = TicketPayload(DESK, number(), 0).pack()
    assert relay.post("/v1/ticket", relay.worked(FILES, asked)).status_code == 507
    return kept


def reports(relay: Relay, most: int) -> tuple[dict[bytes, bytes], set[int]]:
    """Reports until one is refused, or `most`; what was acknowledged, and the refusals."""
    kept: dict[bytes, bytes] = {}
    for _ in range(most):
        report, envelope = number(), os.urandom(18_054)
        status = relay.report(report, envelope).status_code
        if status != 200:
            return kept, {status}
        kept[report] = envelope
    return kept, set()


def test_p5_files_are_refused_while_the_room_of_text_is_still_there(
    relay: Relay, desk: Desk, disk: SmallDisk
) -> None:
    disk.fill(leave=100 * MIB)  # as much as one ticket is for, and a little more
    kept = files(relay)
    assert 40 < len(kept) < 100 - TEXT // MIB
    assert disk.free > TEXT
    text, refused = reports(relay, TEXT // 18_054)
    assert refused == set(), "all of the text that was promised has room"
    assert {key: desk.fetch(relay, UPLOAD, key) for key in kept} == kept
    assert {key: desk.fetch(relay, REPORT, key) for key in text} == text


def test_p5_a_full_disk_refuses_keeps_and_comes_back(
    relay: Relay, desk: Desk, disk: SmallDisk
) -> None:
    before, _ = reports(relay, 20)
    box = Box()
    assert relay.mailbox(box).status_code == 200
    disk.fill()
    kept, refused = reports(relay, 1_000)
    assert refused == {507}
    large = relay.report(number(), os.urandom(400_000))
    assert large.status_code == 507
    assert relay.mailbox(Box()).status_code == 507
    everything = before | kept
    assert {key: desk.fetch(relay, REPORT, key) for key in everything} == everything
    polled = relay.post("/v1/mailbox/poll", MailboxRequest(box.id, box.token).pack())
    assert polled.content.startswith(box.state)

    disk.clear()
    after, refused = reports(relay, 20)
    assert (len(after), refused) == (20, set())
    assert relay.mailbox(Box()).status_code == 200
    everything |= after
    relay.stop()
    relay.start(under=disk.under)
    assert {key: desk.fetch(relay, REPORT, key) for key in everything} == everything
    assert "Traceback" not in relay.log.read_text()


@pytest.mark.postgres
@pytest.mark.s3
@pytest.mark.parametrize("status", [507, 403])
def test_p5_a_full_bucket_refuses_what_lies_in_it_and_keeps_the_rest(
    status: int, seaweed: Seaweed, tmp_path: Path, desk: Desk, request: pytest.FixtureRequest
) -> None:
    settings = settings_of("postgresql", request, tmp_path)
    with FullBucket(seaweed.endpoint) as bucket:
        blobs = {**settings["blobs"], "endpoint": bucket.endpoint}  # type: ignore[dict-item]
        relay = Relay(write_config(tmp_path, roots=[desk.root], **{**settings, "blobs": blobs}))
        relay.migrate()
        desk.admit(relay.config)
        relay.start()
        first, content, upload = number(), os.urandom(400_000), number()
        assert relay.report(first, content).status_code == 200
        ticket = relay.ticket(upload)
        assert relay.part(ticket, 0, b"first").status_code == 200

        bucket.refuses = status
        assert relay.part(ticket, 1, b"second").status_code == 507
        assert relay.report(number(), os.urandom(400_000)).status_code == 507
        small = number()
        assert relay.report(small, b"in the row").status_code == 200
        assert desk.fetch(relay, REPORT, first) == content

        bucket.refuses = 0
        assert relay.part(ticket, 1, b"second").status_code == 200
        assert relay.finish(ticket, 2, 11).status_code == 200
        assert [desk.fetch(relay, UPLOAD, upload, n) for n in (0, 1)] == [b"first", b"second"]
        assert desk.fetch(relay, REPORT, small) == b"in the row"
        relay.stop()
