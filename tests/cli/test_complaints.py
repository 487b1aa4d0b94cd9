"""What the body outside a desk does: fetching keeps before it confirms; one that cannot be opened hides no other."""

import os
from pathlib import Path

import pytest

from amana.cli import complaints
from amana.cli.keys import keyfile
from amana.cli.keys.keyfile import KeyFile
from amana.seal.envelope import seal_envelope
from amana.wire.complaint import Complaint, write_complaint
from amana.wire.requests import REPORT, ListItem, Mark

WORDS = "synthetic complaint"


class RelayDouble:
    """Lists what it is given; what it has lost it gives as nothing."""

    def __init__(self, held: dict[bytes, bytes]) -> None:
        self.held = held
        self.told: list[tuple[str, bytes]] = []

    def __enter__(self) -> "RelayDouble":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def waiting(self, *, again: bool) -> list[ListItem]:
        assert again
        return [ListItem(REPORT, id, len(sealed), 0, 1) for id, sealed in self.held.items()]

    def fetch(self, item: ListItem) -> bytes:
        return self.held[item.id]

    def acknowledge(self, marks: list[Mark]) -> None:
        self.told += [("acknowledge", mark.id) for mark in marks]

    def confirm(self, marks: list[Mark]) -> None:
        self.told += [("confirm", mark.id) for mark in marks]


@pytest.fixture
def keys(tmp_path: Path) -> tuple[KeyFile, Path]:
    """The body's two demonstration keys in a folder."""
    opening = KeyFile.new("complaints", demo=True)
    fetching = KeyFile(
        kind="complaints-collection", id=opening.id, secret=os.urandom(32), demo=True
    )
    for name, key in (("complaints", opening), ("complaints-collection", fetching)):
        keyfile.write(tmp_path / f"{name}.key", key, passphrase=None)
    return opening, tmp_path


def sealed(opening: KeyFile, words: str = WORDS) -> bytes:
    plaintext = write_complaint(Complaint(os.urandom(16), "en", bytes(8), os.urandom(32)), words)
    return seal_envelope(
        plaintext, chosen=[opening.recipient], recovery=opening.recipient, stanzas=16
    )


def collected(
    monkeypatch: pytest.MonkeyPatch, folder: Path, held: dict[bytes, bytes]
) -> RelayDouble:
    relay = RelayDouble(held)
    monkeypatch.setattr("amana.desk.intake.relay_client.RelayClient", lambda **_: relay)
    key = folder / "complaints-collection.key"
    complaints.collect("http://127.0.0.1:1", folder / "sealed", key=key)
    return relay


def test_what_is_kept_is_confirmed_and_what_the_relay_lost_is_not(
    keys: tuple[KeyFile, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opening, folder = keys
    good, lost = os.urandom(16), os.urandom(16)
    relay = collected(monkeypatch, folder, {good: sealed(opening), lost: b""})
    assert relay.told == [("acknowledge", good), ("confirm", good)]
    assert "New complaints: 1" in capsys.readouterr().out
    collected(monkeypatch, folder, {good: sealed(opening)})
    assert "New complaints: 0" in capsys.readouterr().out
    [file] = (folder / "sealed").iterdir()
    assert WORDS.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


def test_one_that_cannot_be_opened_hides_no_other(
    keys: tuple[KeyFile, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opening, folder = keys
    foreign = KeyFile.new("complaints", demo=True)
    held = {
        os.urandom(16): sealed(opening, "first"),
        os.urandom(16): sealed(foreign),
        os.urandom(16): sealed(opening, "last"),
    }
    collected(monkeypatch, folder, held)
    complaints.read(folder / "sealed", key=folder / "complaints.key")
    told = capsys.readouterr()
    assert "first" in told.out and "last" in told.out and WORDS not in told.out
    assert "locked for somebody else" in told.err.replace("\n", " ")


def test_a_folder_that_is_not_there_is_said(keys: tuple[KeyFile, Path]) -> None:
    with pytest.raises(complaints.NoFolderError):
        complaints.read(keys[1] / "nothing", key=keys[1] / "complaints.key")
