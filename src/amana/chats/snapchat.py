"""Snapchat's `chat_history.json` and `snap_history.json` from "My Data", in the newer form (one list a
chat) and the older (received and sent).

Only saved chats are in it. Times are UTC. Texts carry the signs of HTML escaped.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from amana.chats.conversation import Chat
from amana.chats.covering import covered, lost
from amana.chats.instants import instant, stated
from amana.chats.json_spans import Edge, Found, Lost, walk
from amana.chats.json_values import Leaf, Value, fields, twice
from amana.chats.message import Gap, Item, Kind, Mark, Message, Reading, Slice
from amana.chats.words import Words, sender_at

APP = "snapchat"

_SENT = "Sent "  # the older form's lists are "Sent Saved Chat History" and the like
_FORMS = ("%Y-%m-%d %H:%M:%S UTC", "%a %b %d %H:%M:%S UTC %Y", "%Y-%m-%dT%H:%M:%SZ")
_TEXT = (b"Content", b"Text")
_ONCE = frozenset((b"From", b"To", b"Created", b"Media Type"))
_READ = frozenset(_TEXT) | {b"From", b"Created", b"IsSender", b"Created(microseconds)", b"IsSaved"}
_READ |= {b"Media IDs", b"Conversation Title"}
_MEDIA = frozenset(("MEDIA", "IMAGE", "PHOTO", "VIDEO", "NOTE", "STICKER"))

_BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"[^"]*"\s*:\s*\[')
_NAMES = (b'"Media Type"', b'"Created"')


def recognises(name: str, head: bytes) -> str | None:
    """`APP` for one of the two files, told by how it begins."""
    return APP if _BEGINS.match(head) and all(each in head for each in _NAMES) else None


def read(source: BinaryIO, size: int, app: str = APP) -> Iterator[Item]:
    """Messages and gaps in file order; together they are every byte of the file."""
    return covered(_items(source, size), size)


def chats(source: BinaryIO, size: int, app: str = APP) -> Iterator[Chat]:
    """The chats of a file and where each lies in it; in the older form, the two lists."""
    begun = 0
    for event in walk(source, size, lambda path: len(path) < 2):
        if isinstance(event, Edge) and len(event.path) == 1:
            name = event.path[0]
            if event.opens:
                begun = event.place
            else:
                yield Chat(begun, event.place, name, "" if " " in name else f"snapchat:{name}")


def _items(source: BinaryIO, size: int) -> Iterator[Item]:
    listed: tuple[str, Slice] = ("", Slice(0, 0))
    for event in walk(source, size, lambda path: len(path) < 2):
        if isinstance(event, Lost):
            yield lost(event)
        elif isinstance(event, Edge):
            if event.opens and len(event.path) == 1:
                listed = (event.path[0], Slice(*event.name, Reading.JSON))
                yield Gap(*event.name, understood=True, why=f"chat: {listed[0]}")
        elif message := _message(event, listed):
            yield message
        else:
            value = event.leaf.value
            why = "not a message as Snapchat writes it"
            yield Gap(value.start, value.end, understood=False, why=why)


def _message(found: Found, listed: tuple[str, Slice]) -> Message | None:
    """`listed` is the name of the list that the message stands in, and where that name is."""
    leaf, value = found.leaf, found.leaf.value
    named = fields(value)
    told = leaf.text(named.get(b"Media Type"))
    if len(found.path) != 2 or not told or twice(value, named, _ONCE):
        return None
    sender, name_at = leaf.text(named.get(b"From")), sender_at(named.get(b"From"))
    account = f"snapchat:{sender}" if sender else ""
    if not sender and listed[0].startswith(_SENT):
        sender, name_at = listed[0], (listed[1],)
    words, at = _words(leaf, told), _when(leaf, named)
    return Message(
        start=value.start,
        end=value.end,
        kind=_kind(told),
        at=at,
        sender=sender,
        text=words.text,
        sender_at=name_at,
        text_at=words.slices,
        account=account,
        attachment="\n".join(_files(leaf, named)),
        marks=() if at else (Mark.DATE_UNKNOWN,),
    )


def _when(leaf: Leaf, named: dict[bytes, Value]) -> datetime | None:
    """The instant as it is written; else from the count, which is in thousandths whatever its name."""
    told = leaf.text(named.get(b"Created"))
    for form in _FORMS:
        if at := stated(told, form, utc=True):
            return at
    count = leaf.number(named.get(b"Created(microseconds)"))
    return instant(leaf.number(named.get(b"Created")) if count is None else count)


def _kind(told: str) -> Kind:
    if told.startswith("STATUSERASED"):
        return Kind.DELETED
    if told.startswith("STATUS"):
        return Kind.CALL if "CALL" in told else Kind.SYSTEM
    return Kind.MEDIA if told in _MEDIA else Kind.TEXT


def _files(leaf: Leaf, named: dict[bytes, Value]) -> list[str]:
    """The ids that the names of the files in `chat_media` end with."""
    told = leaf.text(named.get(b"Media IDs"))
    return [each.strip() for each in told.split("|") if each.strip()]


def _words(leaf: Leaf, told: str) -> Words:
    """The text; and each other field that is not read, as it stands."""
    words = Words()
    for field in leaf.value.inside:
        if field.name in _TEXT:
            words.alone(leaf, field, Reading.HTML_IN_JSON)
    for field in leaf.value.inside:
        plain = field.name == b"Media Type" and told == "TEXT"
        empty = leaf.bytes_of(field.start, field.end) in (b"null", b'""')
        if field.name not in _READ and not plain and not empty:
            words.field(leaf, field)
    return words
