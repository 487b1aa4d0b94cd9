"""P1: nothing that she writes or uploads is in plain text at the relay: not on disk, not in logs, not in the process."""

from pathlib import Path

import pytest

from tests.promises import canary
from tests.promises.fingerprints import needles
from tests.promises.journey import Journey, keys_in_the_clear
from tests.promises.memory import memory_of
from tests.promises.told import contents, secrets_of_hers

pytestmark = pytest.mark.slow


def test_the_search_finds_what_is_planted_in_every_disguise(tmp_path: Path) -> None:
    word = canary.fresh("planted")
    for name, content in canary.planted(word).items():
        (tmp_path / name).write_bytes(content)
        assert canary.search_files([tmp_path / name]), name
        (tmp_path / name).unlink()
    (tmp_path / canary.fresh("name")).touch()
    assert canary.search_files([tmp_path])


def test_p1_no_byte_on_the_relays_disk_or_in_its_output_is_a_word_of_hers(journey: Journey) -> None:
    places = _places(journey)
    names = {path.name for path in canary.files_of(places)}
    assert {"relay.sqlite3", "relay.sqlite3-wal", "relay.log", "site.log", "demo.output"} <= names
    assert canary.search_files(places) == []


def test_p1_nor_a_fingerprint_of_one_nor_a_secret_of_hers(journey: Journey) -> None:
    sought = needles(contents(journey), keys_in_the_clear(journey.world))
    sought |= secrets_of_hers(journey)
    assert canary.search_files(_places(journey), canary.Needles(sought)) == []


def test_p1_the_relays_memory_holds_no_word_of_hers(journey: Journey) -> None:
    found = {
        pid: memory_of(pid)
        for pid, line in journey.world.children().items()
        if " relay serve" in line or " site serve" in line or line.startswith("granian")
    }
    assert len(found) >= 2
    assert any(b"letterbox_report" in memory for memory in found.values())
    for memory in found.values():
        assert canary.MARKS.found_in(memory) == set()


def test_p1_the_look_into_memory_would_notice(journey: Journey) -> None:
    import os

    held = canary.fresh("in memory").encode()
    assert held in memory_of(os.getpid())


def _places(journey: Journey) -> list[Path]:
    layout = journey.world.layout
    return [layout.relay_config.parent, layout.site, layout.logs, journey.world.output]
