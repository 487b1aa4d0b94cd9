"""Of a film, the one moment that an officer who gave a reason may see: grey, at most 1280 pixels (P10)."""

from typing import Any, BinaryIO

from amana.darkroom import media, raster
from amana.darkroom.picture import REVEALED
from amana.darkroom.remote import Pipes


def load(_arguments: dict[str, Any]) -> None:
    """The readers of films."""
    media.load()


def run(file: BinaryIO, arguments: dict[str, Any], out: Pipes) -> None:
    """Says the size, gives the grey picture."""
    container = media.opened(file)
    stream = media.film(container)
    _, image = media.frame_at(container, stream, arguments["at"], exact=True)
    out.words({"size": media.size_of(stream)})
    grey = raster.shrunk(image, REVEALED, REVEALED, grey=True)
    out.pixels(grey.width, grey.height, 1, grey.tobytes())
