"""Walks through a JSON file of any length and gives back its values with their place in the file.

What is cut, broken, too deep or too large is given back as lost bytes, never passed over (P9).
"""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from amana.chats.json_values import INSIDE, MAX_DEPTH, SPACE, Leaf, Unread, name_of, read_leaf
from amana.chats.window import Window

MAX_VALUE = 1024 * 1024  # bytes of one message; the longest text of any app is a hundredth of it

ANY = "*"  # in a path, the place of an element of a list
Path = tuple[str, ...]

_BLANK = re.compile(rb"[ \t\r\n,]*+")
_NAME = re.compile(SPACE.join([rb'"(%s)"' % INSIDE, b":", b""]), re.S)
# Each goes as far as it can in one step: a reader of hostile files must not count bracket by bracket.
_BEFORE = rb'(?>[^"{}\[\]]*+(?:"%s"[^"{}\[\]]*+)*)' % INSIDE
_SIGN = re.compile(_BEFORE + rb'([\[{]++|[\]}]++|")', re.S)
_IN_STRING = re.compile(rb'%s(["\\])' % INSIDE, re.S)
_NEXT = re.compile(rb"[^,\]}]*+([,\]}])")
_CUT, _BROKEN = "the file is cut here", "not readable as JSON from here on"
_LONG, _UNREAD, _AFTER = "too long for a message", "not readable as JSON", "more after the end"
_BOM = b"\xef\xbb\xbf"


class Found(NamedTuple):
    """A whole value at a path."""

    path: Path
    leaf: Leaf


class Edge(NamedTuple):
    """An object or list, as deep as the reader asked to go, begins (`opens`) or has ended."""

    path: Path
    place: int  # its first byte; or the byte after it
    opens: bool
    name: tuple[int, int] = (0, 0)  # where the literal of its name begins and ends, if it has one


class Lost(NamedTuple):
    """Bytes that could not be read, and why."""

    start: int
    end: int
    why: str


class _Level(NamedTuple):
    path: Path
    closer: bytes
    inner: Path  # of its elements, when it is a list


def walk(
    source: BinaryIO, size: int, enters: Callable[[Path], bool]
) -> Iterator[Found | Edge | Lost]:
    """The values of a file in file order. Objects and lists whose path `enters` accepts are gone
    through; every other value is given back whole. Commas and white space are left out."""
    return _Walk(source, size, enters).events()


class _Walk:
    def __init__(self, source: BinaryIO, size: int, enters: Callable[[Path], bool]) -> None:
        self._window = Window(source, size)
        self._size, self._enters = size, enters
        self._place = len(_BOM) if self._window.held.startswith(_BOM) else 0
        self._levels: list[_Level] = []
        self._begun = self._told = False  # that the file is cut is told once
        self._name = (0, 0)

    def events(self) -> Iterator[Found | Edge | Lost]:
        while True:
            first = self._next()
            if not first:
                if not self._told and (self._levels or self._place < self._size):
                    yield Lost(self._place, self._size, _CUT)
                return
            if not self._levels and self._begun:
                yield Lost(self._place, self._size, _AFTER)
                return
            if first in b"]}":
                if not self._levels or first != self._levels[-1].closer:
                    yield Lost(self._place, self._size, _BROKEN)
                    return
                self._place += 1
                yield Edge(self._levels.pop().path, self._place, opens=False)
                continue
            path = self._path()
            if path is None:
                yield Lost(self._place, self._size, _BROKEN)
                return
            self._begun = True
            yield self._value(path)

    def _next(self) -> bytes:
        """The first byte of what comes next; empty at the end of the file."""
        window = self._window
        while True:
            found = _BLANK.match(window.held, self._place - window.base)
            assert found is not None  # noqa: S101  # the pattern matches nothing, too
            self._place = found.end() + window.base
            if self._place < window.end:
                return window.held[found.end() : found.end() + 1]
            window.forget(self._place)
            if not window.more():
                return b""

    def _path(self) -> Path | None:
        """The path of the value that comes next, after its name; None when there is no name."""
        if not self._levels:
            return ()
        level = self._levels[-1]
        if level.closer == b"]":
            return level.inner
        while True:
            found = _NAME.match(self._window.held, self._place - self._window.base)
            if found and found.end() < len(self._window.held):
                base = self._window.base
                self._place = found.end() + base
                self._name = (found.start(1) - 1 + base, found.end(1) + 1 + base)
                return (*level.path, name_of(found[1]).decode(errors="backslashreplace"))
            if self._window.end - self._place > MAX_VALUE or not self._window.more():
                return None

    def _value(self, path: Path) -> Found | Edge | Lost:
        window, start = self._window, self._place
        shape = window.held[start - window.base : start - window.base + 1]
        if shape in (b"{", b"[") and len(self._levels) < MAX_DEPTH and self._enters(path):
            self._levels.append(_Level(path, b"}" if shape == b"{" else b"]", (*path, ANY)))
            self._place += 1
            return Edge(path, start, opens=True, name=self._name)
        while True:
            try:
                leaf = read_leaf(window.held, start - window.base, window.base)
            except Unread:
                if self._grow(start):
                    continue
                return self._lost(start, shape)
            end = leaf.value.end
            if end == window.end and not leaf.value.shape and not window.ended:
                if self._grow(start) or window.ended:
                    continue  # a number may go on in the next block
                return self._lost(start, shape)
            self._place = end
            return Found(path, leaf) if end - start <= MAX_VALUE else Lost(start, end, _LONG)

    def _grow(self, start: int) -> bool:
        """Holds more of the value that begins at `start`; False when there is no more, or too much."""
        if self._window.end - start > MAX_VALUE:
            return False
        self._window.forget(start)
        return self._window.more()

    def _lost(self, start: int, shape: bytes) -> Lost:
        """Passes over a value that cannot be read, to where the brackets say that it ends."""
        if shape == b'"':
            self._place += 1
            whole = self._pass_string()
        elif shape in (b"{", b"["):
            whole = self._pass_brackets()
        else:
            whole = self._seek(_NEXT) is not None
        if not whole:
            self._told = True
            return Lost(start, self._size, _CUT)
        return Lost(start, self._place, _LONG if self._place - start > MAX_VALUE else _UNREAD)

    def _pass_brackets(self) -> bool:
        """To the bracket that closes what opens here."""
        depth = 0
        while signs := self._seek(_SIGN):
            if signs == b'"':  # a string that this block does not end
                self._place += 1
                if not self._pass_string():
                    break
            elif signs[0] in b"[{":
                self._place += len(signs)
                depth += len(signs)
            else:
                self._place += min(depth, len(signs))
                depth -= len(signs)
            if depth <= 0:
                return True
        return False

    def _pass_string(self) -> bool:
        while sign := self._seek(_IN_STRING):
            self._place += 1 if sign == b'"' else 2
            if sign == b'"':
                return True
        return False

    def _seek(self, signs: re.Pattern[bytes]) -> bytes | None:
        """Goes to the next of some signs, forgetting what lies before; None at the end."""
        window = self._window
        while True:
            found = signs.match(window.held, max(0, self._place - window.base))
            if found:
                self._place = found.start(1) + window.base
                return found[1]
            self._place = max(self._place, window.end)
            window.forget(window.end)
            if not window.more():
                self._place = self._size
                return None
