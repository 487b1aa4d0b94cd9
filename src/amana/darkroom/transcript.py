"""How chats travel out of the dark room: compact arrays, a thousand messages a frame, believed by nobody until they are of this form.

The same items that `amana.chats` gives come out on the other side; `Part.items` counts there once more that they are every byte of the
file (P9).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from amana.chats.ballot import Evidence, Run
from amana.chats.conversation import Chat
from amana.chats.dates import DayOrder
from amana.chats.errors import ExportRefused
from amana.chats.message import Gap, Item, Kind, Mark, Message, Reading, Slice
from amana.chats.part import Part, Zone
from amana.darkroom.errors import REFUSALS, WORDS, DarkRoomRefused

AT_ONCE: Final = 1_000  # items of one frame
_CHARACTERS: Final = 256 * 1024  # or as many of their words
_APPS: Final = 40  # characters
_KINDS: Final = {str(kind): kind for kind in Kind}
_READINGS: Final = {str(reading): reading for reading in Reading}
_MARKS: Final = {str(mark): mark for mark in Mark}
_NOTHING_MORE: Final = (None, "", "", ())  # no second date, account, attachment or marks
_BROKEN: Final = (ValueError, TypeError, KeyError, IndexError, RecursionError)


def packed(items: Iterable[Item]) -> Iterator[list[Any]]:
    """Runs of items, ready to be written as JSON."""
    batch: list[Any] = []
    characters = 0
    for item in items:
        if isinstance(item, Message):
            batch.append(_row(item))
            characters += len(item.text)
        else:
            batch.append(item)
        if len(batch) == AT_ONCE or characters > _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def unpacked(content: bytes, size: int) -> list[Item]:
    """The items of one frame, of a part of `size` bytes. Raises DarkRoomRefused."""
    try:
        return [
            _gap(row) if len(row) == len(Gap._fields) else _message(row, size)
            for row in json.loads(content)
        ]
    except _BROKEN as error:
        raise DarkRoomRefused from error


def facts_of(part: Part) -> list[Any]:
    """What is said of a part before its items."""
    refusal = part.refusal and WORDS.get(type(part.refusal), "export-refused")
    return [
        part.member,
        part.app,
        part.size,
        part.zone,
        part.title,
        part.participants,
        part.runs,
        part.chats,
        refusal,
    ]


def part_of(told: list[Any], read: Callable[[int], Iterator[Item]]) -> Part:
    """The part, whose items `read` will give, by its size. Raises DarkRoomRefused."""
    try:
        member, app, size, zone, title, participants, runs, chats, refusal = told
        whole = _at(size)
        return Part(
            member=_text(member),
            app=_text(app)[:_APPS],
            size=whole,
            zone=Zone(zone),
            title=_text(title),
            participants=tuple(map(_text, participants)),
            runs=tuple(Run(_at(a), _at(f), DayOrder(o), Evidence(e)) for a, f, o, e in runs),
            chats=tuple(_chat(*each) for each in chats),
            refusal=None if refusal is None else _refusal(refusal),
            read=lambda: read(whole),
        )
    except _BROKEN as error:
        raise DarkRoomRefused from error


def _refusal(word: Any) -> ExportRefused:
    refusal = REFUSALS[word]
    if not issubclass(refusal, ExportRefused):
        raise DarkRoomRefused
    return refusal()


def _chat(start: Any, end: Any, title: Any, account: Any, participants: Any) -> Chat:
    return Chat(_at(start), _at(end), _text(title), _text(account), tuple(map(_text, participants)))


def _gap(row: list[Any]) -> Gap:
    start, end, understood, why = row
    return Gap(_at(start), _at(end), understood is True, _text(why))


def _row(item: Message) -> tuple[Any, ...]:
    """Short where a message is like most: this is done a hundred thousand times."""
    at, either = item.at, item.either
    row = (*item[:3], at and at.isoformat(), *item[4:6], _flat(item[6]), _flat(item[7]))
    if item[8:] == _NOTHING_MORE:
        return row
    return (*row, either and either.isoformat(), *item[9:])


def _message(row: list[Any], size: int) -> Message:
    start, end, kind, at, sender, text, named, said, *rest = row
    message = Message(
        _at(start),
        _at(end),
        _KINDS[kind],
        None if at is None else datetime.fromisoformat(at),
        _text(sender),
        _text(text),
        _slices(named, size),
        _slices(said, size),
    )
    return _with(message, *rest) if rest else message


def _with(message: Message, either: Any, account: Any, attachment: Any, marks: Any) -> Message:
    return message._replace(
        either=None if either is None else datetime.fromisoformat(either),
        account=_text(account),
        attachment=_text(attachment),
        marks=tuple(_MARKS[mark] for mark in marks),
    )


def _flat(slices: tuple[Slice, ...]) -> Sequence[Any]:
    """Places alone for one plain slice, else each slice whole."""
    if len(slices) == 1:
        start, end, reading, note = slices[0]
        if reading is Reading.UTF8 and not note:
            return (start, end)
    return slices


def _slices(rows: list[Any], size: int) -> tuple[Slice, ...]:
    if len(rows) == 2 and type(rows[0]) is int:
        return (_slice(rows[0], rows[1], Reading.UTF8, size),)
    return tuple(_slice(start, end, _READINGS[how], size, note) for start, end, how, note in rows)


def _slice(start: Any, end: Any, reading: Reading, size: int, note: Any = "") -> Slice:
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= size:
        raise DarkRoomRefused
    return Slice(start, end, reading, _text(note))


def _at(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise DarkRoomRefused
    return value


def _text(value: Any) -> str:
    """A text that can be stored: half a letter is none."""
    if type(value) is not str:
        raise DarkRoomRefused
    if not value.isascii():
        value.encode()
    return value
