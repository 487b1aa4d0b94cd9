"""A picture inside the worker: opened under limits, shrunk before anything else, turned upright, flat and plain (P10)."""

from typing import BinaryIO, Final, cast

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from amana.darkroom.errors import TooLarge, UnknownKind
from amana.darkroom.kinds import HEAD_BYTES, Family, kind_of

MAX_SIDE: Final = 40_000  # pixels: a very long screenshot
MAX_PIXELS: Final = 120_000_000  # decoded whole, four bytes each
MAX_DRAFTED: Final = (
    250_000_000  # of a JPEG, which is decoded at an eighth: phones of 200 megapixels
)
_WHITE: Final = (255, 255, 255)
_ORIENTATION: Final = 0x0112
_DEEPEST: Final = 65_535.0  # of 16-bit grey

# Imported by name, since after the lock nothing can be found; these and no others may open a file.
_READERS: Final = (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
_FORMATS: Final = ("AVIF", "BMP", "GIF", "HEIF", "JPEG", "PNG", "TIFF", "WEBP")
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING: Final = {5, 6, 7, 8}  # width and height change places


def load(kind: str = "") -> None:
    """Loads the readers of pictures, one thread each; that of HEIC only for a file of this kind, since it takes its time."""
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = None  # our own limits are checked below, before a pixel is decoded
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    if kind == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
        pillow_heif.options.DECODE_THREADS = 1


def opened(file: BinaryIO) -> Image.Image:
    """The first picture of the file, not decoded yet. Raises UnknownKind or TooLarge; a broken file raises anything."""
    file.seek(0)
    if kind_of(file.read(HEAD_BYTES)).family is not Family.PICTURE:
        raise UnknownKind
    file.seek(0)
    image = Image.open(file, formats=[name for name in _FORMATS if name in Image.OPEN])
    most = MAX_DRAFTED if image.format in {"JPEG", "MPO"} else MAX_PIXELS
    if max(image.size) > MAX_SIDE or image.width * image.height > most:
        raise TooLarge
    return image


def shrunk(image: Image.Image, long: int, short: int, *, grey: bool = False) -> Image.Image:
    """Upright RGB or grey, within `long` pixels on its longer side and `short` on the other; never enlarged."""
    mode = "L" if grey else "RGB"
    image.draft(mode, (2 * long, 2 * long))  # a JPEG is decoded at a half, quarter or eighth
    if image.width * image.height > MAX_PIXELS:
        raise TooLarge
    image.load()
    turn = _turn(image)
    small = _plain(image).resize(_fitting(image.size, long, short), Image.Resampling.BOX)
    small = _flat(_eight_bits(small)).convert(mode)
    return small if turn is None else small.transpose(turn)


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height as a person sees it."""
    width, height = image.size
    if image.format == "TIFF":  # turned by its reader
        return width, height
    return (height, width) if image.getexif().get(_ORIENTATION) in _LYING else (width, height)


def _turn(image: Image.Image) -> Image.Transpose | None:
    orientation = image.getexif().get(_ORIENTATION)
    return _TURNS.get(orientation) if isinstance(orientation, int) else None


def _fitting(size: tuple[int, int], long: int, short: int) -> tuple[int, int]:
    width, height = size
    factor = min(1.0, long / max(size), short / min(size))
    return max(1, round(width * factor)), max(1, round(height * factor))


def _plain(image: Image.Image) -> Image.Image:
    """In a mode whose values can be averaged."""
    if image.mode in {"1", "P", "PA"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.convert("I") if image.mode.startswith("I;16") and image.mode != "I;16" else image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Deep grey as ordinary grey: 16 bits by their scale, anything deeper by what it holds."""
    if image.mode not in {"I;16", "I", "F"}:
        return image
    wide = image.convert("F")
    held = (0.0, _DEEPEST) if image.mode == "I;16" else cast(tuple[float, float], wide.getextrema())
    low, high = held
    scale = 255 / max(high - low, 1e-9)
    return wide.point(lambda value: value * scale - low * scale).convert("L")


def _flat(image: Image.Image) -> Image.Image:
    """On white, where something shines through."""
    if not image.has_transparency_data:
        return image
    ground = Image.new("RGBA", image.size, (*_WHITE, 255))
    return Image.alpha_composite(ground, image.convert("RGBA"))
