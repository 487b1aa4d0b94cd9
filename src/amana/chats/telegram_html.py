"""Telegram Desktop's `messages.html` (tdesktop export_output_html.cpp): no ids, and dates to the second.

A message of the same sender soon after the last one carries no name: it is the last name's.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import BinaryIO, NamedTuple

from amana.chats.conversation import Chat
from amana.chats.covering import covered
from amana.chats.html_elements import Element, elements
from amana.chats.instants import stated
from amana.chats.json_spans import MAX_VALUE
from amana.chats.message import Gap, Item, Kind, Mark, Message, Reading, Slice
from amana.chats.reading import text_of
from amana.chats.window import BLOCK, Window
from amana.chats.words import Words

APP = "telegram-html"

_OPENS = re.compile(rb'<div class="message[ "]')
_DIV = re.compile(rb"<(/?)div\b[^<>]*+>")
_TITLE = re.compile(rb'<div class="text bold">\s*+([^<]*+)</div>')
_TURNS_PAGE = re.compile(rb'<a class="pagination[^<]*+</a>')
_TAG = re.compile(rb"<[^<>]*+>")
_BARE = re.compile(rb">([^<>]*[^<>\s][^<>]*)")
_DAY = re.compile(
    rb'^<div class="message service" id="message-'
)  # a day's heading: no id is negative
_DATE = re.compile(r"(\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d)(?: UTC([+-])(\d\d):(\d\d))?")

_QUIET = frozenset(("userpic_wrap", "userpic", "date", "from_name", "reply_to", "reactions"))
_LEFT_OUT = ("Not included", "Exceeds maximum size", "Unavailable", "Self-destructing")
_OPENING = 32  # bytes; longer than the tag that begins a message
_HEAD = 64 * 1024  # bytes before the first message: a title and a few links


def recognises(name: str, head: bytes) -> str | None:
    """`APP` for a page of Telegram Desktop's export, told by its frame."""
    return (
        APP
        if b'<div class="page_wrap' in head and b"<title>Exported Data</title>" in head
        else None
    )


def read(source: BinaryIO, size: int, app: str = APP) -> Iterator[Item]:
    """Messages and gaps in file order; together they are every byte of the file."""
    return covered(_items(source, size), size)


def chats(source: BinaryIO, size: int, app: str = APP) -> Iterator[Chat]:
    """The one chat of a file."""
    found = _TITLE.search(Window(source, min(size, _HEAD)).held)
    yield Chat(0, size, text_of(found[1], Reading.HTML) if found else "")


def _items(source: BinaryIO, size: int) -> Iterator[Item]:
    window, before = Window(source, size), 0
    sender = Sender("", ())
    while (start := _seek(window, before)) is not None:
        yield from _between(window, before, start)
        end = _end(window, start)
        if end is None:
            before = _seek(window, start + 1) or size
            yield Gap(start, before, understood=False, why="a message without an end")
            continue
        raw, before = window.held[start - window.base : end - window.base], end
        if _DAY.match(raw):
            yield Gap(start, end, understood=True, why="the heading of a day")
        else:
            message, sender = _message(raw, start, sender)
            yield message
    yield from _after(window, before, size)


def _seek(window: Window, before: int) -> int | None:
    """Where the next message begins at or after `before`; None when there is none."""
    place = before
    while True:
        found = _OPENS.search(window.held, max(0, place - window.base))
        if found:
            return found.start() + window.base
        place = max(place, window.end - _OPENING)
        if window.end - before > MAX_VALUE:
            window.forget(place)
        if not window.more():
            return None


def _end(window: Window, start: int) -> int | None:
    """Where the message that begins at `start` ends; None when it is cut, or longer than any, or the
    next begins before: a text is escaped, so no message stands inside another."""
    while True:
        depth = 0
        for found in _DIV.finditer(window.held, start - window.base):
            if depth and _OPENS.match(found[0]):
                return None
            depth += -1 if found[1] else 1
            if not depth:
                end = found.end() + window.base
                return end if end - start <= MAX_VALUE else None
        if window.end - start > MAX_VALUE or not window.more():
            return None


def _between(window: Window, start: int, end: int) -> Iterator[Gap]:
    """What stands before a message: nothing but the page's own tags, or else it is told."""
    raw = _held(window, start, end)
    if end - window.base > BLOCK:
        window.forget(end)
    if not start and end:
        known = len(raw) == end
        yield Gap(0, end, known, "the head of the page, with the name of the chat")
    elif _says_something(raw) or len(raw) < end - start:
        yield Gap(start, end, understood=False, why="words outside of any message")


def _after(window: Window, start: int, end: int) -> Iterator[Gap]:
    """What stands after the last message: the end of the page, or else the page was cut."""
    raw = _held(window, start, end)
    if not raw.rstrip().endswith(b"</html>"):
        yield Gap(start, end, understood=False, why="the file is cut here")
    elif start and (_says_something(raw) or len(raw) < end - start):
        yield Gap(start, end, understood=False, why="words outside of any message")


