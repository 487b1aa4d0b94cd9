"""Of a picture, a grid of at most 56 by 32 colours: nothing more ever leaves, so a blur cannot be undone (P10)."""

from typing import Any, BinaryIO

from amana.darkroom import raster
from amana.darkroom.picture import GRID_LONG, GRID_SHORT
from amana.darkroom.remote import Pipes


def load(arguments: dict[str, Any]) -> None:
    """The readers of pictures."""
    raster.load(arguments["kind"])


def run(file: BinaryIO, _arguments: dict[str, Any], out: Pipes) -> None:
    """Says the size, gives the grid."""
    image = raster.opened(file)
    out.words({"size": raster.upright_size(image)})
    small = raster.shrunk(image, GRID_LONG, GRID_SHORT)
    out.pixels(small.width, small.height, 3, small.tobytes())
