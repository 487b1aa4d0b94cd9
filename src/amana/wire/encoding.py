"""base64url and JSON, read strictly, so that one value has one spelling (protocol §1)."""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from amana.errors import AmanaError
from amana.wire.limits import MAX_JSON, MAX_JSON_DEPTH

JsonObject = dict[str, Any]

_B64U = re.compile(r"[A-Za-z0-9_-]*\Z")
_OUTSIDE_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BRACKETS = re.compile(r"[\[\]{}]")


class BadEncoding(AmanaError):
    """A key or number in this message is not written as the protocol says. Nothing was changed. Ask
    for it to be sent again.
    """


class BadJson(AmanaError):
    """A part of this message is not of the form that was agreed. Nothing was changed. Ask for it to
    be sent again.
    """


def b64u(data: bytes) -> str:
    """Base64url without padding (RFC 4648 §5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64u(text: str, length: int | None = None) -> bytes:
    """The bytes of canonical base64url; `length` in bytes, when it is known.

    Raises BadEncoding for padding, white space, other alphabets, spare bits that are not zero, or
    another length.
    """
    if not _B64U.match(text):
        raise BadEncoding
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise BadEncoding from error
    if b64u(data) != text or (length is not None and len(data) != length):
        raise BadEncoding
    return data


def b64u_all(items: Iterable[bytes]) -> list[str]:
    """Each of them as base64url."""
    return [b64u(item) for item in items]


def unb64u_all(texts: Iterable[str], length: int) -> tuple[bytes, ...]:
    """Each of them from base64url, of `length` bytes. Raises BadEncoding."""
    return tuple(unb64u(text, length) for text in texts)


def dump_json(value: Mapping[str, Any]) -> bytes:
    """Compact UTF-8 JSON of an object. What is signed or hashed is these bytes; nobody writes them
    a second time.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def load_json(data: bytes, *, limit: int = MAX_JSON, depth: int = MAX_JSON_DEPTH) -> JsonObject:
    """One JSON object, refused rather than guessed at.

    `limit` in bytes, `depth` in levels of arrays and objects. Raises BadJson for anything too large
    or deep, a byte order mark, bytes that are not UTF-8, duplicate names, NaN and infinities, lone
    surrogates, or a value that is not an object.
    """
    if len(data) > limit:
        raise BadJson
    try:
        text = data.decode("utf-8")
        _check_depth(text, depth)
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_refuse, parse_float=_number
        )
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadJson from error
    if not isinstance(value, dict):
        raise BadJson
    return value


def _check_depth(text: str, depth: int) -> None:
    """Counts brackets before the parser recurses into them."""
    level = 0
    for bracket in _BRACKETS.findall(_OUTSIDE_STRINGS.sub("", text)):
        level += 1 if bracket in "[{" else -1
        if level > depth:
            raise BadJson


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise BadJson
    return value


def _number(text: str) -> float:
    """As a browser reads it: `1.0` and `1e2` are whole numbers."""
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise BadJson
    return int(value) if value.is_integer() else value


def _refuse(_constant: str) -> NoReturn:
    raise BadJson
