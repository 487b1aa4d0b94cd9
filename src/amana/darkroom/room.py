"""The door of the dark room: what the desk may ask of a file, and the only types that it gets back (P10).

Every function starts a process of its own, reads the file through `source` and ends the process. All raise a NotShown whose
sentence says what to ask her for, or NoDarkRoom where this computer cannot lock a process up; and whatever the source raises.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from amana.darkroom.errors import NotShown
from amana.darkroom.frames import PIXELS, WORDS, Frame
from amana.darkroom.kinds import HEAD_BYTES, Family, Kind, ending_fits, kind_of
from amana.darkroom.picture import GRID_LONG, GRID_SHORT, REVEALED, Picture, Pixels
from amana.darkroom.probed import Probed, size_of
from amana.darkroom.process import look
from amana.darkroom.registry import JOBS
from amana.darkroom.source import Source
from amana.darkroom.told import object_of

_PROBED: Final = {Family.PICTURE, Family.FILM, Family.SOUND, Family.PDF}
_THREADED: Final = {"heic"}  # its only reader decodes in a thread of its own


def kind(source: Source) -> Kind:
    """What the file is by its first bytes. Starts no process: prefixes are compared, nothing is decoded."""
    return kind_of(source.read_at(0, HEAD_BYTES))


def probe(source: Source, name: str = "") -> Probed:
    """What the file is and tells of itself; `name` is the one that it came with. A file that cannot be read is told in `refusal`."""
    found = kind(source)
    known = Probed(kind=found, ending_fits=ending_fits(found, name))
    if found.family not in _PROBED:
        return known
    try:
        told = object_of(_next(_looked("probe", source, kind=found.name), WORDS))
        return Probed.read(told, found, known.ending_fits)
    except NotShown as refusal:
        return replace(known, refusal=refusal)


def blur(source: Source) -> Picture:
    """A picture so blurred that it shows colours alone, 512 pixels on its longer side."""
    frames = _looked("blur", source)
    size = size_of(object_of(_next(frames, WORDS)).get("size"))
    return Pixels.read(_next(frames, PIXELS), long=GRID_LONG, short=GRID_SHORT).as_blur(size)


def reveal(source: Source) -> Picture:
    """The picture in grey, at most 1280 pixels: for an officer who gave a reason."""
    frames = _looked("reveal", source)
    size = size_of(object_of(_next(frames, WORDS)).get("size"))
    return Pixels.read(_next(frames, PIXELS), long=REVEALED, short=REVEALED).as_seen(size)


def _looked(name: str, source: Source, **arguments: Any) -> Iterator[Frame]:
    """All that was said, once the worker has ended well."""
    job = JOBS[name]
    if kind(source).name in _THREADED:
        job = replace(job, limits=replace(job.limits, threads=True))
    return iter(list(look(job, source, arguments)))


def _next(frames: Iterator[Frame], kind: bytes) -> bytes:
    frame = next(frames, None)
    if frame is None or frame.kind != kind:
        raise NotShown
    return frame.content
