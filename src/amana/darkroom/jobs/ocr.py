"""Words in a screenshot: two scripts at two scales, since each finds what the other loses; their lines are joined (evidence.md §4)."""

import os
from collections.abc import Iterator
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
_SIDES: Final = (1_600, 2_600)  # pixels, longer side, of both readings
_SAME: Final = 0.5  # of the lower height: two boxes that share so much are one line
_LEAST: Final = 0.2  # confidence under which a line is noise
_FIRST: Final = Image.new("L", (200, 40), 255)


class _Read(NamedTuple):
    text: str
    confidence: float
    box: tuple[float, float, float, float]  # fractions of width and height


_engines: dict[str, tesserocr.PyTessBaseAPI] = {}


def load(_arguments: dict[str, Any]) -> None:
    """The readers of pictures and both models. Raises NoOcr."""
    raster.load()
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
    full = raster.shrunk(image, max(_SIDES), max(_SIDES), grey=True)
    count = 0
    for script in _PASSES:
        for first, other in _joined([list(_pass(script, full, side)) for side in _SIDES]):
            left, top, right, bottom = first.box
            box = [
                round(left * width),
                round(top * height),
                round(right * width),
                round(bottom * height),
            ]
            if count < MOST_LINES:
                out.words([first.text, other, round(first.confidence, 3), script, *box])
            count += 1


def _models(script: str) -> str:
    """The folder that has a model. Raises NoOcr."""
    for place in _PLACES:
        for folder in (Path(place), Path(place, "script")):
            if (folder / f"{script}.traineddata").is_file():
                return f"{folder}{os.sep}"
    raise NoOcr


def _pass(script: str, image: Image.Image, side: int) -> Iterator[_Read]:
    factor = side / max(image.size)
    scaled = image.resize(
        (max(1, round(image.width * factor)), max(1, round(image.height * factor))),
        Image.Resampling.LANCZOS,
    )
    engine = _engines[script]
    engine.SetImage(scaled)
    engine.Recognize()
    for found in tesserocr.iterate_level(engine.GetIterator(), tesserocr.RIL.TEXTLINE):
        text, box = (
            found.GetUTF8Text(tesserocr.RIL.TEXTLINE).strip(),
            found.BoundingBox(tesserocr.RIL.TEXTLINE),
        )
        confidence = found.Confidence(tesserocr.RIL.TEXTLINE) / 100
        if text and box and confidence >= _LEAST:
            left, top, right, bottom = box
            yield _Read(
                text,
                min(confidence, 1.0),
                (
                    left / scaled.width,
                    top / scaled.height,
                    right / scaled.width,
                    bottom / scaled.height,
                ),
            )


def _joined(scales: list[list[_Read]]) -> Iterator[tuple[_Read, str]]:
    """Each line once, the surer reading first, with the other one where it differs; from the top."""
    first, second = scales
    pairs: list[tuple[_Read, str]] = []
    for line in first:
        twin = next((other for other in second if _same(line, other)), None)
        if twin is None:
            pairs.append((line, ""))
            continue
        second.remove(twin)
        better, worse = sorted((line, twin), key=lambda each: -each.confidence)
        pairs.append((better, worse.text if worse.text != better.text else ""))
    pairs += [(line, "") for line in second]
    yield from sorted(pairs, key=lambda pair: (pair[0].box[1], pair[0].box[0]))


def _same(one: _Read, other: _Read) -> bool:
    (l1, t1, r1, b1), (l2, t2, r2, b2) = one.box, other.box
    height, width = min(b1, b2) - max(t1, t2), min(r1, r2) - max(l1, l2)
    return height > _SAME * min(b1 - t1, b2 - t2) and width > _SAME * min(r1 - l1, r2 - l2)
