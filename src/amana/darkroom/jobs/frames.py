"""Of a film, a few moments as grids of at most 56 by 32 colours, spread evenly over it (P10)."""

from typing import Any, BinaryIO, Final

from amana.darkroom import media, raster
from amana.darkroom.picture import GRID_LONG, GRID_SHORT
from amana.darkroom.remote import Pipes

_SHORT: Final = 0.5  # seconds: of a film that does not tell its length only the start is shown


def load(_arguments: dict[str, Any]) -> None:
    """The readers of films."""
    media.load()


def run(file: BinaryIO, arguments: dict[str, Any], out: Pipes) -> None:
    """Says size and length; then the moment and the grid of each frame."""
    container = media.opened(file)
    stream = media.film(container)
    stream.codec_context.skip_frame = (
        "NONKEY"  # a moment nearby is good enough, and much sooner found
    )
    length = media.seconds_of(container)
    out.words({"size": media.size_of(stream), "seconds": length})
    count = arguments["count"] if length is not None and length > _SHORT else 1
    shown: set[float] = set()
    for index in range(count):
        moment, image = media.frame_at(container, stream, (length or 0.0) * index / count)
        if moment not in shown:
            shown.add(moment)
            small = raster.shrunk(image, GRID_LONG, GRID_SHORT)
            out.words({"at": moment})
            out.pixels(small.width, small.height, 3, small.tobytes())
