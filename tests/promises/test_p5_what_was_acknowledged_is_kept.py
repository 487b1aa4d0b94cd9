"""P5: kill the relay at any moment, or cut its power: every acknowledged report and part is there,
once.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from amana.wire.requests import FILES, REPORT, UPLOAD, TicketPayload
from tests.relay.conftest import build, desk, fresh
from tests.relay.desk import Desk
from tests.relay.disk import STRACE, play
from tests.relay.running import DESK, Relay, inside, number

__all__ = ["build", "desk", "fresh"]

Build = Callable[..., Relay]
ROUNDS = 3
SENDERS = 4
SIZES = (500, 18_054, 40_000)  # two that lie in the row, one in the blob store


class Sender(threading.Thread):
    """Sends reports and parts until the relay dies; remembers what was acknowledged."""

    def __init__(self, relay: Relay) -> None:
        super().__init__()
        self._relay = Relay(relay.config)
        self._relay.port, self._relay.http = relay.port, relay.client()
        self.reports: dict[bytes, bytes] = {}
        self.parts: dict[bytes, bytes] = {}
        self.attempted: list[tuple[bytes, bytes]] = []

    def run(self) -> None:
        try:
            while True:
                self._send()
        except (httpx.TransportError, IndexError, AssertionError):
            return

    def _send(self) -> None:
        report, envelope = number(), os.urandom(random.choice(SIZES))
        self.attempted.append((report, envelope))
        if self._relay.report(report, envelope).status_code == 200:
            self.reports[report] = envelope
        upload, content = number(), os.urandom(5_000)
        ticket = self._relay.ticket(upload)
        kept = self._relay.part(ticket, 0, content).status_code == 200
        if kept and self._relay.finish(ticket, 1, len(content)).status_code == 200:
            self.parts[upload] = content


def _one_round(relay: Relay) -> list[Sender]:
    relay.start()
    senders = [Sender(relay) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    time.sleep(random.uniform(0.3, 1.2))
    relay.stop(signal.SIGKILL)
    for sender in senders:
        sender.join()
    return senders


def test_p5_every_acknowledged_report_and_part_survives_kill_9(fresh: Relay, desk: Desk) -> None:
    senders = [sender for _ in range(ROUNDS) for sender in _one_round(fresh)]
    reports = {key: value for sender in senders for key, value in sender.reports.items()}
    parts = {key: value for sender in senders for key, value in sender.parts.items()}
    assert len(reports) > 20
    assert len(parts) > 20
    fresh.start()
    for key, envelope in random.sample(sorted(reports.items()), 20):
        assert desk.fetch(fresh, REPORT, key) == envelope
    for key, content in random.sample(sorted(parts.items()), 20):
        assert desk.fetch(fresh, UPLOAD, key) == content
    listed = _list_all(fresh, desk)
    assert len(listed) == len(set(listed))
    assert set(listed) >= set(reports) | set(parts)
    unsure = [pair for sender in senders for pair in sender.attempted[-1:]]
    for key, envelope in unsure:
        assert fresh.report(key, envelope).status_code == 200
        assert desk.fetch(fresh, REPORT, key) == envelope


def _list_all(relay: Relay, desk: Desk) -> list[bytes]:
    """Collects list after list, as a desk does, acknowledging each."""
    found: list[bytes] = []
    while items := desk.waiting(relay):
        found += items
        desk.mark_all(relay, "acknowledge", items.values())
    return found


def test_p5_nothing_unsynced_is_ever_acknowledged(tmp_path: Path, build: Build) -> None:
    """At the moment of each 200 a disk that forgets what was not fsynced would forget nothing."""
    relay = build()
    trace = tmp_path / "trace"
    relay.start(under=(*STRACE, str(trace)))
    upload = number()
    for size in SIZES:
        assert relay.report(number(), os.urandom(size)).status_code == 200
    assert relay.part(relay.ticket(upload), 0, os.urandom(100_000)).status_code == 200
    relay.kill_under_trace()
    disk = play(trace, tmp_path / "data")
    assert len(disk.lost_at_answers) >= 2 * len(SIZES) + 2
    assert [lost for lost in disk.lost_at_answers if lost] == []
    assert sum(path.endswith("relay.sqlite3-wal") for path in disk.synced) >= len(SIZES) + 1
    assert sum("/blobs/envelope/" in path and path.endswith(".new") for path in disk.synced) == 1
    assert sum("/blobs/part/" in path and path.endswith(".new") for path in disk.synced) == 1


def test_p5_the_disk_would_notice_a_missing_fsync(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    lines = [
        f'7 openat(AT_FDCWD, "{tmp_path}/a.new", O_WRONLY|O_CREAT|O_EXCL) = 5<{tmp_path}/a.new>',
        f'7 write(5<{tmp_path}/a.new>, "x", 1) = 1',
        f"7 fsync(5<{tmp_path}/a.new>) = 0",
        f'7 rename("{tmp_path}/a.new", "{tmp_path}/a") = 0',
        '8 sendto(9<socket:[1]>, "HTTP/1.1 200 OK\\r\\n", 17, 0, NULL, 0) = 17',
    ]
    trace.write_text("\n".join(lines))
    assert play(trace, tmp_path).lost_at_answers == [{str(tmp_path)}]


def test_p5_a_full_relay_refuses_files_first_and_drops_nothing(build: Build, desk: Desk) -> None:
    capacity = {"text": 60_000, "files": 65 * 1_048_576}
    relay = build(capacity=capacity)
    relay.start()
    ticket = relay.ticket(number())
    statuses = [relay.part(ticket, index, bytes(1_048_576)).status_code for index in range(2)]
    assert statuses == [200, 200]
    asked = TicketPayload(DESK, number(), 0).pack()
    assert relay.post("/v1/ticket", relay.worked(FILES, asked)).status_code == 507
    report, envelope = number(), os.urandom(20_000)
    assert relay.report(report, envelope).status_code == 200
    assert desk.fetch(relay, REPORT, report) == envelope


def test_p5_a_disk_that_takes_no_more_refuses_and_keeps(build: Build, desk: Desk) -> None:
    """A limit on the size of files stands for the disk: every write beyond it fails."""
    relay = build()
    relay.start(under=("prlimit", f"--fsize={200 * 1024}"))
    kept, sizes = {}, [30_000] * 20
    statuses = []
    for size in sizes:
        report, envelope = number(), os.urandom(size)
        statuses.append(relay.report(report, envelope).status_code)
        if statuses[-1] == 200:
            kept[report] = envelope
    assert relay.part(relay.ticket(number()), 0, bytes(500_000)).status_code == 507
    relay.stop()
    assert statuses[0] == 200
    assert set(statuses[-5:]) == {500}  # SQLite calls this failure an I/O error
    relay.start()
    assert {key: desk.fetch(relay, REPORT, key) for key in kept} == kept


def test_p5_a_full_database_is_a_refusal_of_its_own(build: Build) -> None:
    assert inside(build().config, FILL) == "LaneFullError"


FILL = """
import os
from django.db import connection
from amana.relay.letterbox.accept import accept
from amana.relay.ledger import LaneFullError
from amana.relay.writer import writer
from amana.wire.requests import ReportPayload
writer.run(lambda: connection.cursor().execute("PRAGMA max_page_count = 60").fetchone())
answer = "never full"
for _ in range(30):
    try:
        accept(ReportPayload(bytes(8), os.urandom(16), bytes(32), os.urandom(20_000)), bytes(32))
    except LaneFullError:
        answer = "LaneFullError"
"""
