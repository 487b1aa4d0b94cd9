"""Given a film or a voice note, then a few blurred moments are seen, one at a time is revealed, and its sound is made anew."""

import io
import math
import struct
import wave
from itertools import pairwise

import pytest
from PIL import Image

from amana.darkroom import room
from amana.darkroom.errors import DamagedFile, DarkRoomRefused, NoSuchPlace, UnknownKind
from amana.darkroom.sound import RATE
from tests.darkroom.samples import BLUE, RED, corners, encoded, film, quarters, voice
from tests.darkroom.test_p10_pictures import near

NOTES = {
    "opus": ("ogg", "libopus", 48_000),
    "m4a": ("ipod", "aac", 44_100),
    "mp3": ("mp3", "libmp3lame", 44_100),
    "wav": ("wav", "pcm_s16le", 8_000),
    "aac": ("adts", "aac", 44_100),
    "mkv": ("matroska", "libopus", 48_000),
}


@pytest.mark.parametrize("form", ["mp4", "mov", "matroska", "avi"])
def test_p10_moments_are_spread_over_the_film_and_blurred(form):
    seen = room.frames(room.Held(film(form)), 4)
    assert len(seen.stills) == 4
    assert seen.seconds == pytest.approx(4.0, abs=0.1)
    assert near(corners(seen.stills[0].picture.content), [RED] * 4)
    assert near(corners(seen.stills[-1].picture.content), [BLUE] * 4)
    assert [still.at for still in seen.stills] == sorted({still.at for still in seen.stills})


def test_p10_never_more_moments_than_the_desk_may_keep():
    assert len(room.frames(room.Held(film()), 500).stills) <= room.MOST_FRAMES


def test_p10_the_moment_that_was_asked_for_is_revealed_in_grey():
    seen = room.reveal_frame(room.Held(film()), 3.0)
    assert (seen.width, seen.height) == (320, 240)
    blue_as_grey = Image.new("RGB", (1, 1), BLUE).convert("L").getpixel((0, 0))
    assert near(corners(seen.content), [(blue_as_grey,) * 3] * 4)


def test_a_moment_behind_the_end_is_the_last_one():
    assert room.reveal_frame(room.Held(film()), 500.0).width == 320


def test_a_moment_before_the_start_is_none():
    with pytest.raises(NoSuchPlace):
        room.reveal_frame(room.Held(film()), -1.0)


@pytest.mark.parametrize("kind", NOTES)
def test_p10_a_voice_note_is_heard_without_a_byte_of_the_original(kind):
    heard = room.listen(room.Held(voice(*NOTES[kind])))
    with wave.open(io.BytesIO(heard.content)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        samples = struct.unpack(f"<{sound.getnframes()}h", sound.readframes(sound.getnframes()))
    assert len(samples) / RATE == pytest.approx(2.0, abs=0.15)
    assert not heard.cut
    middle = samples[RATE // 2 : RATE // 2 + RATE]
    assert turns(middle) == pytest.approx(440, abs=4)  # the tone that was spoken


def test_the_sound_of_a_phones_own_recorder_is_heard():
    silence = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50  # fifty frames of 20 ms (RFC 4867)
    heard = room.listen(room.Held(silence))
    assert (len(heard.content) - 44) / 2 / RATE == pytest.approx(1.0, abs=0.05)


def test_a_recording_of_an_hour_is_cut_and_says_so():
    hour = io.BytesIO()
    with wave.open(hour, "wb") as sound:
        sound.setparams((1, 2, 8_000, 0, "NONE", ""))
        sound.writeframes(bytes(8_000 * 2 * 3_600))
    heard = room.listen(room.Held(hour.getvalue()))
    assert heard.cut
    assert (len(heard.content) - 44) / 2 / RATE == 15 * 60


def test_a_voice_note_that_was_cut_off_is_heard_as_far_as_it_goes():
    whole = voice(*NOTES["opus"], 4.0)
    heard = room.listen(room.Held(whole[: len(whole) // 2]))
    assert 1.0 < (len(heard.content) - 44) / 2 / RATE < 3.5


def test_a_silent_film_has_nothing_to_hear():
    with pytest.raises(DamagedFile):
        room.listen(room.Held(film()))


@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"",
        encoded(quarters(), "JPEG"),
    ],
)
def test_p10_a_list_of_other_files_is_no_film(content):
    with pytest.raises(UnknownKind):
        room.frames(room.Held(content))


@pytest.mark.parametrize("kept", [30, 200, 3_000])
def test_a_film_that_was_cut_off_is_refused_with_a_sentence(kept):
    with pytest.raises(DarkRoomRefused) as refusal:
        room.frames(room.Held(film()[:kept]))
    assert "kept as it came" in refusal.value.sentence


def turns(samples):
    """Full turns of the wave in a second."""
    crossings = sum(
        1 for one, other in pairwise(samples) if math.copysign(1, one) != math.copysign(1, other)
    )
    return crossings / 2
