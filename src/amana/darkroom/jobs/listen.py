"""Of a voice note or a film, its sound as plain samples: a browser plays them without a byte of the original (P10)."""

from typing import Any, BinaryIO

import av

from amana.darkroom import media
from amana.darkroom.remote import Pipes
from amana.darkroom.sound import MOST_SECONDS, PIECE, RATE


def load(_arguments: dict[str, Any]) -> None:
    """The readers of sound."""
    media.load()


def run(file: BinaryIO, _arguments: dict[str, Any], out: Pipes) -> None:
    """Says its length, gives the samples in pieces, and ends after MOST_SECONDS. What follows a broken place is left out."""
    container = media.opened(file)
    stream = media.sound(container)
    out.words({"seconds": media.seconds_of(container)})
    plain = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    left, held, whole = MOST_SECONDS * RATE * 2, bytearray(), True
    try:
        for frame in container.decode(stream):
            held += _samples(plain.resample(frame))
            while len(held) >= PIECE and left > 0:
                out.sound(bytes(held[: min(PIECE, left)]))
                left -= PIECE
                del held[:PIECE]
            if left <= 0:
                break
        else:
            held += _samples(plain.resample(None))
    except av.error.FFmpegError:
        whole = False
    if held and left > 0:
        out.sound(bytes(held[:left]))
    out.words({"whole": whole and left > 0})


def _samples(frames: list[av.AudioFrame]) -> bytes:
    return b"".join(bytes(frame.planes[0])[: frame.samples * 2] for frame in frames)
