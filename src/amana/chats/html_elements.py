"""The elements of a short piece of HTML with their place in it; made for pages that a program wrote."""

import re
from typing import NamedTuple

_TAG = re.compile(rb"<(/?)(div|a|span)\b([^<>]*+)>")
_CLASS = re.compile(rb'\bclass="([^"]*+)"')
_ATTRIBUTES = {name: re.compile(rb'\b%s="([^"]*+)"' % name) for name in (b"href", b"title")}
_CLASSES = 200  # bytes of one element's classes that are looked at
_MAX_DEPTH = 64  # a message nests ten deep; more would only cost time


class Element(NamedTuple):
    """One element: what it holds is `start` to `end`, its tag begins at `tag_at`."""

    tag: bytes
    classes: frozenset[str]
    within: frozenset[str]  # the classes of all elements around it
    tag_at: int
    start: int
    end: int
    block: bool  # a div without another inside

    def attribute(self, raw: bytes, name: bytes) -> bytes:
        """The bytes of an attribute's value; empty when there is none."""
        found = _ATTRIBUTES[name].search(raw, self.tag_at, self.start)
        return found[1] if found else b""

    def attribute_at(self, raw: bytes, name: bytes) -> int:
        """Where the value of an attribute begins; where the tag does when there is none."""
        found = _ATTRIBUTES[name].search(raw, self.tag_at, self.start)
        return found.start(1) if found else self.tag_at


def elements(raw: bytes) -> list[Element]:
    """Every div, link and span, in the order in which they open. One that is never closed ends where
    the element around it does; one nested too deep is left out: its words are its parent's."""
    found: list[Element] = []
    open_now: list[int] = []
    for tag in _TAG.finditer(raw):
        if tag[1]:
            _close(found, open_now, tag)
        elif len(open_now) < _MAX_DEPTH:
            open_now.append(len(found))
            found.append(_opened(raw, found, open_now, tag))
    for index in open_now:
        found[index] = found[index]._replace(end=len(raw))
    return found


def _opened(raw: bytes, found: list[Element], open_now: list[int], tag: re.Match[bytes]) -> Element:
    within: frozenset[str] = frozenset()
    if len(open_now) > 1:
        around = found[open_now[-2]]
        within = around.within | around.classes
    named = _CLASS.search(tag[3])
    classes = (
        frozenset(named[1][:_CLASSES].decode(errors="replace").split()) if named else frozenset()
    )
    if tag[2] == b"div":
        for index in open_now[:-1]:
            if found[index].block:
                found[index] = found[index]._replace(block=False)
    return Element(tag[2], classes, within, tag.start(), tag.end(), tag.end(), tag[2] == b"div")


def _close(found: list[Element], open_now: list[int], tag: re.Match[bytes]) -> None:
    """Ends the innermost open element of that name, and whatever was left open inside it."""
    while any(found[index].tag == tag[2] for index in open_now):
        index = open_now.pop()
        found[index] = found[index]._replace(end=tag.start())
        if found[index].tag == tag[2]:
            return
