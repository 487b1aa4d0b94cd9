"""Given a PDF, then its pages are seen as pixels, blurred or for a reason readable, and nothing in it runs."""

import pikepdf
import pytest

from amana.darkroom import room
from amana.darkroom.errors import DamagedFile, DarkRoomRefused, Locked, NoSuchPlace
from tests.darkroom.samples import corners, paper
from tests.darkroom.test_p10_pictures import near

RED_TOP = b"1 0 0 rg 0 421 595 421 re f"
RED, WHITE = (255, 0, 0), (255, 255, 255)


def test_p10_a_page_is_blurred_to_its_colours():
    seen = room.blur_page(room.Held(paper(contents=RED_TOP)), 1)
    assert (seen.original_width, seen.original_height) == (595, 842)
    assert near(corners(seen.content), [RED, RED, WHITE, WHITE])


def test_p10_a_page_is_revealed_in_grey_and_large_enough_to_read():
    seen = room.reveal_page(room.Held(paper(contents=RED_TOP)), 0)
    assert seen.height == 1600
    assert all(max(colour) - min(colour) < 6 for colour in corners(seen.content))


def test_words_of_a_page_are_drawn():
    text = b"BT /F 60 Tf 40 600 Td (AMANA) Tj ET"
    assert (
        room.reveal_page(room.Held(with_font(text)), 0).content
        != room.reveal_page(room.Held(with_font(b"")), 0).content
    )


@pytest.mark.parametrize("page", [-1, 2, 10**9])
def test_a_page_that_is_not_there_is_said_to_be_none(page):
    with pytest.raises(NoSuchPlace):
        room.blur_page(room.Held(paper()), page)


def test_a_pdf_with_a_password_says_what_to_ask_for():
    locked = paper(encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Locked) as refusal:
        room.blur_page(room.Held(locked), 0)
    assert "without a password" in refusal.value.sentence


def test_a_page_that_draws_for_ever_is_ended():
    bomb = b"q " + b"0 0 595 842 re f " * 20_000
    forms = nested_forms(bomb, 6)
    with pytest.raises(DarkRoomRefused):
        room.blur_page(room.Held(forms), 0)


def test_a_page_of_a_kilometre_is_not_drawn():
    huge = paper(1).replace(b"595", b"9999999")
    with pytest.raises(DarkRoomRefused):
        room.reveal_page(room.Held(huge), 0)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n" + bytes(500), b"%PDF-1.7\ntrailer<<>>"])
def test_a_broken_pdf_is_said_to_be_damaged(content):
    with pytest.raises(DamagedFile):
        room.blur_page(room.Held(content), 0)


def with_font(contents: bytes) -> bytes:
    """A page whose font is one of those that every reader has."""
    import io

    buffer, document = io.BytesIO(), pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name("/Helvetica")
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = document.make_stream(contents)
    document.save(buffer)
    return buffer.getvalue()


def nested_forms(contents: bytes, depth: int) -> bytes:
    """Each form draws the one below it ten times: a million times at the end."""
    import io

    buffer, document = io.BytesIO(), pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    form = None
    for level in range(depth + 1):
        stream = document.make_stream(contents if level == 0 else b"/X Do " * 10)
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        stream.BBox = pikepdf.Array([0, 0, 595, 842])
        if form is not None:
            stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        form = document.make_indirect(stream)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    page.Contents = document.make_stream(b"/X Do")
    document.save(buffer)
    return buffer.getvalue()
