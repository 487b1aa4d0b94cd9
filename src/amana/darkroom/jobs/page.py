"""Of a PDF, one page: as a grid of at most 56 by 32 colours, or grey and readable for an officer who gave a reason (P10)."""

from typing import Any, BinaryIO, Final

from amana.darkroom import paper, raster
from amana.darkroom.picture import GRID_LONG, GRID_SHORT, PAGE
from amana.darkroom.remote import Pipes

_COARSE: Final = (
    4 * GRID_LONG
)  # pixels, longer side: drawn larger than the grid, so that thin lines count


def load(_arguments: dict[str, Any]) -> None:
    """The reader of PDFs, and a first page, so that its fonts are there."""
    paper.load()


def run(file: BinaryIO, arguments: dict[str, Any], out: Pipes) -> None:
    """Says the page's size in points, gives its pixels."""
    document = paper.opened(file)
    number, readable = arguments["number"], arguments["readable"]
    image = paper.drawn(document, number, PAGE if readable else _COARSE)
    out.words({"size": paper.size_of(document, number)})
    long, short = (PAGE, PAGE) if readable else (GRID_LONG, GRID_SHORT)
    small = raster.shrunk(image, long, short, grey=readable)
    out.pixels(small.width, small.height, 1 if readable else 3, small.tobytes())
