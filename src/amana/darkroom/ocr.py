"""Words that were read out of a picture: an aid for finding, never evidence, until a person has confirmed them."""

from dataclasses import dataclass
from typing import Any, Final

from amana.darkroom.errors import DarkRoomRefused
from amana.darkroom.told import label, number, whole

MOST_LINES: Final = 1_000
_LONGEST: Final = 1_000  # characters of a line
_PASSES: Final = ("Arabic", "eng")
_MAX_SIDE: Final = 1_000_000


@dataclass(frozen=True)
class Line:
    """One line as one pass read it: `script` is "Arabic" or "eng", `confidence` 0 to 1, the box in pixels of the picture, upright.

    Both passes read every line; numbers and links are mostly right in "eng", words in "Arabic". `other` holds what the same pass
    read at the other scale, where that differs: a digit that differs is a digit to look at.
    """

    text: str
    confidence: float
    script: str
    left: int
    top: int
    right: int
    bottom: int
    other: str = ""


def lines_of(told: list[Any]) -> list[Line]:
    """Raises DarkRoomRefused for anything that is not of this form."""
    if len(told) > MOST_LINES:
        raise DarkRoomRefused
    return [_line(each) for each in told]


def _line(value: Any) -> Line:
    match value:
        case [text, other, confidence, script, left, top, right, bottom] if script in _PASSES:
            return Line(
                text=label(text, _LONGEST),
                confidence=number(confidence, 1.0),
                script=script,
                left=whole(left, _MAX_SIDE),
                top=whole(top, _MAX_SIDE),
                right=whole(right, _MAX_SIDE),
                bottom=whole(bottom, _MAX_SIDE),
                other=label(other, _LONGEST),
            )
        case _:
            raise DarkRoomRefused
