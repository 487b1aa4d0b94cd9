"""Telegram Desktop's `result.json`, of one chat or of all (tdesktop export_output_json.cpp).

Secret chats are never in it. What a message says beyond its text (a call, a payment, a contact, a
field of a later version) is shown as the file has it, so that nothing is passed over.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from amana.chats.conversation import Chat
from amana.chats.covering import covered, lost
from amana.chats.instants import instant, stated
from amana.chats.json_spans import ANY, Edge, Found, Lost, Path, walk
from amana.chats.json_values import Leaf, Value, fields, twice
from amana.chats.message import Gap, Item, Kind, Mark, Message
from amana.chats.words import Words, sender_at

APP = "telegram-json"

_ONE: Path = ()
_MANY: frozenset[Path] = frozenset({("chats", "list", ANY), ("left_chats", "list", ANY)})
_LISTS = frozenset((*chat, "messages") for chat in (_ONE, *_MANY))
_MESSAGES = frozenset((*path, ANY) for path in _LISTS)
_SKIMMED = _MANY | {_ONE} | {many[:depth] for many in _MANY for depth in (1, 2)}
_ENTERED = _LISTS | _SKIMMED
# What an account's whole export holds beside its chats.
_BESIDE = frozenset(("about", "personal_information", "profile_pictures", "stories")) | frozenset(
    ("contacts", "frequent_contacts", "sessions", "web_sessions", "other_data", "profile_music")
)
_OF_CHAT = frozenset(("name", "type", "id"))

# Fields that are read into the message, or that say nothing that a person could use.
_WHO_AND_WHEN = frozenset((b"from", b"from_id", b"actor", b"actor_id", b"date", b"date_unixtime"))
_READ = (
    _WHO_AND_WHEN
    | {b"id", b"type", b"edited", b"edited_unixtime", b"text", b"text_entities", b"reactions"}
    | {b"reply_to_message_id", b"photo_file_size", b"file_size", b"thumbnail_file_size"}
    | {b"thumbnail", b"width", b"height", b"mime_type", b"icon_emoji_id"}
)
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_CHAT = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verify_codes|private_|public_)'
)
_TYPES = frozenset(("message", "service"))
_FILES = (b"photo", b"file", b"contact_vcard")
_CALLS = frozenset(("phone_call", "group_call", "conference_call", "invite_to_group_call"))
_NOT_HERE = ("(File ", "(Photo ")
_NEVER = "1970-01-01"  # the versions of 2018 write it for what was never edited
_ONLY_ONCE = 2**31 - 1  # seconds; Telegram's own value for "view once"


def recognises(name: str, head: bytes) -> str | None:
    """`APP` for a result.json, told by how it begins; the file's name is only a name."""
    if not _BEGINS.match(head):
        return None
    account = b'"about"' in head and b'"personal_information"' in head
    return APP if account or _CHAT.search(head) else None


def read(source: BinaryIO, size: int, app: str = APP) -> Iterator[Item]:
    """Messages and gaps in file order; together they are every byte of the file."""
    return covered(_items(source, size), size)


def chats(source: BinaryIO, size: int, app: str = APP) -> Iterator[Chat]:
    """The chats of a file and where each lies in it."""
    told: dict[str, str] = {}
    begun = 0
    for event in walk(source, size, _SKIMMED.__contains__):
        if isinstance(event, Edge):
            if not event.opens and (event.path in _MANY or told):
                yield _chat(begun, event.place, told)
            begun, told = event.place, {}
        elif isinstance(event, Found) and event.path and event.path[-1] in _OF_CHAT:
            told[event.path[-1]] = _plain(event.leaf)
            if len(event.path) == 1 and told.keys() == _OF_CHAT:
                yield _chat(0, size, told)  # one chat: no need to go through its messages
                return
    if told:
        yield _chat(begun, size, told)


def _chat(start: int, end: int, told: dict[str, str]) -> Chat:
    account = f"telegram:{told['id']}" if "id" in told else ""
    return Chat(start, end, told.get("name", ""), account)


def _plain(leaf: Leaf) -> str:
    number = leaf.number(leaf.value)
    return leaf.text(leaf.value) if leaf.value.shape else "" if number is None else str(number)


def _items(source: BinaryIO, size: int) -> Iterator[Item]:
    for event in walk(source, size, _ENTERED.__contains__):
        if isinstance(event, Lost):
            yield lost(event)
        elif isinstance(event, Found):
            value = event.leaf.value
            if event.path in _MESSAGES:
                yield _message(event.leaf) or _unclear(value)
            else:
                yield _beside(event)


def _unclear(value: Value) -> Gap:
    return Gap(value.start, value.end, understood=False, why="not a message as Telegram writes it")


