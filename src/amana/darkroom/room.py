"""The door of the dark room: what the desk may ask of a file, and the only types that it gets back (P10).

Every function starts a process of its own, reads the file through `source` and ends the process. All raise a DarkRoomRefused whose
sentence says what to ask her for, or NoDarkRoom where this computer cannot lock a process up; and whatever the source raises.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, Final, Literal

from amana.chats.message import Item
from amana.chats.part import Part
from amana.darkroom.errors import DarkRoomRefused
from amana.darkroom.film import Film, Still
from amana.darkroom.frames import OCTETS, PIXELS, SOUND, WORDS, Frame
from amana.darkroom.kinds import HEAD_BYTES, Family, Kind, ending_fits, kind_of
from amana.darkroom.ocr import Line, lines_of
from amana.darkroom.picture import GRID_LONG, GRID_SHORT, PAGE, REVEALED, Picture, Pixels
from amana.darkroom.probed import MAX_SECONDS, Probed, size_of
from amana.darkroom.process import look
from amana.darkroom.registry import JOBS
from amana.darkroom.sound import Sound, wav
from amana.darkroom.source import Held, Source
from amana.darkroom.told import list_of, number, object_of
from amana.darkroom.transcript import part_of, unpacked

__all__ = [
    "Film",
    "Held",
    "Kind",
    "Line",
    "Picture",
    "Probed",
    "Sound",
    "Source",
    "Still",
    "blur",
    "blur_page",
    "chats",
    "frames",
    "kind",
    "listen",
    "ocr",
    "probe",
    "reveal",
    "reveal_frame",
    "reveal_page",
    "slices",
]

DayOrderChosen = Literal["dmy", "mdy"]

MOST_FRAMES: Final = 12
MOST_BYTES: Final = 64 * 1024  # of one span
_LONGEST_CHAT: Final = 3_600  # seconds of processor time
_CHAT_A_SECOND: Final = 256 * 1024  # bytes: an export on a slow computer, with a wide margin
_PART: Final = b'{"part":'
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
        told = object_of(_next(_looked("probe", source), WORDS))
        return Probed.read(told, found, known.ending_fits)
    except DarkRoomRefused as refusal:
        return replace(known, refusal=refusal)


def blur(source: Source) -> Picture:
    """A picture so blurred that it shows colours alone: 56 by 32 of them at most, for the browser to enlarge."""
    return _blurred(_looked("blur", source))


def reveal(source: Source) -> Picture:
    """The picture in grey, at most 1280 pixels: for an officer who gave a reason."""
    return _seen(_looked("reveal", source), REVEALED)


def frames(source: Source, count: int = 6) -> Film:
    """At most `count` moments of a film, spread evenly, blurred like a picture; never more than MOST_FRAMES."""
    said = _looked("frames", source, count=max(1, min(count, MOST_FRAMES)))
    told = object_of(_next(said, WORDS))
    size = size_of(told.get("size"))
    stills: list[Still] = []
    while len(stills) < MOST_FRAMES and (frame := next(said, None)):
        at = number(object_of(_content(frame, WORDS)).get("at"), MAX_SECONDS)
        grid = Pixels.read(_next(said, PIXELS), long=GRID_LONG, short=GRID_SHORT)
        stills.append(Still(at, grid.picture(size)))
    return Film(_seconds(told), tuple(stills))


def reveal_frame(source: Source, at: float) -> Picture:
    """One moment of a film, `at` in seconds, in grey: for an officer who gave a reason."""
    return _seen(_looked("reveal_frame", source, at=at), REVEALED)


def blur_page(source: Source, page: int) -> Picture:
    """One page of a PDF, from 0, blurred like a picture; `probe` tells how many there are. Sizes are in points."""
    return _blurred(_looked("page", source, number=page, readable=False))


def reveal_page(source: Source, page: int) -> Picture:
    """One page of a PDF, from 0, grey and readable: for an officer who gave a reason."""
    return _seen(_looked("page", source, number=page, readable=True), PAGE)


def listen(source: Source) -> Sound:
    """The sound of a voice note or film, made anew; a quarter of an hour at most."""
    said = _looked("listen", source)
    told, samples = object_of(_next(said, WORDS)), bytearray()
    while (frame := next(said, None)) and frame.kind == SOUND:
        samples += frame.content
    if frame is None or len(samples) % 2:
        raise DarkRoomRefused
    whole = object_of(_content(frame, WORDS)).get("whole") is True
    return Sound(_seconds(told), not whole, wav(bytes(samples)))


def ocr(source: Source) -> list[Line]:
    """Lines that may stand in a picture, as an aid for finding. Slow: seconds. Raises NoOcr where it is not installed."""
    said = _looked("ocr", source)
    size_of(object_of(_next(said, WORDS)).get("size"))
    return lines_of([list_of(_content(frame, WORDS)) for frame in said])


def chats(source: Source, name: str, *, day_order: DayOrderChosen | None = None) -> Iterator[Part]:
    """The parts of an exported chat or mail, streaming: take all items of one before the next part, or they are passed over.

    `name` is the one that the file came with; `day_order` what a person decided of dates that nothing else decides. Raises also an
    ExportRefused, and SpansBroken while items are taken.
    """
    job = JOBS["chats"]
    processor = min(_LONGEST_CHAT, job.limits.processor + source.size // _CHAT_A_SECOND)
    limits = replace(job.limits, processor=processor, seconds=2.0 * processor)
    arguments = {"name": name, "size": source.size, "day_order": day_order}
    with closing(look(replace(job, limits=limits), source, arguments)) as said:
        yield from _parts(said)


def slices(source: Source, spans: Sequence[tuple[str, int, int]]) -> list[bytes]:
    """Bytes `start` to `end` of a member of an export, "" being the file itself, for each span; at most MOST_BYTES a span.

    Raises also an ExportRefused for a zip that cannot be opened.
    """
    asked = [(member, start, min(end, start + MOST_BYTES)) for member, start, end in spans]
    said = _looked("slices", source, spans=asked)
    found = [_next(said, OCTETS) for _ in asked]
    if any(len(each) > end - start for each, (_, start, end) in zip(found, asked, strict=True)):
        raise DarkRoomRefused
    return found


def _parts(said: Iterator[Frame]) -> Iterator[Part]:
    """Each part with a reader of its items, which stops where the next part begins."""
    following: list[Frame] = []

    def items(size: int) -> Iterator[Item]:
        for frame in said:
            content = _content(frame, WORDS)
            if content.startswith(_PART):
                following.append(frame)
                return
            yield from unpacked(content, size)

    while frame := (following.pop() if following else next(said, None)):
        content = _content(frame, WORDS)
        if content.startswith(_PART):
            yield part_of(object_of(content).get("part", []), items)


def _blurred(said: Iterator[Frame]) -> Picture:
    size = size_of(object_of(_next(said, WORDS)).get("size"))
    return Pixels.read(_next(said, PIXELS), long=GRID_LONG, short=GRID_SHORT).picture(size)


def _seen(said: Iterator[Frame], most: int) -> Picture:
    size = size_of(object_of(_next(said, WORDS)).get("size"))
    return Pixels.read(_next(said, PIXELS), long=most, short=most).picture(size)


def _seconds(told: dict[str, Any]) -> float | None:
    return None if told.get("seconds") is None else number(told["seconds"], MAX_SECONDS)


def _looked(name: str, source: Source, **arguments: Any) -> Iterator[Frame]:
    """All that was said, once the worker has ended well."""
    job, found = JOBS[name], kind(source).name
    if found in _THREADED:
        job = replace(job, limits=replace(job.limits, threads=True))
    return iter(list(look(job, source, {"kind": found} | arguments)))


def _next(said: Iterator[Frame], kind: bytes) -> bytes:
    return _content(next(said, None), kind)


def _content(frame: Frame | None, kind: bytes) -> bytes:
    if frame is None or frame.kind != kind:
        raise DarkRoomRefused
    return frame.content
