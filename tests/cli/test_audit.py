"""Given a desk that runs, then its list and its audit can be read by whom they are for."""

import re

import pytest

from amana.cli.keys import keyfile
from tests.cli.demonstration import amana

pytestmark = pytest.mark.slow


def test_the_list_of_the_desk_is_shown(demo):
    shown = amana("desk", "list", "--config", str(demo.desk_config))
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()
    assert re.fullmatch(r"List \d+, until \d{4}-\d\d-\d\d", lines[0])
    assert sum("  lead  " in line for line in lines) == 2
    assert {"recovery A", "recovery B"} <= {line.split("  ")[1] for line in lines[1:]}


def test_an_auditor_reads_who_did_what_and_nobody_else(demo, tmp_path):
    exported = tmp_path / "audit.jsonl"
    made = amana(
        "desk", "audit", "export", "--config", str(demo.desk_config), "--out", str(exported)
    )
    assert made.returncode == 0, made.stderr
    head = made.stdout.split("Head: ")[1].strip()
    assert "whole" in amana("verify", "audit", str(exported), "--head", head).stdout
    read = amana(
        "verify", "read", str(exported), "--key", str(demo.root / "keys" / "auditor-2.key")
    )
    assert read.returncode == 0, read.stderr
    assert "staff.enrolled" in read.stdout
    assert "sealed to others" not in read.stdout

    passphrase = tmp_path / "passphrase"
    passphrase.write_text("five synthetic words for tests")
    secret = ["--passphrase-file", str(passphrase)]
    other = amana("keys", "auditor", "--name", "Synthetic", "--out", str(tmp_path), *secret)
    assert other.returncode == 0, other.stderr
    (key,) = tmp_path.glob("auditor-*.key")
    assert keyfile.read(key, kind="auditor", passphrase_file=passphrase).recipient in other.stdout
    blind = amana("verify", "read", str(exported), "--key", str(key), *secret)
    assert {line.split("  ")[2] for line in blind.stdout.splitlines()} == {"sealed to others"}
