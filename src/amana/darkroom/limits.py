"""How much one look at one file may cost."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024
REQUEST: Final = 1 * MIB  # bytes of the file that a worker may ask for at once
WINDOW: Final = 256 * 1024  # bytes that a worker reads ahead
SMALL: Final = 64 * 1024  # bytes of a frame that says something in words
PIPE: Final = 1 * MIB  # bytes that lie in a pipe: fewer turns between the two processes


@dataclass(frozen=True)
class Limits:
    """Of one process. `seconds` counts only while its parent waits for it; `processor` is its own time.

    `threads`: whether it may have more than one, as the only reader of HEIC needs; they share its lock and its memory.
    """

    memory: int  # bytes of address space, libraries included
    processor: int  # seconds
    seconds: float
    frame: int  # bytes of one answer
    output: int  # bytes of all answers
    threads: bool = False
