"""What a camera wrote into a picture (Exif 2.32, CIPA DC-008): a claim of the file, never a fact."""

from math import isfinite
from typing import Any, Final

from PIL import ExifTags, Image

_TEXTS: Final = {
    "maker": ExifTags.Base.Make,
    "model": ExifTags.Base.Model,
    "software": ExifTags.Base.Software,
    "changed": ExifTags.Base.DateTime,
}
_WEST_OR_SOUTH: Final = {"W", "S"}


def exif_of(image: Image.Image) -> dict[str, Any]:
    """`taken` and `changed` as they stand, without a zone unless one is written beside; `place` as degrees north and east."""
    exif = image.getexif()
    found: dict[str, Any] = {name: _text(exif.get(tag)) for name, tag in _TEXTS.items()}
    details = exif.get_ifd(ExifTags.IFD.Exif)
    taken = _text(details.get(ExifTags.Base.DateTimeOriginal))
    zone = _text(details.get(ExifTags.Base.OffsetTimeOriginal))
    found["taken"] = f"{taken} {zone}".strip()
    found["place"] = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    return {name: value for name, value in found.items() if value}


def _text(value: Any) -> str:
    return value.strip("\0 ") if isinstance(value, str) else ""


def _place(gps: dict[int, Any]) -> list[float] | None:
    north = _degrees(gps.get(ExifTags.GPS.GPSLatitude), gps.get(ExifTags.GPS.GPSLatitudeRef))
    east = _degrees(gps.get(ExifTags.GPS.GPSLongitude), gps.get(ExifTags.GPS.GPSLongitudeRef))
    return None if north is None or east is None else [north, east]


def _degrees(value: Any, side: Any) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not isfinite(found):  # a fraction over zero
        return None
    return round(-found if side in _WEST_OR_SOUTH else found, 6)
