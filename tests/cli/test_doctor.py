"""`amana doctor` finds each planted fault, and says in one sentence what to do."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from amana.cli.demo.configs import toml
from amana.cli.health.desk import clock, expiring
from amana.cli.health.files import disk
from tests.cli.demonstration import Demonstration, amana

pytestmark = pytest.mark.slow


def desk_says(demo: Demonstration) -> str:
    return amana("doctor", "--config", str(demo.desk_config)).stdout


@pytest.fixture
def changed(demo):
    """Lets a test edit a file and puts it back as it was."""
    before: dict = {}

    def change(path, content: bytes | None):
        before.setdefault(path, (path.read_bytes(), path.stat().st_mode))
        path.unlink() if content is None else path.write_bytes(content)

    yield change
    for path, (content, mode) in before.items():
        path.write_bytes(content)
        path.chmod(mode)


def test_what_nears_day_sixty_is_told_on_both_sides(demo):
    """The first of the file: once a backup is made, nothing is unconfirmed any more."""
    old = (datetime.now(UTC).date() - timedelta(days=55)).isoformat()
    now = datetime.now(UTC).date().isoformat()
    relay = demo.root / "relay" / "data" / "relay.sqlite3"
    desk = demo.root / "desk" / "data" / "desk.sqlite3"
    places = ((relay, "letterbox_report"), (desk, "intake_waiting"))
    for file, table in places:
        with closing(sqlite3.connect(file, timeout=20)) as database, database:
            changed_rows = database.execute(f"UPDATE {table} SET day = ?", [old])
            assert changed_rows.rowcount > 0
    said, relay_said = desk_says(demo), amana("doctor", "--config", str(demo.relay_config)).stdout
    for file, table in places:
        with closing(sqlite3.connect(file, timeout=20)) as database, database:
            database.execute(f"UPDATE {table} SET day = ?", [now])
    assert "near day 60: run `amana backup make`" in said
    assert "near day 60: tell the desk by telephone" in relay_said


def test_a_healthy_desk_only_lacks_a_backup(demo, tmp_path):
    (demo.root / "desk" / "data" / "backup.json").unlink(missing_ok=True)
    first = amana("doctor", "--config", str(demo.desk_config))
    assert first.returncode == 1
    assert "No backup of the desk has ever been made" in first.stdout
    assert first.stdout.count("\n- ") == 0
    made = amana("backup", "make", "--config", str(demo.desk_config), "--to", str(tmp_path))
    assert made.returncode == 0, made.stderr
    healthy = amana("doctor", "--config", str(demo.desk_config))
    assert (healthy.returncode, healthy.stdout) == (0, "Nothing is to be done.\n")
    next(tmp_path.glob("*-main.age")).unlink()
    assert "The last backup is not at" in desk_says(demo)


def test_an_old_backup_is_told(demo):
    note = demo.root / "desk" / "data" / "backup.json"
    made = (datetime.now(UTC) - timedelta(days=5)).isoformat(timespec="seconds")
    note.write_text(f'{{"v":"amana-backup-note/1","made":"{made}","main":"/nowhere"}}')
    assert "The last backup is 5 days old" in desk_says(demo)
    note.unlink()


def test_a_healthy_relay_has_nothing_to_do(demo):
    healthy = amana("doctor", "--config", str(demo.relay_config))
    assert (healthy.returncode, healthy.stdout) == (0, "Nothing is to be done.\n")


def test_secrets_that_others_can_read_are_told(demo):
    pepper = demo.root / "desk" / "pepper"
    pepper.chmod(0o644)
    said = desk_says(demo)
    pepper.chmod(0o600)
    assert f"Others on this machine can read {pepper}: run `chmod 600 {pepper}`" in said


def test_missing_keys_are_told(demo, changed):
    changed(demo.root / "desk" / "pepper", None)
    changed(demo.root / "desk" / "service.keys", None)
    said = desk_says(demo)
    assert "The pepper file is missing or damaged" in said
    assert "The file with the keys for collecting and for the daily list is missing" in said


def test_a_relay_that_does_not_answer_is_told(demo, changed):
    text = demo.desk_config.read_text()
    port = demo.record["ports"]["relay"]
    changed(demo.desk_config, text.replace(f":{port}", ":9").encode())
    assert "does not answer directly" in desk_says(demo)
    proxied = text.replace('mode = "demo"', 'mode = "demo"\nproxy = "socks5h://127.0.0.1:9"')
    changed(demo.desk_config, proxied.encode())
    assert "does not answer through the proxy" in desk_says(demo)


def test_a_worker_that_stands_still_is_told(demo):
    """The worker is alive here and puts the day right, so it is held for the moment of the look."""
    import signal

    worker = next(pid for pid, said in demo.children().items() if "desk worker" in said)
    os.kill(worker, signal.SIGSTOP)
    try:
        old = (datetime.now(UTC).date() - timedelta(days=4)).isoformat()
        file = demo.root / "desk" / "data" / "desk.sqlite3"
        with closing(sqlite3.connect(file, timeout=20)) as database, database:
            database.execute("UPDATE staff_directorycopy SET day = ?", [old])
        assert "The worker has not reached the relay for" in desk_says(demo)
    finally:
        os.kill(worker, signal.SIGCONT)


def test_a_clock_that_is_off_is_told():
    now = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    assert list(clock("Sun, 01 Mar 2026 12:01:00 GMT", now)) == []
    (sentence,) = clock("Sun, 01 Mar 2026 10:00:00 GMT", now)
    assert "differ by 120 minutes" in sentence
    assert list(clock("nonsense", now)) == []


def test_a_list_and_certificates_that_run_out_are_told(demo):
    from amana.cli.survivor.compiled import Compiled, one_desk

    site = Compiled.read(demo.root / "site")
    desk = one_desk(site.verify((demo.root / "keys" / "directory.json").read_bytes()))
    today = datetime.now(UTC).date()
    assert list(expiring(desk, today)) == []
    assert any(
        "list expires in 4 days" in said for said in expiring(desk, today + timedelta(days=10))
    )
    late = list(expiring(desk, today + timedelta(days=350)))
    assert sum("key of an officer" in said for said in late) == 6
    assert any("collection key" in said for said in late)


def test_a_relay_without_tables_work_key_or_roots_is_told(tmp_path):
    config = tmp_path / "relay.toml"
    config.write_text(toml({"data": "data", "site_origin": "http://127.0.0.1:1", "hosts": ["x"]}))
    bare = amana("doctor", "--config", str(config)).stdout
    assert "data folder" in bare
    assert "work key" in bare
    assert "no root key" in bare
    (tmp_path / "data").mkdir()
    assert "The relay's tables are missing" in amana("doctor", "--config", str(config)).stdout


def test_without_a_configuration_it_says_so(tmp_path):
    nothing = amana("doctor", cwd=tmp_path)
    assert nothing.returncode == 1
    assert "no configuration to look at" in nothing.stderr


def test_the_relay_command_loads_neither_the_desk_nor_what_opens():
    program = (
        "import sys; import amana.cli.relay, amana.cli.live, amana.relay.server;"
        "bad = [m for m in sys.modules if m in ('pyrage', 'amana.seal.open') or m.startswith('amana.desk')];"
        "sys.exit(' '.join(bad) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_disk_that_is_nearly_full_is_told(tmp_path, monkeypatch):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1024**3))
    (sentence,) = disk(tmp_path, "relay")
    assert "The relay's disk has only 1.0 GiB left" in sentence
