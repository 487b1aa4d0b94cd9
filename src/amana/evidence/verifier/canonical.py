"""One value, one spelling: JSON with sorted names, no spaces, UTF-8. What is signed or chained is these bytes."""

from __future__ import annotations

import json
from typing import Any

MOST_OF_A_LINE = 1 << 20  # bytes: no entry of a chain comes near
MOST_OF_A_FILE = 64 << 20  # bytes: an index, never an exhibit


class NotCanonical(ValueError):
    """These bytes are not the one spelling of a JSON object."""


def spell(value: object) -> bytes:
    """The spelling of a value. Numbers are whole."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8")


def read(data: bytes) -> dict[str, Any]:
    """The object that these bytes spell. Raises NotCanonical for any other spelling of it."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=_refuse)
        same = isinstance(value, dict) and spell(value) == data
    except (ValueError, RecursionError) as error:
        raise NotCanonical from error
    if not same:
        raise NotCanonical
    return dict(value)


def _refuse(number: str) -> None:
    raise NotCanonical(number)
