"""One value of JSON (RFC 8259) with the place of everything inside it, so that words can be shown as
the bytes they are (P9)."""

import re
from typing import NamedTuple

from amana.chats.message import Reading
from amana.chats.reading import json_string, text_of

MAX_DEPTH = 32  # exports nest eight deep at most; deeper is made to exhaust a reader
MAX_NUMBER = 40  # digits; an instant in microseconds has 16, and longer ones only cost time

SPACE = rb"[ \t\r\n]*+"
# Atomic groups, not possessive ones: those of Python 3.11.2 fail where a repetition ends half-way.
INSIDE = rb'(?>[^"\\]*+(?:\\.[^"\\]*+)*)'
_STRING = rb'"%s"' % INSIDE
_WORD = rb"-?[0-9][0-9.eE+-]*+|true|false|null"
_SCALAR = rb"(?:(%s)|(%s))" % (_STRING, _WORD)
# One match for one step of the file: speed here is the speed of reading an export.
_PAIR = re.compile(
    SPACE.join([b"", rb'"(%s)"' % INSIDE, b":", rb"(?:%s%s([,}])|([\[{]))" % (_SCALAR, SPACE)]),
    re.S,
)
_ELEMENT = re.compile(SPACE + rb"(?:%s%s([,\]])|([\[{]))" % (_SCALAR, SPACE), re.S)
_ALONE = re.compile(_SCALAR, re.S)
_AFTER = re.compile(SPACE + rb"([,\]}])")
_EMPTY = re.compile(SPACE + rb"([\]}])")
_NUMBER = re.compile(rb"-?(?:0|[1-9][0-9]*)")


class Unread(Exception):
    """The bytes are no whole value of JSON: cut, or not JSON, or too deep."""


class Value(NamedTuple):
    """Bytes `start` to `end` of the file. `inside` holds the values of an object or list, in their
    order; in an object each has a `name`, whose literal begins at `name_at`."""

    start: int
    end: int
    shape: str  # "{", "[", '"' or "" for numbers, true, false, null
    inside: tuple["Value", ...] = ()
    name: bytes = b""  # UTF-8, without quotes and escapes
    name_at: int = 0


class Leaf(NamedTuple):
    """A value held in memory with its bytes."""

    value: Value
    raw: bytes

    def bytes_of(self, start: int, end: int) -> bytes:
        """The bytes between two places in the file, both inside this leaf."""
        return self.raw[start - self.value.start : end - self.value.start]

    def text(self, value: Value | None, reading: Reading = Reading.JSON) -> str:
        """The text of a string inside; empty for anything else."""
        if value is None or value.shape != '"':
            return ""
        return text_of(self.bytes_of(value.start, value.end), reading)

    def number(self, value: Value | None) -> int | None:
        """The whole number of a value, also where it is written as a string (Telegram); or None."""
        if value is None or value.shape not in ("", '"') or value.end - value.start > MAX_NUMBER:
            return None
        digits = self.bytes_of(value.start, value.end).strip(b'"')
        return int(digits) if _NUMBER.fullmatch(digits) else None

    def true(self, value: Value | None) -> bool:
        """Whether the value is `true`."""
        return value is not None and self.bytes_of(value.start, value.end) == b"true"


def fields(value: Value) -> dict[bytes, Value]:
    """The values of an object by name. Of a name given twice the last counts, as in most readers of
    JSON; `twice` tells."""
    return {each.name: each for each in value.inside}


def twice(value: Value, named: dict[bytes, Value], names: frozenset[bytes]) -> bool:
    """Whether the object gives one of `names` more than once: readers differ on what it then says."""
    if len(named) == len(value.inside):
        return False
    given = [each.name for each in value.inside if each.name in names]
    return len(given) != len(set(given))


def read_leaf(held: bytes, at: int, base: int) -> Leaf:
    """The value whose first byte is `held[at]`; `base` is the place of `held[0]` in the file.
    Raises Unread."""
    if held[at : at + 1] in (b"{", b"["):
        value = _container(held, at, base, MAX_DEPTH)
    else:
        found = _ALONE.match(held, at)
        if not found:
            raise Unread
        value = Value(at + base, found.end() + base, '"' if found[1] else "")
    return Leaf(value, held[at : value.end - base])


def _container(
    held: bytes, start: int, base: int, depth: int, name: bytes = b"", name_at: int = 0
) -> Value:
    """The object or list that opens at `start`."""
    if not depth:
        raise Unread
    shape = held[start : start + 1].decode()
    read, closer = (_pairs, b"}") if shape == "{" else (_elements, b"]")
    empty = _EMPTY.match(held, start + 1)
    if empty and empty[1] == closer:
        return Value(start + base, empty.end() + base, shape, (), name, name_at)
    inside, end = read(held, start + 1, base, depth - 1)
    return Value(start + base, end + base, shape, tuple(inside), name, name_at)


def _pairs(held: bytes, at: int, base: int, depth: int) -> tuple[list[Value], int]:
    """What stands in an object, and the place after its brace."""
    inside: list[Value] = []
    while True:
        found = _PAIR.match(held, at)
        if not found:
            raise Unread
        name, _, word, sign, opener = found.groups()
        if b"\\" in name:
            name = name_of(name)
        name_at = found.start(1) - 1 + base
        at = found.end()
        if opener:
            value = _container(held, at - 1, base, depth, name, name_at)
            sign, at = _after(held, value.end - base)
        else:
            start, end = found.span(2 if word is None else 3)
            shape = '"' if word is None else ""
            value = Value(start + base, end + base, shape, (), name, name_at)
        inside.append(value)
        if sign == b"}":
            return inside, at
        if sign != b",":
            raise Unread


def _elements(held: bytes, at: int, base: int, depth: int) -> tuple[list[Value], int]:
    """What stands in a list, and the place after its bracket."""
    inside: list[Value] = []
    while True:
        found = _ELEMENT.match(held, at)
        if not found:
            raise Unread
        _, word, sign, opener = found.groups()
        at = found.end()
        if opener:
            value = _container(held, at - 1, base, depth)
            sign, at = _after(held, value.end - base)
        else:
            start, end = found.span(1 if word is None else 2)
            value = Value(start + base, end + base, '"' if word is None else "")
        inside.append(value)
        if sign == b"]":
            return inside, at
        if sign != b",":
            raise Unread


def _after(held: bytes, at: int) -> tuple[bytes, int]:
    """The sign after a value, and the place after the sign."""
    found = _AFTER.match(held, at)
    if not found:
        raise Unread
    return found[1], found.end()


def name_of(inside: bytes) -> bytes:
    """The name that the inside of a string literal spells."""
    return json_string(b'"%s"' % inside).encode()
