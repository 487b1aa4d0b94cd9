"""What a worker says in words, held to a type and a size before anyone believes its form: it may have been taken over (P10)."""

import json
import math
import unicodedata
from typing import Any, Final

from amana.darkroom.errors import NotShown

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
    """A JSON object. Raises NotShown."""
    value = _parsed(content)
    if not isinstance(value, dict):
        raise NotShown
    return value


def list_of(content: bytes) -> list[Any]:
    """A JSON array. Raises NotShown."""
    value = _parsed(content)
    if not isinstance(value, list):
        raise NotShown
    return value


def whole(value: Any, most: int, *, least: int = 0) -> int:
    """A whole number from `least` to `most`. Raises NotShown."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise NotShown
    return value


def number(value: Any, most: float, *, least: float = 0.0) -> float:
    """A finite number from `least` to `most`. Raises NotShown."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise NotShown
    if not math.isfinite(value) or not least <= value <= most:
        raise NotShown
    return float(value)


def label(value: Any, most: int) -> str:
    """A short text of one line: signs that hide or turn others are left out, and it ends after `most` characters. Raises NotShown."""
    if not isinstance(value, str):
        raise NotShown
    shown = "".join(sign for sign in value if unicodedata.category(sign) not in _HIDDEN)
    return shown[:most].strip()


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content, parse_constant=_refuse)
    except _DEPTH_ERRORS as error:
        raise NotShown from error


def _refuse(_name: str) -> Any:
    raise NotShown
