"""Given a desk that runs, then recovery goes its whole way by the commands, from the desk to the offline machine and back."""

import json
import re

import pytest

from amana.seal.signed import Signed
from amana.wire.encoding import load_json
from tests.cli.demonstration import Demonstration, amana

pytestmark = pytest.mark.slow


def sheets_of(demo: Demonstration, letter: str) -> str:
    """Two sheets, as people type them from paper."""
    lines = []
    for number in (1, 3):
        printed = (demo.root / "keys" / f"recovery-{letter}-{number}.txt").read_text()
        found = {
            int(at): word
            for at, word in re.findall(r"(\d+) ([a-z]+)", printed.partition("says nothing.")[2])
        }
        lines.append(" ".join(found[at] for at in sorted(found)))
    return "\n".join(lines) + "\n"


def recipient_of_somebody(demo: Demonstration) -> str:
    document = load_json((demo.root / "keys" / "directory.json").read_bytes())
    signed = [Signed.from_json(each) for each in document["certificates"]]
    return str(next(each.value["recipient"] for each in signed if each.type == "holder"))


def test_from_the_desk_to_two_sheets_and_back(demo, tmp_path):
    config = ["--config", str(demo.desk_config)]
    wraps, back = tmp_path / "wraps.json", tmp_path / "recovered.json"
    told = amana("desk", "recovery-wraps", *config, "--out", str(wraps))
    assert told.returncode == 0, told.stderr
    numbers = re.findall(r"^([0-9A-Z]{4}-[0-9A-Z]{4})  (?:case|not opened)", told.stdout, re.M)
    assert numbers, told.stdout
    (tmp_path / "sheets").write_text(sheets_of(demo, "A"))
    given = [part for each in numbers for part in ("--number", each.lower())]
    found = amana(
        "keys", "recover", "--wraps", str(wraps), "--recipient", recipient_of_somebody(demo), *given,
        "--out", str(back), "--sheets-file", str(tmp_path / "sheets"),
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert f"{len(numbers)} of {len(numbers)}" in found.stdout
    assert "make a new recovery set" in found.stderr
    assert not set(json.loads(back.read_text())) & {"number", "wraps"}

    taken = amana("desk", "recovered", str(back), *config)
    assert taken.returncode == 0, taken.stderr
    assert "Two safeguarding leads now agree" in taken.stdout
    assert "waits for two safeguarding leads" in amana("doctor", *config).stdout


def test_a_file_that_is_none_is_refused_in_one_sentence(demo, tmp_path):
    (tmp_path / "other").write_text("{}")
    refused = amana("desk", "recovered", str(tmp_path / "other"), "--config", str(demo.desk_config))
    assert refused.returncode == 1
    assert "Nothing was taken in" in refused.stderr
