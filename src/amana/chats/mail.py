"""A mail saved as a file (`.eml`): what it says and carries, with every header kept.

All of it is as the sender's programs wrote it; only the `Received` lines above the first server that
she trusts, and a signature that an expert checks, say more.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from amana.chats.conversation import Chat
from amana.chats.covering import covered
from amana.chats.json_spans import MAX_VALUE
from amana.chats.mail_headers import MAX_HEADERS, Block, Header, read_block
from amana.chats.mail_parts import Around, Envelope, Part, Unread, parts
from amana.chats.message import Gap, Item, Kind, Mark, Message, Reading, Slice
from amana.chats.reading import text_of
from amana.chats.words import Words

APP = "mail"

# What an expert, or a provider asked by a judge, needs of a mail.
FACTS = frozenset(("from", "sender", "reply-to", "return-path", "to", "cc", "date", "message-id"))
FACTS |= {"in-reply-to", "received", "x-received", "x-originating-ip", "dkim-signature"}
FACTS |= {"authentication-results", "arc-authentication-results", "received-spf", "x-mailer"}
FACTS |= {"user-agent"}

_DATE = 200  # characters; the longest date of any program is a third of it
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?(?:From [^\r\n]*\r?\n)?[!-9;-~]{1,80}[ \t]*:")
_FROM = re.compile(rb"(?im)^(?:from|x-original-from)[ \t]*:")
_ALSO = re.compile(rb"(?im)^(?:date|message-id|received|mime-version|subject|return-path)[ \t]*:")
_ADDRESS = re.compile(r"[^\s<>@\"'(),:;]{1,64}@[^\s<>@\"'(),:;]{1,255}(?=>|[^<>@]*$)")
_WORD = re.compile(r"\w+")


def recognises(name: str, head: bytes) -> str | None:
    """`APP` for a file that begins with the headers of a mail."""
    if not _FIRST.match(head):
        return None
    headers = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    kinds = {each.lower() for each in _ALSO.findall(headers)}
    return APP if kinds and (_FROM.search(headers) or len(kinds) > 1) else None


def read(source: BinaryIO, size: int, app: str = APP) -> Iterator[Item]:
    """Messages and gaps in file order; together they are every byte of the file."""
    return covered(_items(source, size), size)


def chats(source: BinaryIO, size: int, app: str = APP) -> Iterator[Chat]:
    """One chat: the subject, and the addresses of the first envelope."""
    block = _first_block(source, size)
    people = tuple(each.text for name in ("from", "to", "cc") for each in block.all(name))
    yield Chat(0, size, block.first("subject"), block.first("message-id"), people)


def facts(source: BinaryIO, size: int) -> tuple[Header, ...]:
    """The headers that tell how a mail came, in file order: `Received` lines run from the last server
    to the first. Whether a signature is right is for an expert: its key is with the sender's domain."""
    return tuple(each for each in _first_block(source, size).headers if each.name.lower() in FACTS)


def _first_block(source: BinaryIO, size: int) -> Block:
    source.seek(0)
    return read_block(source.read(min(size, MAX_HEADERS)), 0)


def _items(source: BinaryIO, size: int) -> Iterator[Item]:
    pieces = list(parts(source, size))
    saying = {each.of for each in pieces if isinstance(each, Part)}
    said = _Said(source)
    for piece in pieces:
        if isinstance(piece, Envelope):
            yield from _headers(piece.block, alone=piece.block.start not in saying)
            said.envelopes[piece.block.start] = piece.block
        elif isinstance(piece, Part):
            yield from said.part(piece)
        else:
            yield _gap(piece)


def _gap(piece: Around | Unread) -> Gap:
    if isinstance(piece, Unread):
        return Gap(piece.start, piece.end, understood=False, why=piece.why)
    why = "lines between parts" if piece.empty else "words outside of any part"
    return Gap(piece.start, piece.end, piece.empty, why)


def _headers(block: Block, *, alone: bool) -> Iterator[Item]:
    """Every header; of a mail that says nothing else, the subject is the message."""
    for each in block.headers:
        if alone and each.name.lower() == "subject":
            words = Words()
            words.add(each.value, each.text)
            yield _message(block, each.start, each.end, Kind.TEXT, words)
            alone = False
        else:
            mailbox = each.start == 0 and each.text.startswith("From ")
            unnamed = (
                "the line that a mailbox begins with" if mailbox else "a line that is no header"
            )
            why = f"header: {each.name}" if each.name else unnamed
            yield Gap(each.start, each.end, mailbox or bool(each.name), why)


class _Said:
    """What the parts of a mail say, each in its place."""

    def __init__(self, source: BinaryIO) -> None:
        self.envelopes: dict[int, Block] = {}
        self._source = source
        self._begun: set[int] = set()
        self._plain: dict[int, set[str]] = {}  # the words of the plain text of an alternative

    def part(self, part: Part) -> Iterator[Item]:
        block, envelope = part.block, self.envelopes[part.of]
        name, end, words = block.file_name(), part.end, Words()
        if part.of not in self._begun:
            for subject in envelope.all("subject"):
                words.line()
                words.add(subject.value, subject.text)
        if block.kind().startswith("text/"):
            raw = self._text(part)
            end = block.body + len(raw)
            text = text_of(raw, Reading.MAIL, block.reading())
            if self._said_before(part, text):
                yield Gap(part.start, part.end, understood=True, why="the same words, as a page")
                return
            words.line()
            words.add(Slice(block.body, end, Reading.MAIL, block.reading()), text)
        self._begun.add(part.of)
        kind = Kind.MEDIA if name or not block.kind().startswith("text/") else Kind.TEXT
        message = _message(envelope, part.start, end, kind, words)
        if end < part.end:
            message = message._replace(marks=(*message.marks, Mark.CUT))
        yield message._replace(attachment=name)
        if end < part.end:
            yield Gap(end, part.end, understood=False, why="longer than a message can be")

    def _text(self, part: Part) -> bytes:
        """The bytes of a text, up to the last whole line when it is longer than a message can be."""
        self._source.seek(part.block.body)
        raw = self._source.read(min(part.end - part.block.body, MAX_VALUE))
        if part.block.body + len(raw) < part.end:
            return raw[: raw.rfind(b"\n") + 1] or raw
        return raw

    def _said_before(self, part: Part, text: str) -> bool:
        """Whether a page says only what the plain text beside it says."""
        words = set(_WORD.findall(text))
        if part.beside < 0:
            return False
        if part.block.kind() == "text/html":
            return words <= self._plain.get(part.beside, set())
        self._plain.setdefault(part.beside, set()).update(words)
        return False


def _message(envelope: Block, start: int, end: int, kind: Kind, words: Words) -> Message:
    who = Words()
    for each in envelope.all("from"):
        who.line()
        who.add(each.value, each.text)
    address = _ADDRESS.search(who.text)
    at = _when(envelope.first("date"))
    return Message(
        start=start,
        end=end,
        kind=kind,
        at=at,
        sender=who.text,
        text=words.text,
        sender_at=who.slices,
        text_at=words.slices,
        account=f"mail:{address[0].lower()}" if address else "",
        marks=() if at else (Mark.DATE_UNKNOWN,),
    )


def _when(told: str) -> datetime | None:
    """The date that the sender's program wrote; UTC where it tells no zone (RFC 5322 §3.3)."""
    try:
        at = parsedate_to_datetime(told[:_DATE])
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        at.astimezone(UTC)  # a date at the edge of the calendar is no date
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at
