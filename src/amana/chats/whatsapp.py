"""WhatsApp's exported text, from Android and iPhone, in every language of a phone met in Iraq.

What was not understood is a gap; a line that only looks like a message stays in the message in which
it stands, and that message says so. Nobody's words are silently given to another (P9).
"""

import re
from collections import deque
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO, Final, NamedTuple

from amana.chats.ballot import Run
from amana.chats.chunks import chunks
from amana.chats.dates import Day, DayOrder
from amana.chats.message import Gap, Item, Kind, Mark, Message, Slice
from amana.chats.notices import Notice, is_said_by_nobody, notice_of
from amana.chats.time_order import marked
from amana.chats.whatsapp_stamp import HEADER, MARK, MAX_HEADER, MAX_NAME, SENDER, Stamps

ANDROID: Final = "whatsapp-android"
IPHONE: Final = "whatsapp-ios"
MAX_WORDS: Final = 1 << 18  # bytes; WhatsApp takes 65,536 letters of at most four bytes

BEFORE_FIRST: Final = "before the first message"
TOO_LONG: Final = "longer than a message can be"
UNREAD: Final = "could not be read"
_MAX_KEPT: Final = 10_000  # senders remembered, so that a hostile file fills no memory


def recognises(name: str, head: bytes) -> str | None:
    """The app, when the first bytes of a file hold stamps of messages. Names say nothing."""
    del name
    stamps = Stamps()
    found = [each for each in HEADER.finditer(b"\n" + head) if stamps.read(each)]
    if not found or (len(found) < 2 and head[: found[0].start()].strip()):
        return None
    return IPHONE if found[0].group(1) else ANDROID


def read(source: BinaryIO, size: int, stamps: Stamps, runs: tuple[Run, ...]) -> Iterator[Item]:
    """Messages and gaps in file order; together they are every byte of the file. `runs` are what
    `runs_of` found with the same `stamps`.
    """
    return marked(_Reader(stamps, runs).items(source, size))


class _Opened(NamedTuple):
    """A message whose end is not found yet."""

    start: int
    at: datetime | None
    either: datetime | None
    sender: str
    sender_at: tuple[Slice, ...]
    words_from: int


