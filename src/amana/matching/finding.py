"""Finds identifiers in what was written: who he is, with the place in the original (P9). Suggestions; a person confirms.

`find` gives characters of the text it was given; `in_original` turns them into bytes of the original.
"""

from collections.abc import Iterator

from amana.matching.found import Found
from amana.matching.kinds import Kind
from amana.matching.normal.phones import REGION
from amana.matching.reader import Reader

__all__ = ["Found", "find", "in_bytes", "in_original"]


def find(text: str, *, region: str = REGION, within: Kind | None = None) -> Iterator[Found]:
    """Every identifier, in order, none overlapping; `start` and `end` are characters of `text`.

    `region`: where numbers without a country's code belong. `within`: the platform whose chat this is, so
    that a bare @name is one of its own. Never raises for any text.
    """
    return Reader(text, region=region, within=within).read()


def in_bytes(text: str, found: Found) -> tuple[int, int]:
    """First byte and the byte behind the last, in the UTF-8 of `text`."""
    start = len(text[: found.start].encode("utf-8", "surrogatepass"))
    return start, start + len(text[found.start : found.end].encode("utf-8", "surrogatepass"))


def in_original(original: bytes, text: str, found: Found) -> tuple[int, int]:
    """The same in the slice `original` that `text` was read from; the whole slice when its bytes are
    written another way there (escapes of JSON or HTML, broken UTF-8), so that no place is ever wrong.
    """
    if original != text.encode("utf-8", "surrogatepass"):
        return 0, len(original)
    return in_bytes(text, found)