def _held(window: Window, start: int, end: int) -> bytes:
    return window.held[max(0, start - window.base) : end - window.base]


def _says_something(raw: bytes) -> bool:
    return bool(_TAG.sub(b"", _TURNS_PAGE.sub(b"", raw)).strip())


class Sender(NamedTuple):
    """Who wrote: the last name on the page counts for a message without one."""

    name: str
    at: tuple[Slice, ...]


def _message(raw: bytes, start: int, last: Sender) -> tuple[Message, Sender]:
    found = elements(raw)
    service = "service" in found[0].classes
    sender = Sender("", ()) if service else _sender(raw, start, found) or last
    words, at = _words(raw, start, found), _when(raw, found)
    attachment = _attachment(raw, found)
    marks = _marks(words.text, found, attachment)
    message = Message(
        start=start,
        end=start + len(raw),
        kind=_kind(found, service),
        at=at,
        sender=sender.name,
        text=words.text,
        sender_at=sender.at,
        text_at=words.slices,
        attachment=attachment,
        marks=marks if at else (*marks, Mark.DATE_UNKNOWN),
    )
    return message, last if service else sender


def _sender(raw: bytes, start: int, found: list[Element]) -> Sender | None:
    for element in found:
        if "from_name" in element.classes and not element.within & {"forwarded"}:
            name = raw[element.start : element.end].partition(b"<")[0]
            at = start + element.start
            return Sender(text_of(name, Reading.HTML), (Slice(at, at + len(name), Reading.HTML),))
    return None


def _when(raw: bytes, found: list[Element]) -> datetime | None:
    """The date in the title of the message's own hour; with a zone in versions since 2022."""
    for element in found:
        if "date" in element.classes and not element.within & {"from_name"}:
            told = _DATE.fullmatch(text_of(element.attribute(raw, b"title"), Reading.HTML))
            at = stated(told[1], "%d.%m.%Y %H:%M:%S") if told else None
            if at is None or told is None or not told[2]:
                return at
            ahead = timedelta(hours=int(told[3]), minutes=int(told[4]))
            if ahead >= timedelta(days=1):
                return None
            return at.replace(tzinfo=timezone(ahead if told[2] == "+" else -ahead))
    return None


def _kind(found: list[Element], service: bool) -> Kind:
    if service:
        return Kind.SYSTEM
    classes = {name for element in found for name in element.classes}
    if "media_call" in classes:
        return Kind.CALL
    return Kind.MEDIA if "media_wrap" in classes else Kind.TEXT


def _attachment(raw: bytes, found: list[Element]) -> str:
    """The path of a file that came with the export."""
    for element in found:
        if element.tag == b"a" and "media_wrap" in element.within:
            path = text_of(element.attribute(raw, b"href"), Reading.HTML)
            if path and "//" not in path:
                return path
    return ""


def _marks(text: str, found: list[Element], attachment: str) -> tuple[Mark, ...]:
    marks = []
    media = any("media_wrap" in element.classes for element in found)
    if media and not attachment and any(remark in text for remark in _LEFT_OUT):
        marks.append(Mark.MEDIA_LEFT_OUT)
    if any({"forwarded", "body"} <= element.classes for element in found):
        marks.append(Mark.FORWARDED)
    return tuple(marks)


def _words(raw: bytes, start: int, found: list[Element]) -> Words:
    """All that the message shows, each block on its own line, and where its links lead."""
    words = Words()
    for first, end in sorted(_shown(raw, found)):
        words.line()
        words.say(raw[first:end], start + first, Reading.HTML)
    for element in found:
        if element.tag == b"a" and _leads_elsewhere(raw, element):
            link = element.attribute(raw, b"href")
            words.line()
            words.say(link, start + element.attribute_at(raw, b"href"), Reading.HTML)
    return words


def _shown(raw: bytes, found: list[Element]) -> Iterator[tuple[int, int]]:
    """The innermost blocks, but for names and hours that are read already; and words between them."""
    done = []
    for element in found:
        quiet = _is_quiet(element)
        if element.block and not quiet:
            yield element.start, element.end
        if element.block or quiet:
            done.append((element.tag_at, element.end))
    at = 0
    for first, end in [*sorted(done), (len(raw), len(raw))]:
        for words in _BARE.finditer(raw, at, max(at, first)):
            yield words.span(1)
        at = max(at, end)


def _is_quiet(element: Element) -> bool:
    around = element.classes | element.within
    if "from_name" in around and "forwarded" in around:
        return False
    return bool(around & _QUIET)


def _leads_elsewhere(raw: bytes, element: Element) -> bool:
    """Whether a link's target says more than its words do."""
    target = text_of(element.attribute(raw, b"href"), Reading.HTML)
    shown = text_of(raw[element.start : element.end], Reading.HTML)
    same = {shown, *(f"{way}{shown}" for way in ("http://", "https://", "mailto:", "tel:"))}
    return ":" in target and target.rstrip("/") not in {each.rstrip("/") for each in same}
