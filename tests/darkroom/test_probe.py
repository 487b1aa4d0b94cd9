"""Given any file, then the desk says what it is by its bytes, what it tells of itself, and what was hung onto it."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from amana.darkroom import room
from amana.darkroom.ending import end_of
from amana.darkroom.errors import DamagedFile, DarkRoomRefused, Locked
from amana.darkroom.kinds import HEAD_BYTES, KINDS, Family, kind_of
from amana.darkroom.probed import Probed
from amana.darkroom.told import label
from tests.darkroom.samples import encoded, film, paper, quarters, voice

HTML = b"<html><script>alert(1)</script></html>"
BYTES = {
    "jpg": encoded(quarters(), "JPEG"),
    "png": encoded(quarters(), "PNG"),
    "gif": encoded(quarters(), "GIF"),
    "webp": encoded(quarters(), "WEBP"),
    "heic": encoded(quarters(), "HEIF"),
    "avif": encoded(quarters(), "AVIF"),
    "bmp": encoded(quarters(), "BMP"),
    "tiff": encoded(quarters(), "TIFF"),
    "mp4": film("mp4", frames=10),
    "mov": film("mov", frames=10),
    "3gp": b"\0\0\0\x14ftyp3gp4\0\0\0\0isom",
    "mkv": film("matroska", frames=10),
    "opus": voice("ogg", "libopus", 48_000, 0.2),
    "mp3": voice("mp3", "libmp3lame", 44_100, 0.2),
    "m4a": voice("ipod", "aac", 44_100, 0.2),
    "wav": voice("wav", "pcm_s16le", 8_000, 0.2),
    "amr": b"#!AMR\n\x3c",
    "pdf": paper(),
    "zip": b"PK\x03\x04\x14",
    "svg": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "html": b"\xef\xbb\xbf  <!DOCTYPE html><html>",
    "json": b' {"messages": []}',
    "eml": b"Return-Path: <a@example.org>\r\nFrom: a@example.org\r\n\r\nwords",
    "txt": "[١٢/٥/٢٠٢٥، ٣:٤٠] مجهول: كلام".encode(),
    "unknown": b"\x00\x01\x02\x03",
}


@pytest.mark.parametrize("name", BYTES)
def test_a_file_is_known_by_its_bytes(name):
    assert kind_of(BYTES[name]).name == name


def test_a_letter_that_the_head_cuts_in_two_is_still_text():
    assert kind_of(("x" + "م" * HEAD_BYTES).encode()).name == "txt"


@pytest.mark.parametrize("name", [n for n, b in BYTES.items() if len(b) > 100 and n != "unknown"])
def test_what_it_tells_is_read(name):
    told = room.probe(room.Held(BYTES[name]), f"IMG.{name}")
    assert told.refusal is None
    assert told.ending_fits
    assert told.after == 0
    if told.family is Family.PICTURE:
        assert (told.width, told.height) == (640, 480)
    if told.family in {Family.SOUND, Family.FILM}:
        assert told.seconds is not None
        assert 0.1 < told.seconds < 1
    if told.family is Family.PDF:
        assert (told.pages, told.width, told.height) == (2, 595, 842)


def test_a_film_without_pictures_is_a_sound():
    told = room.probe(room.Held(voice("mp4", "aac", 44_100)))
    assert (told.kind.name, told.family) == ("mp4", Family.SOUND)


@pytest.mark.parametrize(
    ("name", "fits"),
    [("a.jpeg", True), ("a.png", False), ("a.jpg.exe", False), ("a", None), ("a.JPG ", True)],
)
def test_a_name_that_says_something_else_is_noticed(name, fits):
    assert room.probe(room.Held(BYTES["jpg"]), name).ending_fits is fits


def test_what_a_camera_wrote_is_a_claim_and_the_place_stands_apart():
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Example\nmaker", "Phone 1"
    exif.get_ifd(0x8769)[0x9003] = "2025:03:01 22:15:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 18.0, 54.0), 3: "E", 4: (44.0, 21.0, 57.6)})
    told = room.probe(room.Held(encoded(quarters(), "JPEG", exif=exif)))
    assert (told.maker, told.model) == ("Examplemaker", "Phone 1")
    assert told.taken == "2025:03:01 22:15:00"
    assert told.place is not None
    assert (told.place.north, told.place.east) == (33.315, 44.366)
    assert "33.3" not in repr(told)


@pytest.mark.parametrize("name", ["jpg", "png", "webp", "heic", "mp4", "pdf"])
def test_a_second_file_behind_the_first_is_found(name):
    told = room.probe(room.Held(BYTES[name] + HTML))
    assert told.after == len(HTML)
    assert told.after_kind is KINDS["html"]


def test_a_zip_behind_a_picture_is_found():
    told = room.probe(room.Held(BYTES["jpg"] + b"PK\x03\x04" + bytes(40)))
    assert (told.after, told.after_kind) == (44, KINDS["zip"])


def test_an_animation_says_so():
    moving = encoded(quarters(), "GIF", save_all=True, append_images=[Image.new("RGB", (640, 480))])
    assert room.probe(room.Held(moving)).moving
    assert not room.probe(room.Held(BYTES["gif"])).moving


@pytest.mark.parametrize("name", ["txt", "json", "zip", "unknown"])
def test_what_cannot_be_looked_into_is_known_all_the_same(name):
    assert room.probe(room.Held(BYTES[name])) == Probed(kind=KINDS[name])


def test_an_empty_file_is_of_no_kind():
    assert room.probe(room.Held(b"")).kind.family is Family.OTHER


def test_a_damaged_file_keeps_its_kind_and_says_what_to_ask_for():
    told = room.probe(room.Held(BYTES["pdf"][:60]), "bill.pdf")
    assert told.kind.name == "pdf"
    assert isinstance(told.refusal, DamagedFile)
    assert "screenshot of his words" in told.refusal.sentence


def test_a_locked_pdf_says_so():
    locked = paper(encryption=__import__("pikepdf").Encryption(owner="a", user="b"))
    assert isinstance(room.probe(room.Held(locked)).refusal, Locked)


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=300), st.integers(0, 300))
@settings(deadline=None)
def test_an_end_is_looked_for_in_any_bytes(name, noise, cut):
    content = BYTES.get(name, b"")[:cut] + noise
    end = end_of(name, io.BytesIO(content))
    assert end is None or end >= 0


told_anything = st.dictionaries(
    st.sampled_from(
        "size moving pages seconds codecs taken place after after_kind maker".split()  # noqa: SIM905
    ),
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.lists(st.none() | st.integers() | st.floats() | st.text(max_size=3), max_size=3),
)


def test_signs_that_turn_or_hide_others_are_left_out_of_what_is_shown():
    assert label("a\u202eb\u2066c\u200fd\x1b[31m\ne", 100) == "abcd[31me"
    assert label("x" * 500, 120) == "x" * 120


@given(told_anything)
@settings(deadline=None)
def test_a_worker_that_was_taken_over_can_tell_nothing_of_another_form(told):
    try:
        found = Probed.read(told, KINDS["jpg"], None)
    except DarkRoomRefused:
        return
    assert found.width is None or found.width > 0
    assert found.after >= 0
    assert len(found.maker) <= 120
