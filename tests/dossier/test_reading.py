"""Phone numbers, handles and hashes: three programs copy them right, and on the page their glyphs run left to right."""

import re
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from amana.dossier.pdf import Dossier, make
from tests.dossier.readers import READERS
from tests.dossier.sample import HANDLE, IDENTIFIERS, PHONE, sample, with_lines

_JOINED = (  # no letter of them stands in the word before
    "شتێک",
    "گڵێ",
    "ھێک",
    "پڵێن",
)


@pytest.mark.parametrize("reader", READERS)
def test_every_identifier_and_hash_can_be_copied(
    paper: Dossier, language: str, reader: str
) -> None:
    """Given a paper in each language; when poppler, pypdf or Chrome's engine reads it; then all are found as they are."""
    text = READERS[reader](paper.pdf)
    for wanted in (
        *IDENTIFIERS,
        *(each.sha256 for each in sample(language).exhibits),
        paper.content,
    ):
        assert wanted in text, wanted


@pytest.mark.parametrize("identifier", [PHONE, HANDLE, "500 USDT"])
def test_glyphs_run_from_left_to_right(paper: Dossier, identifier: str) -> None:
    """Given a phone number, a handle and an amount inside Arabic or Sorani lines; then each sign stands right of the one before."""
    with pypdfium2.PdfDocument(paper.pdf) as file:
        places = [each for page in file for each in _places(page, identifier)]
    assert places
    for boxes in places:
        lines = {round(bottom) for _, bottom in boxes}
        starts = [left for left, _ in boxes]
        assert len(lines) <= 3, "all on one line, give or take a descender"
        assert starts == sorted(starts)


def _places(page: pypdfium2.PdfPage, identifier: str) -> Iterator[list[tuple[float, float]]]:
    """Left edges and base lines of the signs of each occurrence that the page holds in reading order."""
    text = page.get_textpage()
    whole = "".join(
        text.get_text_range(n, 1) or "\ufffc" for n in range(text.count_chars())
    ).replace("\u00a0", " ")
    for found in re.finditer(re.escape(identifier), whole):
        boxes = [text.get_charbox(n) for n in range(found.start(), found.end())]
        yield [(left, 0) for left, _, right, _ in boxes if right > left]


@pytest.mark.parametrize("word", _JOINED)
def test_sorani_letters_join(word: str) -> None:
    """Given words with ڵ ێ ھ پ; when they are drawn; then their letters hang together in one stroke, as written by hand."""
    assert _widest_stroke(word) > 0.93


def test_a_joiner_that_parts_letters_parts_them() -> None:
    """Given a zero-width non-joiner between two letters that would join; then they do not."""
    assert _widest_stroke("سێس\u200cسێس") < 0.7


def _widest_stroke(word: str) -> float:
    """The share of the word's width that its widest connected stroke covers."""
    case = sample("ckb")
    (chat,) = with_lines(case, 0).transcripts
    bare = type(case)(
        case="K-1",
        language="ckb",
        made_on=case.made_on,
        desk="…",
        officers=("C-1",),
        jurisdiction="…",
        court=word,
        transcripts=(chat,),
        exhibits=case.exhibits,
    )
    with pypdfium2.PdfDocument(make(bare).pdf) as file:
        page = file[0]
        text = page.get_textpage()
        drawn = page.render(scale=8).to_pil().convert("1")
        left, top, right, bottom = _box(text, word, page.get_height())
    ink = drawn.crop(
        (int(left * 8) - 4, int(top * 8) - 24, int(right * 8) + 4, int(bottom * 8) + 24)
    )
    return _widest(ink)


def _box(
    text: pypdfium2.PdfTextPage, word: str, height: float
) -> tuple[float, float, float, float]:
    count = text.count_chars()
    letters = [n for n in range(count) if text.get_text_range(n, 1) in set(word) - {"\u200c"}]
    first = letters[0]
    line = text.get_charbox(first)[1]
    boxes = [text.get_charbox(n) for n in letters if abs(text.get_charbox(n)[1] - line) < 12]
    return (
        min(box[0] for box in boxes),
        height - max(box[3] for box in boxes),
        max(box[2] for box in boxes),
        height - min(box[1] for box in boxes),
    )


def _widest(ink: Image.Image) -> float:
    """Widest connected area of dark points, as a share of the width of all."""
    width, height = ink.size
    dark = {(x, y) for x in range(width) for y in range(height) if not ink.getpixel((x, y))}
    all_columns = {x for x, _ in dark}
    widest = 0
    while dark:
        edge = [dark.pop()]
        columns = set()
        while edge:
            x, y = edge.pop()
            columns.add(x)
            around = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & dark
            dark -= around
            edge.extend(around)
        widest = max(widest, len(columns))
    return widest / len(all_columns)
