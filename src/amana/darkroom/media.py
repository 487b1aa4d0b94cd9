"""A film or a sound inside the worker: opened by the format that its bytes show, one thread, nothing else reachable (P10)."""

from typing import BinaryIO, Final, cast

import av
from av.container import InputContainer

from amana.darkroom.errors import DamagedFile, UnknownKind
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
_MICROSECONDS: Final = 1_000_000


def load() -> None:
    """Quiet: what a library says of her file belongs in no log."""
    av.logging.set_level(None)


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
