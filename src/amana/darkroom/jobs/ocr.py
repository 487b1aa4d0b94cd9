"""Words in a screenshot: two scripts at two scales, since each finds what the other loses; their lines are joined (evidence.md §4)."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import tesserocr  # type: ignore[import-untyped]
from PIL import Image

from amana.darkroom import raster
from amana.darkroom.errors import NoOcr
from amana.darkroom.ocr import MOST_LINES
from amana.darkroom.remote import Pipes

_PLACES: Final = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
)
_PASSES: Final = ("Arabic", "eng")  # the script, not the language: Sorani and Persian letters too
_WIDTHS: Final = (
    720,
    1_170,
)  # pixels, shorter side, of both readings: a phone's screen and two thirds of it
_LARGER: Final = 2.0  # times; more adds no letter
_STRIP: Final = 3  # heights a width: a long screenshot is read in pieces, not made small
_OVERLAP: Final = 6  # of a strip: so that a line that one cut is whole in the next
_SAME: Final = 0.5  # of the lower height: two boxes that share so much are one line
_LEAST: Final = 0.2  # confidence under which a line is noise
_FIRST: Final = Image.new("L", (200, 40), 255)
_LINE: Final = tesserocr.RIL.TEXTLINE


class _Read(NamedTuple):
    text: str
    confidence: float
    box: tuple[float, float, float, float]  # left, top, right, bottom, as fractions of the picture


_engines: dict[str, tesserocr.PyTessBaseAPI] = {}


def load(arguments: dict[str, Any]) -> None:
    """The readers of pictures and both models. Raises NoOcr."""
    raster.load(arguments["kind"])
    for script in _PASSES:
        engine = tesserocr.PyTessBaseAPI(
            path=_models(script), lang=script, psm=tesserocr.PSM.SPARSE_TEXT
        )
        engine.SetImage(_FIRST)
        engine.Recognize()
        _engines[script] = engine


def run(file: BinaryIO, _arguments: dict[str, Any], out: Pipes) -> None:
    """Says the size, then one line after another."""
    image = raster.opened(file)
    width, height = raster.upright_size(image)
    out.words({"size": (width, height)})
    full = raster.shrunk(image, raster.MAX_SIDE, max(_WIDTHS), grey=True)
    count = 0
    for script in _PASSES:
        small, large = (_once(_read(script, full, side)) for side in _WIDTHS)
        for line, other in _joined(small, large):
            left, top, right, bottom = line.box
            box = (left * width, top * height, right * width, bottom * height)
            if count < MOST_LINES:
                confidence = round(line.confidence, 3)
                out.words([line.text, other, confidence, script, *map(round, box)])
            count += 1


def _models(script: str) -> str:
    """The folder that has a model. Raises NoOcr."""
    for place in _PLACES:
        for folder in (Path(place), Path(place, "script")):
            if (folder / f"{script}.traineddata").is_file():
                return f"{folder}{os.sep}"
    raise NoOcr


def _read(script: str, image: Image.Image, side: int) -> Iterator[_Read]:
    """The lines of one pass at one scale, those of the overlaps twice."""
    factor = min(side / min(image.size), _LARGER)
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    scaled = image.resize(size, Image.Resampling.LANCZOS)
    strip = _STRIP * scaled.width
    for top in range(0, scaled.height, strip):
        piece = scaled.crop((0, top, scaled.width, min(top + strip + strip // _OVERLAP, size[1])))
        for text, confidence, (left, above, right, below) in _lines(script, piece):
            box = (
                left / size[0],
                (top + above) / size[1],
                right / size[0],
                (top + below) / size[1],
            )
            yield _Read(text, confidence, box)


def _lines(
    script: str, piece: Image.Image
) -> Iterator[tuple[str, float, tuple[int, int, int, int]]]:
    engine = _engines[script]
    engine.SetImage(piece)
    engine.Recognize()
    for found in tesserocr.iterate_level(engine.GetIterator(), _LINE):
        try:
            text = found.GetUTF8Text(_LINE).strip()
        except RuntimeError:  # a place without a letter
            continue
        box, confidence = found.BoundingBox(_LINE), min(found.Confidence(_LINE) / 100, 1.0)
        if text and box and confidence >= _LEAST:
            yield text, confidence, box


def _once(lines: Iterable[_Read]) -> list[_Read]:
    """Each place once, as it was read most surely."""
    kept: list[_Read] = []
    for line in sorted(lines, key=lambda each: -each.confidence):
        if not any(_same(line, other) for other in kept):
            kept.append(line)
    return kept


def _joined(small: list[_Read], large: list[_Read]) -> Iterator[tuple[_Read, str]]:
    """Each line once, the surer reading first, with the other one where it differs; from the top."""
    pairs: list[tuple[_Read, str]] = []
    for line in small:
        twin = next((other for other in large if _same(line, other)), None)
        if twin is None:
            pairs.append((line, ""))
            continue
        large.remove(twin)
        better, worse = sorted((line, twin), key=lambda each: -each.confidence)
        pairs.append((better, worse.text if worse.text != better.text else ""))
    pairs += [(line, "") for line in large]
    yield from sorted(pairs, key=lambda pair: (pair[0].box[1], pair[0].box[0]))


def _same(one: _Read, other: _Read) -> bool:
    (l1, t1, r1, b1), (l2, t2, r2, b2) = one.box, other.box
    height, width = min(b1, b2) - max(t1, t2), min(r1, r2) - max(l1, l2)
    return height > _SAME * min(b1 - t1, b2 - t2) and width > _SAME * min(r1 - l1, r2 - l2)
