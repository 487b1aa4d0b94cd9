"""From raw rows of pixels to a picture that a browser shows: made here, outside, so that no byte of the original can be in it (P10)."""

import io
from dataclasses import dataclass, field
from typing import Final

from PIL import Image

from amana.darkroom.errors import DarkRoomRefused
from amana.darkroom.frames import SIZE

GRID_LONG: Final = 56  # pixels: all that ever leaves the dark room of a blurred picture
GRID_SHORT: Final = 32
SHOWN: Final = 512  # pixels, longer side, of the blur that is made of them
REVEALED: Final = 1280  # pixels, longer side, of a picture shown to an officer who gave a reason
PAGE: Final = 1600  # pixels, longer side, of a page to be read
_MODES: Final = {1: "L", 3: "RGB"}
_QUALITY: Final = 80
_BLUR_QUALITY: Final = 60


@dataclass(frozen=True)
class Picture:
    """A small picture made anew. `original_width` and `original_height` are pixels of the file, upright."""

    width: int
    height: int
    original_width: int
    original_height: int
    content: bytes = field(repr=False)
    type: str = "image/webp"


@dataclass(frozen=True)
class Pixels:
    """Rows of one (grey) or three bytes a pixel, from the top."""

    width: int
    height: int
    channels: int
    rows: bytes = field(repr=False)

    @classmethod
    def read(cls, content: bytes, *, long: int, short: int) -> "Pixels":
        """Exactly as many bytes as its size says, and no larger than was asked. Raises DarkRoomRefused."""
        if len(content) < SIZE.size:
            raise DarkRoomRefused
        width, height, channels = SIZE.unpack_from(content)
        rows = content[SIZE.size :]
        if not (0 < max(width, height) <= long and 0 < min(width, height) <= short):
            raise DarkRoomRefused
        if channels not in _MODES or len(rows) != width * height * channels:
            raise DarkRoomRefused
        return cls(width, height, channels, rows)

    def as_seen(self, original: tuple[int, int]) -> Picture:
        """Pixel for pixel."""
        return _encoded(self._image(), original, _QUALITY)

    def as_blur(self, original: tuple[int, int]) -> Picture:
        """Enlarged to SHOWN: the grid itself holds no more than colours."""
        factor = SHOWN / max(self.width, self.height)
        size = max(1, round(self.width * factor)), max(1, round(self.height * factor))
        return _encoded(
            self._image().resize(size, Image.Resampling.BICUBIC), original, _BLUR_QUALITY
        )

    def _image(self) -> Image.Image:
        return Image.frombytes(_MODES[self.channels], (self.width, self.height), self.rows)


def _encoded(image: Image.Image, original: tuple[int, int], quality: int) -> Picture:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality)
    return Picture(*image.size, *original, buffer.getvalue())
