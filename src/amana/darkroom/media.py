"""A film or a sound inside the worker: opened by the format that its bytes show, one thread, nothing else reachable (P10)."""

from importlib import import_module
from typing import BinaryIO, Final, cast

import av
from av.container import InputContainer
from PIL import Image

from amana.darkroom import raster
from amana.darkroom.errors import DamagedFile, NoSuchPlace, TooLarge, UnknownKind
from amana.darkroom.kinds import HEAD_BYTES, kind_of

# The reader is named, never guessed: playlists and lists of other files are no kind of ours.
_READERS: Final = {
    "mp4": "mov",
    "3gp": "mov",
    "mov": "mov",
    "m4a": "mov",
    "mkv": "matroska",
    "avi": "avi",
    "opus": "ogg",
    "ogg": "ogg",
    "mp3": "mp3",
    "aac": "aac",
    "amr": "amr",
    "wav": "wav",
    "flac": "flac",
}
_LATER: Final = (
    "av.audio.stream",
    "av.codec.hwaccel",
    "av.sidedata.encparams",
    "av.sidedata.motionvectors",
    "av.subtitles.codeccontext",
    "av.subtitles.stream",
    "av.video.stream",
)
_TURNS: Final = {  # counter-clockwise, both
    90: Image.Transpose.ROTATE_90,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_270,
}
_MICROSECONDS: Final = 1_000_000
_MAX_SIDE: Final = 8_192  # pixels of a film
_MAX_FRAMES: Final = 1_500  # decoded to reach one moment: a minute between key frames


def load() -> None:
    """Quiet: what a library says of her file belongs in no log. Whole: what it would look for later could not be found."""
    for name in _LATER:
        import_module(name)
    av.logging.set_level(None)
    raster.load()


def opened(file: BinaryIO) -> InputContainer:
    """Raises UnknownKind, or anything for a broken file."""
    file.seek(0)
    reader = _READERS.get(kind_of(file.read(HEAD_BYTES)).name)
    if reader is None:
        raise UnknownKind
    file.seek(0)
    container = av.open(cast(str, file), mode="r", format=reader, metadata_errors="ignore")
    for stream in (*container.streams.video, *container.streams.audio):
        stream.codec_context.thread_count = 1
    return container


def seconds_of(container: InputContainer) -> float | None:
    """How long it says it is."""
    if container.duration is not None and container.duration >= 0:
        return container.duration / _MICROSECONDS
    lengths = [
        float(stream.duration * stream.time_base)
        for stream in container.streams
        if stream.duration is not None and stream.time_base is not None
    ]
    return max(lengths, default=None)


def film(container: InputContainer) -> av.VideoStream:
    """Its pictures. Raises DamagedFile when it has none."""
    if not container.streams.video:
        raise DamagedFile
    return container.streams.video[0]


def sound(container: InputContainer) -> av.AudioStream:
    """Its sound. Raises DamagedFile when it has none."""
    if not container.streams.audio:
        raise DamagedFile
    return container.streams.audio[0]


def size_of(stream: av.VideoStream) -> tuple[int, int]:
    """Pixels as they are stored. Raises TooLarge."""
    if max(stream.width, stream.height) > _MAX_SIDE:
        raise TooLarge
    return max(stream.width, 1), max(stream.height, 1)


def frame_at(
    container: InputContainer, stream: av.VideoStream, seconds: float, *, exact: bool = False
) -> tuple[float, Image.Image]:
    """The second and the picture of the first frame at or after a moment, or of a key frame near it; the last one when the film
    ends before. Raises DamagedFile when nothing can be read, NoSuchPlace for a moment before the start.
    """
    if seconds < 0:
        raise NoSuchPlace
    size_of(stream)
    container.seek(int(seconds * _MICROSECONDS), backward=True, any_frame=False)
    last: av.VideoFrame | None = None
    for tried, frame in enumerate(container.decode(stream)):
        last = frame
        if not exact or (frame.time or 0.0) >= seconds or tried >= _MAX_FRAMES:
            break
    if last is None:
        raise DamagedFile
    return round(last.time or 0.0, 3), _upright(last)


def _upright(frame: av.VideoFrame) -> Image.Image:
    """Phones film on their side and say by how much."""
    image = cast(Image.Image, frame.to_image(threads=1))  # type: ignore[no-untyped-call]
    turn = _TURNS.get(frame.rotation % 360)
    return image if turn is None else image.transpose(turn)
