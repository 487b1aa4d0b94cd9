"""P7: what the relay stores and logs holds no address, no user agent and nothing finer than a day."""

import os
import re
import time
from collections.abc import Callable
from typing import Any

import httpx

from amana.wire.requests import REPLY, DropRequest, MailboxRequest
from tests.relay.conftest import build, desk, fresh
from tests.relay.desk import Desk
from tests.relay.running import Box, Relay, inside, number

__all__ = ["build", "desk", "fresh"]

Build = Callable[..., Relay]
CANARY = "Canary-Browser/7.5"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FINER = re.compile(r"\d{1,2}:\d{2}")
ADDRESS = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|[0-9a-f]*::[0-9a-f]+")

# protocol §11, column by column. Whatever is added here is added there.
COLUMNS = {
    "letterbox_report": "key desk report status digest envelope size state day state_day",
    "letterbox_upload": "key desk upload parts size state day state_day",
    "letterbox_part": "key index size digest upload_id",
    "mailbox_mailbox": "key mailbox token drop version state standing day",
    "mailbox_letter": "key frame digest order read_day mailbox_id",
    "mailbox_pulse": "key noise",
    "directory_document": "key desk kind number body serial",
    "django_migrations": "id app name applied",
}
DUMP = """
from django.db import connection
answer = {}
for table in connection.introspection.table_names():
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM {table}')
        names = [column[0] for column in cursor.description]
        rows = [[repr(bytes(v)) if isinstance(v, (bytes, memoryview)) else
                 v if isinstance(v, int) else str(v) for v in row] for row in cursor.fetchall()]
    answer[table] = [names, rows]
"""


def _use_everything(relay: Relay, desk: Desk) -> tuple[list[bytes], Box]:
    relay.http = httpx.Client(
        base_url=relay.http.base_url, headers={"user-agent": CANARY, "referer": CANARY}, timeout=30
    )
    reports = [number() for _ in range(12)]
    for report in reports:
        assert relay.report(report, os.urandom(40_000)).status_code == 200
    ticket = relay.ticket(number())
    assert relay.part(ticket, 0, b"part").status_code == 200
    assert relay.finish(ticket, 1, 4).status_code == 200
    box = Box()
    assert relay.mailbox(box).status_code == 200
    relay.post("/v1/mailbox/drop", DropRequest(box.id, box.drop, REPLY, os.urandom(17_408)).pack())
    relay.post("/v1/mailbox/poll", MailboxRequest(box.id, box.token).pack())
    desk.mark_all(relay, "acknowledge", desk.waiting(relay).values())
    relay.post(f"/v1/{CANARY}", b"x" * 100)
    return reports, box


def test_p7_every_stored_value_is_no_time_and_no_address(fresh: Relay, desk: Desk) -> None:
    fresh.start()
    reports, _ = _use_everything(fresh, desk)
    tables: dict[str, Any] = inside(fresh.config, DUMP)
    assert {table: " ".join(names) for table, (names, _) in tables.items()} == COLUMNS
    for table, (names, rows) in tables.items():
        for row in rows:
            for name, value in zip(names, row, strict=True):
                _check(table, name, value)
    names, rows = tables["letterbox_report"]
    keys = {row[names.index("report")]: row[names.index("key")] for row in rows}
    in_order = [keys[stored] for report in reports for stored in keys if repr(report) == stored]
    assert len(keys) == len(reports)
    assert in_order not in (sorted(in_order), sorted(in_order, reverse=True))


def _check(table: str, name: str, value: object) -> None:
    """Numbers near the clock, text with a time of day, and dates that are not days are found."""
    if isinstance(value, int):
        now = time.time()
        for unit in (1, 1e3, 1e6, 1e9):
            assert abs(value - now * unit) > 86_400 * 30 * unit, (table, name)
    elif isinstance(value, str) and name.endswith("day") and value != "None":
        assert DAY.fullmatch(value), (table, name)
    elif isinstance(value, str) and not value.startswith(("b'", 'b"')):
        assert not ADDRESS.search(value), (table, name)
        assert not FINER.search(value.replace(" 00:00:00", "").replace("+00:00", "")), (table, name)


def test_p7_files_and_log_hold_no_address_and_no_browser(fresh: Relay, desk: Desk) -> None:
    fresh.start()
    _use_everything(fresh, desk)
    fresh.stop()
    folder = fresh.config.parent
    files = [path for path in (folder / "data").rglob("*") if path.is_file()]
    for path in [*files, fresh.log]:
        content = path.read_bytes()
        assert CANARY.encode() not in content, path
        if path.name != "s3.toml":
            assert b"127.0.0.1" not in content, path
    lines = fresh.log.read_text().splitlines()
    assert all(line.startswith("INFO midnight: ") for line in lines if line), lines


def test_p7_the_file_store_shows_exactly_this(build: Build, desk: Desk) -> None:
    """Random names, sizes, and the file times that no application can keep from its hoster."""
    relay = build()
    relay.start()
    _use_everything(relay, desk)
    relay.stop()
    data = relay.config.parent / "data"
    top = {path.name for path in data.iterdir()}
    assert top - {"relay.sqlite3-wal", "relay.sqlite3-shm"} == {
        "blobs",
        "relay.sqlite3",
        "work.key",
    }
    blobs = [path for path in (data / "blobs").rglob("*") if path.is_file()]
    shown = {str(path.relative_to(data / "blobs")) for path in blobs} - {"amana-blobs-1"}
    assert len(shown) == 13
    assert all(re.fullmatch(r"(envelope|part)/[0-9a-f]{2}/[0-9a-f]{14}", name) for name in shown)
    sizes = sorted(path.stat().st_size for path in blobs if path.name != "amana-blobs-1")
    assert sizes == [4] + [40_000] * 12
    assert all(time.time() - path.stat().st_mtime < 600 for path in blobs)
