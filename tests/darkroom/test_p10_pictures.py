"""Given a picture, then the desk sees colours alone until an officer gave a reason, and no byte of the file ever comes out."""

import io

import pytest
from PIL import Image

from amana.darkroom import room
from amana.darkroom.errors import DamagedFile, DarkRoomRefused, TooLarge, UnknownKind
from amana.darkroom.frames import SIZE
from amana.darkroom.picture import GRID_LONG, GRID_SHORT, Pixels
from tests.darkroom.samples import (
    CORNERS,
    SECRET,
    corners,
    encoded,
    png_claiming,
    quarters,
)

FORMS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIF", "AVIF")
NEAR = 45  # of 255: lossy forms, twice
CLOCKWISE = 6  # EXIF: the camera was held upright


def near(found, wanted):
    return all(
        abs(a - b) <= NEAR
        for one, other in zip(found, wanted, strict=True)
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("form", FORMS)
def test_p10_every_form_of_a_phone_becomes_a_blur_of_its_colours(form):
    seen = room.blur(room.Held(encoded(quarters(), form)))
    assert (seen.original_width, seen.original_height) == (640, 480)
    assert max(seen.width, seen.height) <= 56
    assert near(corners(seen.content), CORNERS)


def test_p10_a_blur_holds_no_more_than_its_grid_whatever_the_worker_sends():
    larger = SIZE.pack(GRID_LONG + 1, GRID_SHORT, 3) + bytes(3 * (GRID_LONG + 1) * GRID_SHORT)
    with pytest.raises(DarkRoomRefused):
        Pixels.read(larger, long=GRID_LONG, short=GRID_SHORT)


@pytest.mark.parametrize("missing", [-1, 1])
def test_p10_pixels_are_exactly_as_many_as_their_size_says(missing):
    content = SIZE.pack(4, 4, 3) + bytes(48 + missing)
    with pytest.raises(DarkRoomRefused):
        Pixels.read(content, long=GRID_LONG, short=GRID_SHORT)


def test_p10_words_in_a_picture_cannot_be_read_in_its_blur():
    fine = Image.new("RGB", (1080, 1920), "white")
    for row in range(0, 1920, 8):
        fine.paste((0, 0, 0), (0, row, 1080, row + 4))
    seen = Image.open(io.BytesIO(room.blur(room.Held(encoded(fine, "PNG"))).content)).convert("L")
    shades = seen.tobytes()
    assert max(shades) - min(shades) < 40  # lines of eight pixels have run into one grey


@pytest.mark.parametrize("take", [room.blur, room.reveal])
def test_p10_what_was_hidden_in_a_file_does_not_come_out(take):
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    content = encoded(quarters(), "JPEG", exif=exif, comment=SECRET) + SECRET
    assert SECRET not in take(room.Held(content)).content


def test_p10_a_picture_is_revealed_in_grey_and_small():
    seen = room.reveal(room.Held(encoded(quarters(4000, 3000), "JPEG")))
    assert (seen.width, seen.height) == (1280, 960)
    assert all(max(colour) - min(colour) < 6 for colour in corners(seen.content))


def test_p10_a_small_picture_is_not_enlarged_when_it_is_revealed():
    seen = room.reveal(room.Held(encoded(quarters(100, 80), "PNG")))
    assert (seen.width, seen.height) == (100, 80)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_taken_upright_is_shown_upright(form):
    exif = Image.Exif()
    exif[0x0112] = CLOCKWISE
    seen = room.blur(room.Held(encoded(quarters(), form, exif=exif)))
    assert (seen.original_width, seen.original_height) == (480, 640)
    left_top, right_top, left_bottom, right_bottom = CORNERS
    assert near(corners(seen.content), (left_bottom, left_top, right_bottom, right_top))


def test_a_print_shop_jpeg_keeps_its_colours():
    seen = room.blur(room.Held(encoded(quarters().convert("CMYK"), "JPEG")))
    assert near(corners(seen.content), CORNERS)


def test_a_deep_grey_png_is_neither_white_nor_black():
    seen = room.blur(room.Held(encoded(Image.new("I;16", (300, 200), 32_768), "PNG")))
    assert near(corners(seen.content), [(128, 128, 128)] * 4)


def test_a_palette_is_not_averaged_by_its_numbers():
    seen = room.blur(room.Held(encoded(quarters().convert("P"), "PNG")))
    assert near(corners(seen.content), CORNERS)


def test_what_is_see_through_is_white():
    seen = room.blur(room.Held(encoded(Image.new("RGBA", (90, 60), (0, 0, 0, 0)), "PNG")))
    assert near(corners(seen.content), [(255, 255, 255)] * 4)


def test_of_an_animation_the_first_picture_is_taken():
    moving = encoded(
        quarters(), "GIF", save_all=True, append_images=[Image.new("RGB", (640, 480), "black")]
    )
    assert near(corners(room.blur(room.Held(moving)).content), CORNERS)


def test_a_long_screenshot_is_shown_whole():
    seen = room.blur(room.Held(encoded(quarters(1080, 20_000), "PNG")))
    assert near(corners(seen.content), CORNERS)


@pytest.mark.parametrize("size", [(60_000, 60_000), (60_000, 1), (30_000, 30_000), (2**31 - 1, 1)])
def test_a_picture_that_would_fill_the_memory_is_refused_before_a_pixel_is_decoded(size):
    with pytest.raises(TooLarge):
        room.blur(room.Held(png_claiming(*size)))


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_that_was_cut_off_is_said_to_be_damaged(form):
    content = encoded(quarters(), form)
    with pytest.raises(DarkRoomRefused):
        room.reveal(room.Held(content[: len(content) // 3]))


def test_a_cut_jpeg_has_its_own_sentence():
    content = encoded(quarters(), "JPEG")
    with pytest.raises(DamagedFile):
        room.blur(room.Held(content[: len(content) // 2]))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        b"<html><script>1</script></html>",
        b"%PDF-1.7\n",
        b"GIF",
        b"P6\n2 2\n255\n" + bytes(12),
    ],
)
def test_what_is_no_picture_is_not_tried_as_one(content):
    with pytest.raises(UnknownKind):
        room.blur(room.Held(content))


class Torn:
    """A file whose storage fails while it is read."""

    size = 500_000

    def read_at(self, offset: int, length: int) -> bytes:
        raise OSError("the disk is gone")


def test_a_failing_storage_is_told_as_itself_and_not_as_a_broken_picture():
    with pytest.raises(OSError, match="the disk is gone"):
        room.blur(Torn())
