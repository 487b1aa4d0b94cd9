"""Chats of a case: what the dark room read out of an export, kept in sealed parts and opened into memory while an officer works (P2, P9).

The first part tells of the chats in the file; every further part is a run of their messages and gaps, in the order of the file.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from amana.chats.message import Gap, Item, Kind, Mark, Message, Reading, Slice
from amana.desk.cases.opened import OpenedCase
from amana.desk.vault import derived
from amana.desk.vault.files import CaseFile
from amana.desk.vault.models import Derived

VERSION: Final = 1
AT_ONCE: Final = 1_000  # items a part


@dataclass(frozen=True)
class Chat:
    """One chat of one exhibit. `told` is what the reader says of it: app, title, zone, dates, counts."""

    exhibit: int
    member: str  # path inside a zip; empty: the file itself
    told: dict[str, Any]
    items: list[Item] = field(repr=False)
    title: str = ""
    place: int = 0  # among the chats of one file, from 1; 0: the only one

    @property
    def name(self) -> str:
        """By which a dossier chooses it: no two chats of a case have one name."""
        return f"{self.exhibit}/{self.member}" + (f"#{self.place}" if self.place else "")

    def holds(self, start: int) -> bool:
        """Whether a byte of the member lies in this chat."""
        return bool(self.items) and self.items[0].start <= start < self.items[-1].end

    @property
    def messages(self) -> list[Message]:
        """The messages alone, in the order of the file."""
        return [item for item in self.items if isinstance(item, Message)]

    @property
    def gaps(self) -> list[Gap]:
        """Bytes that were not understood."""
        return [item for item in self.items if isinstance(item, Gap) and not item.understood]


def keep(
    opened: OpenedCase, file: CaseFile, chats: Iterable[tuple[dict[str, Any], Iterable[Item]]]
) -> list[dict[str, Any]]:
    """Keeps the chats of a file, streaming; gives what is told of each. An index is kept last: without it nothing counts as read."""
    told: list[dict[str, Any]] = []

    def parts() -> Iterator[bytes]:
        for number, (facts, items) in enumerate(chats):
            counts = {"messages": 0, "gaps": 0, "unread": 0}
            batch: list[list[Any]] = []
            for item in items:
                _count(counts, item)
                batch.append(_row(item))
                if len(batch) == AT_ONCE:
                    yield _dump(number, batch)
                    batch = []
            if batch:
                yield _dump(number, batch)
            told.append(facts | counts)

    derived.forget(file, Derived.PLACES)
    derived.replace(opened, file, Derived.TRANSCRIPT, parts())
    index = {"v": VERSION, "chats": told}
    derived.replace(opened, file, Derived.PLACES, [json.dumps(index).encode()])
    return told


def of_file(opened: OpenedCase, file: CaseFile) -> list[Chat]:
    """The chats of one file; none when it is no chat, or was not read under the present secret yet."""
    index = derived.json_of(opened, file, Derived.PLACES)
    if index is None:
        return []
    items: list[list[Item]] = [[] for _ in index["chats"]]
    for part in derived.parts_of(opened, file, Derived.TRANSCRIPT):
        value = json.loads(part)
        items[value["chat"]] += [_item(row) for row in value["items"]]
    chats: list[Chat] = []
    for told, found in zip(index["chats"], items, strict=True):
        if told["messages"]:
            chats += _apart(file.facts.exhibit, told, found)
    return chats


def _apart(exhibit: int, told: dict[str, Any], items: list[Item]) -> Iterator[Chat]:
    """One chat, or the several that one file holds, each with its own title."""
    ranges = told.get("chats") or []
    if len(ranges) <= 1:
        title = ranges[0][2] if ranges else ""
        yield Chat(exhibit, told["member"], told, items, told["title"] or title)
        return
    at = 0
    for number, (_start, end, title) in enumerate(ranges, 1):
        last = number == len(ranges)
        until = next((i for i, x in enumerate(items[at:], at) if x.start >= end), len(items))
        until = len(items) if last else until
        own = items[at:until]
        if any(isinstance(item, Message) for item in own):
            yield Chat(exhibit, told["member"], told, own, title, number)
        at = until


def _count(counts: dict[str, int], item: Item) -> None:
    if isinstance(item, Message):
        counts["messages"] += 1
    elif not item.understood:
        counts["gaps"] += 1
        counts["unread"] += item.end - item.start


def _dump(chat: int, items: list[list[Any]]) -> bytes:
    return json.dumps({"chat": chat, "items": items}, ensure_ascii=False).encode()


def _row(item: Item) -> list[Any]:
    if isinstance(item, Gap):
        return [item.start, item.end, item.understood, item.why]
    at, either = (moment and moment.isoformat() for moment in (item.at, item.either))
    return [
        item.start, item.end, item.kind, at, either, item.sender, item.text, item.account,
        item.attachment, list(item.marks), list(item.sender_at), list(item.text_at),
    ]  # fmt: skip


def _item(row: list[Any]) -> Item:
    if len(row) == len(Gap._fields):
        return Gap(*row)
    start, end, kind, at, either, sender, text, account, attachment, marks, named, said = row
    return Message(
        start=start,
        end=end,
        kind=Kind(kind),
        at=at and datetime.fromisoformat(at),
        sender=sender,
        text=text,
        sender_at=_slices(named),
        text_at=_slices(said),
        either=either and datetime.fromisoformat(either),
        account=account,
        attachment=attachment,
        marks=tuple(map(Mark, marks)),
    )


def _slices(rows: list[list[Any]]) -> tuple[Slice, ...]:
    return tuple(Slice(start, end, Reading(how), note) for start, end, how, note in rows)
