"""What a worker says in words, held to a type and a size before anyone believes its form: it may have been taken over (P10)."""

import json
import math
import unicodedata
from typing import Any, Final

from amana.darkroom.errors import DarkRoomRefused

_DEPTH_ERRORS: Final = (ValueError, RecursionError)
_HIDDEN: Final = {
    "Cc",
    "Cf",
    "Cs",
    "Co",
    "Cn",
    "Zl",
    "Zp",
}  # could turn or hide what stands beside it


def object_of(content: bytes) -> dict[str, Any]:
    """A JSON object. Raises DarkRoomRefused."""
    value = _parsed(content)
    if not isinstance(value, dict):
        raise DarkRoomRefused
    return value


def list_of(content: bytes) -> list[Any]:
    """A JSON array. Raises DarkRoomRefused."""
    value = _parsed(content)
    if not isinstance(value, list):
        raise DarkRoomRefused
    return value


def whole(value: Any, most: int, *, least: int = 0) -> int:
    """A whole number from `least` to `most`. Raises DarkRoomRefused."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise DarkRoomRefused
    return value


def number(value: Any, most: float, *, least: float = 0.0) -> float:
    """A finite number from `least` to `most`. Raises DarkRoomRefused."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise DarkRoomRefused
    if not math.isfinite(value) or not least <= value <= most:
        raise DarkRoomRefused
    return float(value)


def label(value: Any, most: int) -> str:
    """A text of one line without signs that hide or turn others, ended after `most` characters. Raises DarkRoomRefused."""
    if not isinstance(value, str):
        raise DarkRoomRefused
    shown = "".join(sign for sign in value if unicodedata.category(sign) not in _HIDDEN)
    return shown[:most].strip()


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content, parse_constant=_refuse)
    except _DEPTH_ERRORS as error:
        raise DarkRoomRefused from error


def _refuse(_name: str) -> Any:
    raise DarkRoomRefused