def _beside(found: Found) -> Gap:
    """What stands outside the messages: the chat's name, or the account's own data."""
    value, path = found.leaf.value, found.path
    name = path[-1] if path else ""
    if name == "name" and path[:-1] in (_ONE, *_MANY):
        return Gap(value.start, value.end, understood=True, why=f"chat: {_plain(found.leaf)}")
    if name in _OF_CHAT and path[:-1] in (_ONE, *_MANY):
        return Gap(value.start, value.end, understood=True, why=f"about the chat: {name}")
    known = name in _BESIDE or name == "about"
    why = f"about the account: {name}" if known else "not a known field"
    return Gap(value.start, value.end, known, why)


def _message(leaf: Leaf) -> Message | None:
    value = leaf.value
    named = fields(value)
    kind_of = leaf.text(named.get(b"type"))
    if value.shape != "{" or not kind_of or twice(value, named, _WHO_AND_WHEN):
        return None
    actor = b"from" not in named and b"actor" in named
    sender = named.get(b"actor" if actor else b"from")
    at = _when(leaf, named)
    words = _words(leaf)
    attachment, marks = _attachment(leaf, named)
    marks += _marks(leaf, named)
    return Message(
        start=value.start,
        end=value.end,
        kind=_kind(leaf, kind_of, named),
        at=at,
        sender=leaf.text(sender),
        text=words.text,
        sender_at=sender_at(sender),
        text_at=words.slices,
        account=_account(leaf, named.get(b"actor_id" if actor else b"from_id")),
        attachment=attachment,
        marks=marks if at else (*marks, Mark.DATE_UNKNOWN),
    )


def _when(leaf: Leaf, named: dict[bytes, Value]) -> datetime | None:
    """The instant; older versions give the phone's own clock only."""
    at = instant(leaf.number(named.get(b"date_unixtime")))
    return at or stated(leaf.text(named.get(b"date")), "%Y-%m-%dT%H:%M:%S")


def _account(leaf: Leaf, identity: Value | None) -> str:
    number = leaf.number(identity)
    told = leaf.text(identity) if number is None else str(number)
    return f"telegram:{told}" if told else ""


def _kind(leaf: Leaf, kind_of: str, named: dict[bytes, Value]) -> Kind:
    if kind_of == "message":
        media = b"media_type" in named or any(name in named for name in _FILES)
        return Kind.MEDIA if media else Kind.TEXT
    return Kind.CALL if leaf.text(named.get(b"action")) in _CALLS else Kind.SYSTEM


def _attachment(leaf: Leaf, named: dict[bytes, Value]) -> tuple[str, tuple[Mark, ...]]:
    for name in _FILES:
        path = leaf.text(named.get(name))
        if path:
            return ("", (Mark.MEDIA_LEFT_OUT,)) if _left_out(path) else (path, ())
    return "", ()


def _marks(leaf: Leaf, named: dict[bytes, Value]) -> tuple[Mark, ...]:
    marks = []
    edited = leaf.text(named.get(b"edited"))
    if b"edited_unixtime" in named or (edited and not edited.startswith(_NEVER)):
        marks.append(Mark.EDITED)
    if b"forwarded_from" in named or b"forwarded_from_id" in named:
        marks.append(Mark.FORWARDED)
    if leaf.number(named.get(b"self_destruct_period_seconds")) == _ONLY_ONCE:
        marks.append(Mark.VIEW_ONCE)
    return tuple(marks)


def _words(leaf: Leaf) -> Words:
    words = Words()
    for field in leaf.value.inside:
        if field.name == b"text":
            _say_text(words, leaf, field)
    for field in leaf.value.inside:
        if field.name not in _READ and not _is_path(leaf, field):
            words.field(leaf, field)
        elif field.name == b"type" and leaf.text(field) not in _TYPES:
            words.field(leaf, field)  # "unsupported": Telegram itself could not tell what it was
    return words


def _is_path(leaf: Leaf, field: Value) -> bool:
    """Whether a field is the path of a file that came with the export: it is the attachment."""
    return field.name in _FILES and not _left_out(leaf.text(field))


def _left_out(path: str) -> bool:
    """Whether Telegram wrote a remark instead of a path: "(File not included. Change ...)"."""
    return path.endswith(")") and any(sign in path for sign in _NOT_HERE)


def _say_text(words: Words, leaf: Leaf, text: Value) -> None:
    """A text is a string, or a list of strings and of pieces that look or lead otherwise."""
    if text.shape != "[":
        words.alone(leaf, text)
        return
    words.line()
    behind: list[Value] = []
    for piece in text.inside:
        words.string(leaf, piece)
        for field in piece.inside:
            if field.name == b"text":
                words.string(leaf, field)
            elif field.name in (b"href", b"user_id"):
                behind.append(field)  # where a link really leads, whom a mention really names
    for field in behind:
        words.field(leaf, field)