class _Words:
    """The bytes since the last header: all are counted, the first MAX_WORDS are held."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._held = 0
        self._cut = False

    def add(self, part: bytes) -> None:
        room = MAX_WORDS - self._held
        if len(part) > room:
            part, self._cut = part[:room], True
        self._held += len(part)
        self._parts.append(part)

    def take(self, *, last: bool) -> tuple[bytes, bool]:
        """What was held, without the end of its last line, and whether it was cut. Begins anew."""
        words = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        cut = self._cut
        if last and not cut:
            words = words.removesuffix(b"\n")
        words = _whole_letters(words) if cut else words.removesuffix(b"\r")
        self._parts, self._held, self._cut = [], 0, False
        return words, cut


class _Reader:
    def __init__(self, stamps: Stamps, runs: tuple[Run, ...]) -> None:
        self._stamps = stamps
        self._later = deque(runs)
        self._run: Run | None = None
        self._days: dict[Day, tuple[date | None, date | None]] = {}
        self._senders: dict[bytes, tuple[str, int]] = {}
        self._inside = False  # a line since the last header looks like one

    def items(self, source: BinaryIO, size: int) -> Iterator[Item]:
        opened: _Opened | None = None
        words = _Words()
        end = 0
        for place, data in chunks(source, size, MAX_HEADER):
            done = 1 if place < 0 else 0
            for header in HEADER.finditer(data):
                begun = self._begin(place, header)
                if begun is not None:
                    words.add(data[done : header.start()])
                    yield from self._ended(opened, words, begun.start)
                    opened, done = begun, begun.words_from - place
            end = place + len(data)
            words.add(data[done:])
        yield from self._ended(opened, words, end, last=True)
        if end < size:
            yield Gap(end, size, understood=False, why=UNREAD)

    def _begin(self, place: int, header: re.Match[bytes]) -> _Opened | None:
        """The message that a header starts. None when it is a line of the message above it."""
        stamp = self._stamps.read(header)
        if stamp is None:
            return None
        start = place + header.start() + 1
        if self._later and self._later[0].start <= start:
            self._next_run(start)
        try:
            day, other = self._days[stamp.day]
        except KeyError:
            day, other = self._learn_day(stamp.day)
        if self._run is None or stamp.form != self._run.form or not (day or stamp.day.foreign):
            self._inside = True
            return None
        at = datetime.combine(day, stamp.time) if day else None
        either = datetime.combine(other, stamp.time) if other else None
        sender, sender_at, words_from = self._sender(place, header)
        return _Opened(start, at, either, sender, sender_at, words_from)

    def _next_run(self, start: int) -> None:
        while self._later and self._later[0].start <= start:
            self._run = self._later.popleft()
        self._days.clear()

    def _learn_day(self, day: Day) -> tuple[date | None, date | None]:
        if len(self._days) >= _MAX_KEPT:
            self._days.clear()
        order = self._run.order if self._run else DayOrder.AMBIGUOUS
        return self._days.setdefault(day, (day.read(order), day.other(order)))

    def _sender(self, place: int, header: re.Match[bytes]) -> tuple[str, tuple[Slice, ...], int]:
        """The sender as written, where; and where the words begin."""
        raw = header[SENDER]
        if raw is None:
            return "", (), place + header.end()
        start = place + header.start(SENDER)
        try:
            name, length = self._senders[raw]
        except KeyError:
            if len(self._senders) >= _MAX_KEPT:
                self._senders.clear()
            name, length = self._senders.setdefault(raw, _name(raw))
        if not name:
            return "", (), start
        return name, (Slice(start, start + length),), place + header.end()

    def _ended(
        self, opened: _Opened | None, words: _Words, end: int, *, last: bool = False
    ) -> tuple[Item, ...]:
        """The message that ends here, and what of it was too long."""
        raw, cut = words.take(last=last)
        inside, self._inside = self._inside, False
        if opened is None:
            return (Gap(0, end, understood=False, why=BEFORE_FIRST),) if end > 0 else ()
        start, at, either, sender, sender_at, begin = opened
        text = raw.decode(errors="backslashreplace")
        kind, marks, attachment = notice_of(text) if sender else _UNSAID
        if at is None or inside or cut:
            marks += _marks(at, inside=inside, cut=cut)
        upto = begin + len(raw)
        words_at = (Slice(begin, upto),)
        message = Message(
            start, upto if cut else end, kind, at, sender, text, sender_at, words_at, either,
            "", attachment, marks,
        )  # fmt: skip
        return (message, Gap(upto, end, understood=False, why=TOO_LONG)) if cut else (message,)


_UNSAID: Final = Notice(Kind.SYSTEM)
_TRAILING_MARKS: Final = re.compile(MARK + rb"+\Z")


def _name(raw: bytes) -> tuple[str, int]:
    """A sender's name without the direction marks around it, and its length in bytes; "" where what
    stands before the colon is no name."""
    if len(raw) > MAX_NAME:
        return "", 0
    bare = _TRAILING_MARKS.sub(b"", raw)
    name = bare.decode(errors="backslashreplace")
    return ("", 0) if is_said_by_nobody(name) else (name, len(bare))


def _marks(at: datetime | None, *, inside: bool, cut: bool) -> tuple[Mark, ...]:
    told = ((at is None, Mark.DATE_UNKNOWN), (inside, Mark.HEADER_INSIDE), (cut, Mark.CUT))
    return tuple(mark for holds, mark in told if holds)


def _whole_letters(words: bytes) -> bytes:
    """Without a last letter whose bytes are not all there."""
    for back in range(1, min(4, len(words)) + 1):
        first = words[-back]
        if first >= 0xC0:
            missing = (first >= 0xE0) + (first >= 0xF0) + 2 - back
            return words[:-back] if missing > 0 else words
        if first < 0x80:
            break
    return words
