"""The one form of a message, whatever app it came from."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Reading(StrEnum):
    """How the bytes of a slice become the text that is shown; `reading.text_of` does it."""

    UTF8 = "utf-8"
    JSON = "json"  # one JSON string literal, with its quotes
    JSON_LATIN = "json+latin1-utf8"  # the same, written by Meta as UTF-8 bytes escaped one by one
    HTML_IN_JSON = "json+html"  # the same, with the signs of HTML escaped inside (Snapchat)
    HTML = "html"  # the inside of one element
    MAIL = (
        "mail"  # one header or body of a mail; the charset and encoding stand in the slice's note
    )
    LINE = "line"  # a line break of ours between two slices; its own range is empty


class Slice(NamedTuple):
    """Bytes `start` (inclusive) to `end` (exclusive) of the original, and how they are read."""

    start: int
    end: int
    reading: Reading = Reading.UTF8
    note: str = ""


class Kind(StrEnum):
    """What a message is; what is not a plain text keeps its words all the same."""

    TEXT = "text"
    MEDIA = "media"
    CALL = "call"
    DELETED = "deleted"
    SYSTEM = "system"


class Mark(StrEnum):
    """What a reader must know of a message beyond its words."""

    EDITED = "edited"
    MEDIA_LEFT_OUT = "media-left-out"
    VIEW_ONCE = "view-once"
    OUT_OF_ORDER = "out-of-order"  # its time does not lie between its neighbours': a quote, a clock
    HEADER_INSIDE = (
        "header-inside"  # a line in it looks like the start of a message: mostly a quote
    )
    CUT = "cut"  # longer than a message can be; the rest is a gap
    DATE_UNKNOWN = "date-unknown"
    FORWARDED = "forwarded"
    UNSENT = "unsent"


class Message(NamedTuple):
    """One message. `at` is aware where the export states the instant; naive where it gives the
    phone's own clock without a zone; None where the date was not understood."""

    start: int
    end: int
    kind: Kind
    at: datetime | None
    sender: str
    text: str
    sender_at: tuple[Slice, ...]
    text_at: tuple[Slice, ...]
    either: datetime | None = None  # the other reading, where day and month are undecided
    account: str = ""  # the platform's own lasting id of the sender, such as "telegram:user123"
    attachment: str = ""
    marks: tuple[Mark, ...] = ()


class Gap(NamedTuple):
    """Bytes that belong to no message: the format's own structure, or what was not understood."""

    start: int
    end: int
    understood: bool
    why: str


Item = Message | Gap
