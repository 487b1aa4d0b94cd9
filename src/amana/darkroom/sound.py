"""From plain samples to a WAV that a browser plays: its header is written here, outside (P10)."""

import struct
from dataclasses import dataclass, field
from typing import Final

RATE: Final = 16_000  # samples a second: speech is whole
MOST_SECONDS: Final = 15 * 60  # 28.8 MB
PIECE: Final = 256 * 1024  # bytes
_SAMPLE: Final = 2  # bytes
_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")  # RIFF WAVE, PCM


@dataclass(frozen=True)
class Sound:
    """`seconds` as the file says, None where it does not; `cut` when the content ends before it. One channel, 16 bits, 16 kHz."""

    seconds: float | None
    cut: bool
    content: bytes = field(repr=False)
    type: str = "audio/wav"


def wav(samples: bytes) -> bytes:
    """A WAV file of these samples."""
    size = len(samples)
    head = _HEADER.pack(
        b"RIFF",
        36 + size,
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        RATE,
        RATE * _SAMPLE,
        _SAMPLE,
        16,
        b"data",
        size,
    )
    return head + samples
