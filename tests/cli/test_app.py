"""Errors as people see them: a sentence, never a traceback, never a value."""

import pytest

from amana.cli import app
from tests.cli.demonstration import amana


def test_a_mistake_of_ours_is_one_sentence_and_a_log_without_contents(
    monkeypatch, capsys, tmp_path
):
    def breaks(**_options):
        raise ValueError("the secret word is tamarind")

    monkeypatch.setattr(app, "app", breaks)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert app.run() == 1
    told = capsys.readouterr()
    assert "Something in Amana broke" in told.err
    assert "Traceback" not in told.err
    log = next(tmp_path.glob("amana-*.log"))
    assert str(log) in told.err
    assert "ValueError" in log.read_text()
    assert "tamarind" not in told.err + log.read_text()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("pack", "check", "/nowhere"), "The country pack cannot be used"),
        (
            ("relay", "migrate", "--config", "/nowhere.toml"),
            "configuration file is missing or wrong",
        ),
        (("desk", "migrate", "--config", "/nowhere.toml"), "No settings file was named"),
        (("site", "build", "--config", "/nowhere.toml"), "settings file is missing or wrong"),
        (("report", "--site", "/nowhere"), "not a built site"),
        (("verify", "audit"), "Name one audit"),
        (("verify", "audit", "/nowhere"), "/nowhere cannot be used"),
        (("keys", "certify"), "Missing argument"),
        (("nonsense",), "No such command"),
    ],
)
def test_every_error_is_a_sentence(arguments, sentence):
    done = amana(*arguments)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_the_pack_is_whole_and_says_what_live_mode_lacks():
    whole = amana("pack", "check")
    assert whole.returncode == 0, whole.stderr
    assert "ar, ckb, en" in whole.stdout
    live = amana("pack", "check", "--live")
    assert live.returncode == 1
    assert "awaits the review of a named person" in live.stderr
