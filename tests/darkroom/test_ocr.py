"""Given a screenshot, then words that may stand in it are found, each with how sure the reading is; or it is said what is lacking."""

from pathlib import Path

import pytest

from amana.darkroom import bubble, room
from amana.darkroom.errors import DarkRoomRefused, NoOcr
from amana.darkroom.jobs import ocr as job
from amana.darkroom.ocr import lines_of
from tests.darkroom.samples import encoded, quarters, screenshot

SAID = ("send 500 USDT today", "call +964 770 000 0000", "t.me/example_0001")


@pytest.fixture(scope="module")
def found():
    return room.ocr(room.Held(screenshot(*SAID)))


@pytest.mark.parametrize("words", ["500 USDT", "+964 770 000 0000", "t.me/example"])
def test_a_demand_a_number_and_a_link_are_found(found, words):
    (line,) = [line for line in found if line.script == "eng" and words in line.text]
    assert line.confidence > 0.7


def test_each_line_is_read_once_by_each_pass_and_from_the_top(found):
    for script in ("Arabic", "eng"):
        tops = [line.top for line in found if line.script == script]
        assert tops == sorted(tops)
        assert len(tops) == len(SAID)


def test_a_box_lies_where_the_words_are(found):
    line = next(line for line in found if "USDT" in line.text)
    assert 60 < line.left < 100
    assert 190 < line.top < line.bottom < 280


def test_a_long_screenshot_is_read_to_its_end_and_each_line_once():
    said = [f"message number {number}" for number in range(1, 41)]
    found = [line.text for line in room.ocr(room.Held(screenshot(*said))) if line.script == "eng"]
    assert sum(line in found for line in said) >= 38  # of 40
    assert len(found) <= 42


def test_a_picture_without_words_has_none():
    assert room.ocr(room.Held(encoded(quarters(), "JPEG"))) == []


def test_both_models_are_looked_for_where_debian_puts_them(tmp_path, monkeypatch):
    (tmp_path / "script").mkdir()
    (tmp_path / "eng.traineddata").touch()
    (tmp_path / "script" / "Arabic.traineddata").touch()
    monkeypatch.setattr(job, "_PLACES", (str(tmp_path),))
    assert Path(job._models("eng")) == tmp_path
    assert Path(job._models("Arabic")) == tmp_path / "script"


def test_without_a_model_the_packages_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(job, "_PLACES", (str(tmp_path),))
    with pytest.raises(NoOcr) as refusal:
        job.load({"kind": "png"})
    assert "tesseract-ocr-script-arab" in refusal.value.sentence


def test_the_desk_hears_that_it_is_not_installed(monkeypatch):
    walls = bubble.walls
    hidden = ["--tmpfs", "/usr/share/tesseract-ocr"]
    monkeypatch.setattr(bubble, "walls", lambda more=None: [*walls(more)[:-2], *hidden])
    with pytest.raises(NoOcr):
        room.ocr(room.Held(screenshot("words")))


@pytest.mark.parametrize(
    "line",
    [
        ["text", "", 2.0, "eng", 0, 0, 1, 1],
        ["text", "", 0.5, "klingon", 0, 0, 1, 1],
        ["text", "", 0.5, "eng", -1, 0, 1, 1],
        [1, "", 0.5, "eng", 0, 0, 1, 1],
        ["text"],
        None,
    ],
)
def test_a_worker_that_was_taken_over_can_tell_no_line_of_another_form(line):
    with pytest.raises(DarkRoomRefused):
        lines_of([line])
