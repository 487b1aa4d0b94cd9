"""A backup counts when it has been restored."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from tests.cli.demonstration import amana

pytestmark = pytest.mark.slow


@pytest.fixture
def backup(demo, tmp_path):
    made = amana(
        "backup", "make", "--config", str(demo.desk_config), "--to", str(tmp_path / "disk")
    )
    assert made.returncode == 0, made.stderr
    main, keys = (next((tmp_path / "disk").glob(f"*-{part}.age")) for part in ("main", "keys"))
    return main, keys


@pytest.fixture
def new_place(demo, tmp_path):
    """Another machine: configuration, pepper and service keys brought along, no data."""
    place = tmp_path / "place"
    place.mkdir()
    for name in ("desk.toml", "pepper", "service.keys"):
        shutil.copy(demo.root / "desk" / name, place / name)
    return place / "desk.toml"


def rows(config, table: str) -> list[tuple]:
    with closing(sqlite3.connect(config.parent / "data" / "desk.sqlite3")) as database:
        return sorted(database.execute(f"SELECT * FROM {table}"))


def test_a_restored_desk_has_the_same_officers_reports_and_audit(demo, backup, new_place):
    key = demo.root / "keys" / "backup.key"
    done = amana(
        "backup", "restore", *map(str, backup), "--config", str(new_place), "--key", str(key)
    )
    assert done.returncode == 0, done.stderr
    for table in ("staff_officer", "cases_case"):
        assert rows(new_place, table) == rows(demo.desk_config, table)
    assert rows(new_place, "intake_waiting")
    assert rows(new_place, "staff_session") == []
    checked = amana("verify", "audit", "--config", str(new_place))
    assert checked.stdout.startswith("whole: "), checked.stderr


def test_a_restore_over_a_desk_is_refused(demo, backup):
    key = demo.root / "keys" / "backup.key"
    refused = amana(
        "backup", "restore", *map(str, backup), "--config", str(demo.desk_config), "--key", str(key)
    )
    assert refused.returncode == 1
    assert "empty" in refused.stderr


def test_another_key_opens_no_backup(demo, backup, new_place):
    key = demo.root / "keys" / "auditor-1.key"
    other = new_place.parent / "other.key"
    other.write_text(json.dumps(json.loads(key.read_text()) | {"kind": "backup"}))
    refused = amana(
        "backup", "restore", *map(str, backup), "--config", str(new_place), "--key", str(other)
    )
    assert refused.returncode == 1
    assert rows(new_place, "staff_officer") == []


def test_the_audit_is_whole_until_somebody_touches_it(demo, tmp_path):
    exported = tmp_path / "audit.jsonl"
    done = amana(
        "desk", "audit", "export", "--config", str(demo.desk_config), "--out", str(exported)
    )
    assert done.returncode == 0, done.stderr
    whole = amana("verify", "audit", str(exported))
    assert whole.stdout.startswith("whole: ")
    lines = exported.read_bytes().splitlines(keepends=True)
    exported.write_bytes(b"".join(lines[:3] + lines[4:]))
    broken = amana("verify", "audit", str(exported))
    assert broken.returncode == 1
    assert "The audit was changed" in broken.stderr
    assert broken.stderr.strip().endswith("3")
