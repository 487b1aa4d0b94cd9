"""Of a picture, what an officer who gave a reason may see: grey, at most 1280 pixels (P10)."""

from typing import Any, BinaryIO

from amana.darkroom import raster
from amana.darkroom.picture import REVEALED
from amana.darkroom.remote import Pipes


def load(arguments: dict[str, Any]) -> None:
    """The readers of pictures."""
    raster.load(arguments["kind"])


def run(file: BinaryIO, _arguments: dict[str, Any], out: Pipes) -> None:
    """Says the size, gives the grey picture."""
    image = raster.opened(file)
    out.words({"size": raster.upright_size(image)})
    grey = raster.shrunk(image, REVEALED, REVEALED, grey=True)
    out.pixels(grey.width, grey.height, 1, grey.tobytes())
