"""What a file tells about itself: size, length, pages, codecs, when and where it says it was made, and bytes that follow its end."""

import os
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO, Final

from amana.darkroom.ending import end_of
from amana.darkroom.kinds import HEAD_BYTES, KINDS, Family, kind_of
from amana.darkroom.remote import Pipes

_PLACE: Final = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")  # ISO 6709
_RASTER: Final = "amana.darkroom.raster"
_EXIF: Final = "amana.darkroom.exif"
_NEEDS: Final = {
    Family.PICTURE: (_RASTER, _EXIF),
    Family.FILM: ("amana.darkroom.media",),
    Family.SOUND: ("amana.darkroom.media",),
    Family.PDF: ("amana.darkroom.paper",),
}


def load(arguments: dict[str, Any]) -> None:
    """Only what this kind needs: a film's libraries take a third of a second."""
    for name in _NEEDS[KINDS[arguments["kind"]].family]:
        module = import_module(name)
        if name == _RASTER:
            module.load(arguments["kind"])
        elif name != _EXIF:
            module.load()


def run(file: BinaryIO, arguments: dict[str, Any], out: Pipes) -> None:
    """One object; what is not known is left out."""
    kind = KINDS[arguments["kind"]]
    out.words(_after(kind.name, file) | _PROBES[kind.family](file))


def _after(kind: str, file: BinaryIO) -> dict[str, Any]:
    size, end = file.seek(0, os.SEEK_END), end_of(kind, file)
    if end is None or end >= size:
        return {}
    file.seek(end)
    return {"after": size - end, "after_kind": kind_of(file.read(HEAD_BYTES)).name}


def _picture(file: BinaryIO) -> dict[str, Any]:
    from amana.darkroom import exif, raster

    image = raster.opened(file)
    moving = getattr(image, "n_frames", 1) > 1 and image.format != "MPO"
    return {"size": raster.upright_size(image), "moving": moving} | exif.exif_of(image)


def _media(file: BinaryIO) -> dict[str, Any]:
    from amana.darkroom import media

    container = media.opened(file)
    found: dict[str, Any] = {"seconds": media.seconds_of(container)}
    found["codecs"] = [
        stream.codec_context.name
        for stream in (*container.streams.video, *container.streams.audio)[:8]
    ]
    if container.streams.video:
        stream = container.streams.video[0]
        found["size"] = [stream.width, stream.height]
    written = container.metadata
    found["taken"] = written.get("com.apple.quicktime.creationdate") or written.get("creation_time")
    found["maker"] = written.get("com.apple.quicktime.make")
    found["model"] = written.get("com.apple.quicktime.model")
    found["software"] = written.get("com.apple.quicktime.software") or written.get("encoder")
    place = written.get("com.apple.quicktime.location.ISO6709") or written.get("location") or ""
    if match := _PLACE.match(place):
        found["place"] = [float(match[1]), float(match[2])]
    return {name: value for name, value in found.items() if value is not None}


def _pdf(file: BinaryIO) -> dict[str, Any]:
    from amana.darkroom import paper

    return paper.told(file)


_PROBES: Final[dict[Family, Callable[[BinaryIO], dict[str, Any]]]] = {
    Family.PICTURE: _picture,
    Family.FILM: _media,
    Family.SOUND: _media,
    Family.PDF: _pdf,
}
