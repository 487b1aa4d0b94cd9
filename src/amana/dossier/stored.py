"""A snapshot as JSON and back, strictly: one snapshot has one spelling, and a field that is not known is refused."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from amana.dossier.snapshot import VERSION, Snapshot
from amana.errors import AmanaError

_TIMES: Final = (datetime, date, time)


class NotASnapshot(AmanaError):
    """This is not a case snapshot that this version of Amana can read. Nothing was changed. Make the dossier again from the case."""


def dump(snapshot: Snapshot) -> bytes:
    """UTF-8 JSON, keys in the order of the fields, empty parts left out; ends with a line feed."""
    content = {"v": VERSION} | to_plain(snapshot)
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def load(data: bytes) -> Snapshot:
    """The snapshot that `dump` wrote. Raises NotASnapshot."""
    try:
        content = json.loads(data)
        if not isinstance(content, dict) or content.pop("v", None) != VERSION:
            raise NotASnapshot
        loaded = _read(Snapshot, content)
    except (ValueError, TypeError, RecursionError, InvalidOperation) as error:
        raise NotASnapshot from error
    if not isinstance(loaded, Snapshot):
        raise NotASnapshot
    return loaded


def to_plain(value: Any) -> Any:
    """Dataclasses, times, decimals and enumerations as JSON knows them; fields at their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: to_plain(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [to_plain(each) for each in value]
    if isinstance(value, _TIMES):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: Any) -> Any:
    if get_origin(kind) in {Union, types.UnionType}:
        (inner,) = (each for each in get_args(kind) if each is not type(None))
        return None if value is None else _read(inner, value)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise NotASnapshot
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if is_dataclass(kind):
        return _read_fields(kind, value)
    return _read_one(kind, value)


def _read_fields(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    if not isinstance(value, dict) or not value.keys() <= hints.keys():
        raise NotASnapshot
    return kind(**{name: _read(hints[name], each) for name, each in value.items()})


def _read_one(kind: Any, value: Any) -> Any:
    if kind in _TIMES:
        return kind.fromisoformat(value)
    if kind is Decimal or issubclass(kind, StrEnum):
        if not isinstance(value, str):
            raise NotASnapshot
        return kind(value)
    if type(value) is not kind:
        raise NotASnapshot
    return value
