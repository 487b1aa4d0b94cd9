"""P7: her report, her uploads and her mailbox share no identifier at the relay, and nothing there is finer than a day."""

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from amana.wire.encoding import unb64u
from tests.promises.journey import Journey

pytestmark = pytest.mark.slow
TABLES = {
    "report": ("letterbox_report",),
    "upload": ("letterbox_upload", "letterbox_part"),
    "mailbox": ("mailbox_mailbox", "mailbox_letter"),
}


def _rows(journey: Journey, kind: str) -> list[tuple[object, ...]]:
    database = journey.world.layout.relay_config.parent / "data" / "relay.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as rows:
        return [row for table in TABLES[kind] for row in rows.execute(f"SELECT * FROM {table}")]


def _linking(rows: list[tuple[object, ...]]) -> set[bytes]:
    """Values by which two rows could be put together: byte strings, long texts, large numbers."""
    return {value for row in rows for value in _long(row)}


def _long(row: tuple[object, ...]) -> Iterator[bytes]:
    for value in row:
        if isinstance(value, bytes) and len(value) >= 8:
            yield value
        elif isinstance(value, str) and len(value) > len("2026-01-01"):
            yield value.encode()
        elif isinstance(value, int) and value > 1 << 40:
            yield str(value).encode()


@pytest.mark.parametrize(
    ("one", "other"), [("report", "upload"), ("report", "mailbox"), ("upload", "mailbox")]
)
def test_p7_report_uploads_and_mailbox_share_no_identifier(
    journey: Journey, one: str, other: str
) -> None:
    rows = _rows(journey, one), _rows(journey, other)
    assert len(rows[0]) >= 2
    assert len(rows[1]) >= 2
    assert _linking(rows[0]) & _linking(rows[1]) <= {unb64u(journey.world.record.desk, 8)}


def test_p7_her_ids_are_where_they_belong_and_nowhere_else(journey: Journey) -> None:
    for keys in journey.keys:
        assert keys.report_id in _linking(_rows(journey, "report"))
        assert keys.mailbox_id in _linking(_rows(journey, "mailbox"))
        for kind in ("upload", "mailbox"):
            assert not any(keys.report_id in value for value in _linking(_rows(journey, kind)))
        for kind in ("upload", "report"):
            assert not any(keys.mailbox_id in value for value in _linking(_rows(journey, kind)))


def test_p7_every_date_at_the_relay_is_a_day(journey: Journey) -> None:
    texts = [
        v for kind in TABLES for row in _rows(journey, kind) for v in row if isinstance(v, str)
    ]
    dates = [text for text in texts if text[:2] == "20"]
    assert dates
    for text in dates:
        assert datetime.date.fromisoformat(text).isoformat() == text
