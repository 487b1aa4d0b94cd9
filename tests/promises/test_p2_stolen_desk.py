"""P2: with nobody signed in, a stolen desk holds content only sealed, and no fingerprint of it, wherever one looks."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from amana.cli.keys import keyfile
from amana.seal.age_keys import identity_text
from tests.promises import canary
from tests.promises.fingerprints import needles
from tests.promises.journey import OPENER, Journey, keys_in_the_clear
from tests.promises.thief import Thief, copy_desk
from tests.promises.told import contents, secrets_of_hers, secrets_of_theirs

pytestmark = pytest.mark.slow


def _places(journey: Journey) -> list[Path]:
    layout = journey.world.layout
    return [
        layout.desk_config.parent,
        layout.logs,
        layout.root / "second-contact.txt",
        journey.backup,
    ]


def test_p2_no_word_in_database_log_blobs_backup_or_the_second_contacts_file(
    journey: Journey,
) -> None:
    places = _places(journey)
    names = {path.name for path in canary.files_of(places)}
    assert {"desk.sqlite3", "desk.sqlite3-wal", "desk.log", "worker.log", "desk.toml"} <= names
    assert any(name.endswith("-main.age") for name in names)
    assert len([path for path in canary.files_of(places) if "blobs" in path.parts]) > 5
    assert canary.search_files([*places, journey.world.output]) == []


def test_p2_no_plain_hash_and_no_keyed_index_of_content(journey: Journey) -> None:
    sought = needles(contents(journey), keys_in_the_clear(journey.world))
    assert len(sought) > 10_000
    assert canary.search_files(_places(journey), canary.Needles(sought)) == []


def test_p2_no_passphrase_second_factor_identity_or_case_secret(journey: Journey) -> None:
    sought = secrets_of_theirs(journey) | secrets_of_hers(journey, at_the_desk=True)
    assert sum("case secret" in name for name in sought) > 20
    assert canary.search_files(_places(journey), canary.Needles(sought)) == []


def test_p2_no_session_is_left_and_a_copy_without_a_passphrase_opens_nothing(
    journey: Journey, tmp_path: Path
) -> None:
    copy = copy_desk(journey.world, tmp_path / "copy")
    with closing(sqlite3.connect(copy / "data" / "desk.sqlite3")) as rows:
        assert rows.execute("SELECT COUNT(*) FROM staff_session").fetchone() == (0,)
    assert Thief(copy).opens_everything().opened == set()
    officer = Thief(copy)
    officer.is_officer(OPENER, journey.world.person(OPENER).passphrase)
    assert officer.opens_everything().holds(*journey.holds("story")) != []


def test_p2_the_backup_key_alone_opens_no_word_either(journey: Journey, tmp_path: Path) -> None:
    """Inside its own seal a backup holds the rows as the desk has them: sealed."""
    key = keyfile.read(journey.world.layout.keys / "backup.key", kind="backup")
    identity = pyrage.x25519.Identity.from_str(identity_text(key.secret))
    [main] = journey.backup.glob("*-main.age")
    (tmp_path / "main").write_bytes(pyrage.decrypt(main.read_bytes(), [identity]))
    assert (tmp_path / "main").stat().st_size > 50_000
    sought = canary.MARKS.named | needles(contents(journey), keys_in_the_clear(journey.world))
    assert canary.search_files([tmp_path / "main"], canary.Needles(sought)) == []
    assert b"staff_session" not in (tmp_path / "main").read_bytes()


def test_p2_the_search_for_fingerprints_would_notice(journey: Journey, tmp_path: Path) -> None:
    import hashlib
    import hmac

    pepper = keys_in_the_clear(journey.world)[0]
    sought = canary.Needles(needles(contents(journey), [pepper]))
    word = journey.words["story"].encode()
    planted = (
        hashlib.sha256(journey.files[0].read_bytes()).digest(),
        hashlib.md5(word, usedforsecurity=False).hexdigest().encode(),
        b"index:" + hmac.new(pepper, word, "sha256").hexdigest().encode(),
    )
    for content in planted:
        (tmp_path / "naive").write_bytes(b"row " + content + b" row")
        assert canary.search_files([tmp_path / "naive"], sought)
