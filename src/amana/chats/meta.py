"""Messages of Messenger and Instagram from "Download your information" as JSON, `message_N.json`.

The older form lists the newest message first and writes each byte of UTF-8 as a character of its own;
the form for end-to-end encrypted chats is proper UTF-8. Neither has an id of the sender.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from amana.chats.conversation import Chat
from amana.chats.covering import covered, lost
from amana.chats.instants import instant
from amana.chats.json_spans import ANY, Found, Lost, Path, walk
from amana.chats.json_values import Leaf, Value, fields, twice
from amana.chats.message import Gap, Item, Kind, Mark, Message, Reading
from amana.chats.mojibake import is_mojibake
from amana.chats.words import Words, sender_at

MESSENGER, INSTAGRAM, ENCRYPTED = "messenger", "instagram", "messenger-e2ee"

_LIST: Path = ("messages",)
_MESSAGE: Path = (*_LIST, ANY)
_TITLES = frozenset(("title", "threadName"))
_OF_CHAT = _TITLES | frozenset(("participants", "thread_path", "is_still_participant", "image"))
_OF_CHAT |= {"magic_words", "joinable_mode", "thread_type", "theme", "pinned_messages"}

_SENDER, _TIME = (b"sender_name", b"senderName"), (b"timestamp_ms", b"timestamp")
_TEXT = (b"content", b"text")
_ONCE = frozenset(_SENDER + _TIME)
_FILES = (b"photos", b"videos", b"audio_files", b"files", b"gifs", b"media", b"sticker")
# Read into the message, or without a word of anyone's in them.
_READ = _ONCE | frozenset(_TEXT + _FILES) | {b"type", b"reactions", b"is_unsent", b"isUnsent"}
_READ |= {b"is_geoblocked_for_viewer", b"bumped_message_metadata"}
_READ |= {b"is_unsent_image_by_messenger_kid_parent", b"is_geoblocked_for_viewer_ig"}
_CALLS = (b"call_duration", b"missed")
_JOINING = frozenset(("Subscribe", "Unsubscribe"))

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_FIELD = r'"%s"\s*:'
_OLD = [re.compile((_FIELD % name).encode()) for name in ("sender_name", "timestamp_ms")]
_NEW = [re.compile((_FIELD % name).encode()) for name in ("senderName", "timestamp")]
_PEOPLE = re.compile(rb'"participants"\s*:\s*\[\s*\{\s*"name"\s*:')


def recognises(name: str, head: bytes) -> str | None:
    """Which of the three a file is, told by how it begins; that it is Instagram's, only its path
    tells, and else it is taken for Messenger's."""
    if not _BEGINS.match(head):
        return None
    if all(field.search(head) for field in _NEW):
        return ENCRYPTED
    if not all(field.search(head) for field in _OLD) and not _PEOPLE.search(head):
        return None
    return INSTAGRAM if "instagram" in name.lower() else MESSENGER


def read(source: BinaryIO, size: int, app: str) -> Iterator[Item]:
    """Messages and gaps in file order, which is newest first in the older form; together they are
    every byte of the file."""
    return covered(_items(source, size, _reading(source, size, app)), size)


def chats(source: BinaryIO, size: int, app: str) -> Iterator[Chat]:
    """The one chat of a file; its id is its path, such as "instagram:inbox/name_123"."""
    reading = _reading(source, size, app)
    title = path = ""
    people: tuple[str, ...] = ()
    for event in walk(source, size, lambda path: not path):
        if isinstance(event, Found) and event.path:
            leaf, name = event.leaf, event.path[-1]
            if name in _TITLES:
                title = leaf.text(leaf.value, reading)
            elif name == "thread_path":
                path = leaf.text(leaf.value, reading)
            elif name == "participants":
                people = tuple(_names(leaf, reading))
    yield Chat(0, size, title, f"{app}:{path}" if path else "", people)


def _reading(source: BinaryIO, size: int, app: str) -> Reading:
    if app == ENCRYPTED or not is_mojibake(source, size):
        return Reading.JSON
    return Reading.JSON_LATIN


def _names(leaf: Leaf, reading: Reading) -> Iterator[str]:
    for person in leaf.value.inside:
        name = fields(person).get(b"name", person) if person.shape == "{" else person
        yield leaf.text(name, reading)


def _items(source: BinaryIO, size: int, reading: Reading) -> Iterator[Item]:
    for event in walk(source, size, lambda path: path in ((), _LIST)):
        if isinstance(event, Lost):
            yield lost(event)
        elif isinstance(event, Found):
            if event.path == _MESSAGE and (message := _message(event.leaf, reading)):
                yield message
            else:
                yield _beside(event, reading)


def _beside(found: Found, reading: Reading) -> Gap:
    """What stands outside the messages: title, participants, path of the chat."""
    value, name = found.leaf.value, found.path[-1] if found.path else ""
    if found.path == _MESSAGE:
        known, why = False, "not a message as Meta writes it"
    elif name in _TITLES:
        known, why = True, f"chat: {found.leaf.text(value, reading)}"
    else:
        known = name in _OF_CHAT
        why = f"about the chat: {name}" if known else "not a known field"
    return Gap(value.start, value.end, known, why)


def _message(leaf: Leaf, reading: Reading) -> Message | None:
    value = leaf.value
    named = fields(value)
    sender, time = _first(named, _SENDER), _first(named, _TIME)
    if sender is None or time is None or twice(value, named, _ONCE):
        return None
    at = instant(leaf.number(time))
    words = _words(leaf, reading)
    unsent = leaf.true(named.get(b"is_unsent")) or leaf.true(named.get(b"isUnsent"))
    marks = (Mark.UNSENT,) if unsent else ()
    return Message(
        start=value.start,
        end=value.end,
        kind=Kind.DELETED if unsent else _kind(leaf, named),
        at=at,
        sender=leaf.text(sender, reading),
        text=words.text,
        sender_at=sender_at(sender, reading),
        text_at=words.slices,
        attachment="\n".join(_paths(leaf, named, reading)),
        marks=marks if at else (*marks, Mark.DATE_UNKNOWN),
    )


def _first(named: dict[bytes, Value], names: tuple[bytes, ...]) -> Value | None:
    return next((named[name] for name in names if name in named), None)


def _kind(leaf: Leaf, named: dict[bytes, Value]) -> Kind:
    told = leaf.text(named.get(b"type"))
    if told == "Call" or any(name in named for name in _CALLS):
        return Kind.CALL
    if told in _JOINING:
        return Kind.SYSTEM
    media = told == "media" or any(named[name].inside for name in _FILES if name in named)
    return Kind.MEDIA if media else Kind.TEXT


def _paths(leaf: Leaf, named: dict[bytes, Value], reading: Reading) -> Iterator[str]:
    """The paths of the files of a message, as the export names them."""
    for name in _FILES:
        if name in named:
            value = named[name]
            for each in (value, *value.inside):
                path = leaf.text(fields(each).get(b"uri"), reading)
                if path:
                    yield path.replace("\n", "\\n")


def _words(leaf: Leaf, reading: Reading) -> Words:
    """The text; where a shared link leads; and every field that is not known, as it stands."""
    words = Words()
    for field in leaf.value.inside:
        if field.name in _TEXT:
            words.alone(leaf, field, reading)
    for field in leaf.value.inside:
        if field.name == b"share" and field.inside:
            for each in field.inside:
                words.alone(leaf, each, reading)
        elif field.name not in _READ or (field.name in _FILES and field.shape == '"'):
            words.field(leaf, field, reading)
    return words
