"""A large text in pieces that never cut the start of a line in two, so that memory does not grow with
the file."""

from collections.abc import Iterator
from typing import BinaryIO, Final

BLOCK: Final = 1 << 20


def chunks(source: BinaryIO, size: int, keep: int) -> Iterator[tuple[int, bytes]]:
    """(place, bytes) of one piece after another. A line that starts in a piece has its first `keep`
    bytes, or its end, in it. Every line start is preceded by its newline: the first by one that is
    not in the file, at place -1.
    """
    source.seek(0)
    place, held, left = -1, b"\n", size
    while block := source.read(min(BLOCK, left)):
        left -= len(block)
        held += block
        cut = held.rfind(b"\n")
        if len(held) - cut > keep:
            cut = len(held)
        if cut > 0:
            yield place, held[:cut]
            place, held = place + cut, held[cut:]
    if held:
        yield place, held
