"""What a machine would point out in the words of a chat. Nothing of it is kept, and nothing of it counts until a person says so."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from django.conf import settings

from amana.chats.message import Message, Reading
from amana.desk.vault.marks import Spot
from amana.desk.vault.timeline import Row, Timeline
from amana.matching.finding import Found, find, in_bytes
from amana.matching.highlights import Lexicon
from amana.matching.kinds import Kind
from amana.packs.lexicon import lexicon_of

_MARK_OF: Final = {"recipient": "publication"}  # lexicon's tags that have no mark of their own
_WITHIN: Final = {
    "telegram": Kind.TELEGRAM,
    "instagram": Kind.INSTAGRAM,
    "snapchat": Kind.SNAPCHAT,
    "messenger": Kind.FACEBOOK,
}


@dataclass(frozen=True)
class Cut:
    """A piece of a message's words; `tag` where the lexicon suggests one."""

    text: str
    tag: str = ""


@dataclass(frozen=True)
class Suggestion:
    """An identifier that stands somewhere in the chats, with all its places."""

    kind: str
    raw: str
    normal: str
    places: tuple[Spot, ...]
    senders: tuple[str, ...]  # who wrote it
    hints: tuple[str, ...]
    whole: bool | None  # its checksum


@cache
def lexicon() -> Lexicon:
    """The pack's lexicon, compiled once; in live mode only what a native speaker has read (P12)."""
    return lexicon_of(settings.AMANA.pack).lexicon(live=not settings.AMANA.demo)


def cut_up(text: str) -> list[Cut]:
    """The words, all of them, in pieces."""
    pieces, at = [], 0
    for found in sorted(lexicon().highlights(text), key=lambda found: (found.start, -found.end)):
        if found.start < at:
            continue
        if found.start > at:
            pieces.append(Cut(text[at : found.start]))
        pieces.append(Cut(text[found.start : found.end], _tag(found.tag)))
        at = found.end
    if at < len(text) or not pieces:
        pieces.append(Cut(text[at:]))
    return pieces


def suggested_tags(timeline: Timeline) -> dict[Spot, set[str]]:
    """The tags that the lexicon suggests, by the first place of each message that has any."""
    known: dict[Spot, set[str]] | None = timeline.found.get("tags")
    if known is None:
        known = {}
        for row in timeline.rows:
            tags = {_tag(found.tag) for found in lexicon().highlights(row.message.text)}
            if tags:
                known[row.spot] = tags
        timeline.found["tags"] = known
    return known


def identifiers(timeline: Timeline) -> list[Suggestion]:
    """Every identifier in the chats: in words, as a sender, as an account's lasting number; the most frequent first."""
    known: list[Suggestion] | None = timeline.found.get("identifiers")
    if known is None:
        found: dict[tuple[str, str], _Gathered] = {}
        for row in timeline.rows:
            for kind, raw, normal, hints, whole, spot in _in(timeline, row):
                entry = found.setdefault((kind, normal), _Gathered(raw, hints, whole))
                entry.places.extend((spot, *row.spots[1:]))
                entry.senders.setdefault(row.message.sender)
        known = [_suggestion(key, entry) for key, entry in found.items()]
        known.sort(key=lambda s: (-len(s.places), s.kind, s.normal))
        timeline.found["identifiers"] = known
    return known


class _Gathered:
    def __init__(self, raw: str, hints: tuple[str, ...], whole: bool | None) -> None:
        self.raw, self.hints, self.whole = raw, hints, whole
        self.places: list[Spot] = []
        self.senders: dict[str, None] = {}


def _suggestion(key: tuple[str, str], entry: _Gathered) -> Suggestion:
    places, senders = tuple(entry.places), tuple(entry.senders)
    return Suggestion(key[0], entry.raw, key[1], places, senders, entry.hints, entry.whole)


_Told = tuple[str, str, str, tuple[str, ...], bool | None, Spot]


def _in(timeline: Timeline, row: Row) -> Iterator[_Told]:
    message = row.message
    chat = timeline.chat_of(row.spot)
    app = str(chat.told.get("app", "")).split("-")[0] if chat else ""
    yield from _of_sender(row)
    for found in find(message.text, within=_WITHIN.get(app)):
        spot = _narrowed(row.spot, message, found)
        yield found.kind.value, found.raw, found.normal, found.hints, found.checksum, spot


def _of_sender(row: Row) -> Iterator[_Told]:
    message = row.message
    if message.account:
        yield "account", message.account, message.account, (), None, row.spot
    for found in find(message.sender):
        hints = ("sender", *found.hints)
        yield found.kind.value, found.raw, found.normal, hints, found.checksum, row.spot


def _narrowed(spot: Spot, message: Message, found: Found) -> Spot:
    """The bytes of the identifier itself, where the words stand in the original as they are shown; else the whole message's."""
    if len(message.text_at) != 1 or message.text_at[0].reading is not Reading.UTF8:
        return spot
    words = message.text_at[0]
    if len(message.text.encode("utf-8", "surrogatepass")) != words.end - words.start:
        return spot
    start, end = in_bytes(message.text, found)
    return replace(spot, start=words.start + start, end=words.start + end)


def _tag(tag: str) -> str:
    return _MARK_OF.get(tag, tag)
